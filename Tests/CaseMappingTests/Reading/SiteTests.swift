import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct SiteTests {
  func mapped(_ code: String, sites: String..., more: String = "") throws -> MappedCase {
    try MappedCase(
      """
      {"resourceType": "Condition", "code": \(code),
       "bodySite": [\(sites.joined(separator: ", "))]\(more)}
      """)
  }

  @Test func `site and side may stand in one concept`() throws {
    let finding = try mapped(
      Known.iliofemoralThrombosis, sites: sct(Known.commonIliacVein, Known.left)
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.commonIliac])
    #expect(finding.laterality == .left)
  }

  @Test func `site and side may stand beside each other`() throws {
    let finding = try mapped(
      Known.iliofemoralThrombosis, sites: sct(Known.commonIliacVein), sct(Known.right)
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.commonIliac])
    #expect(finding.laterality == .right)
  }

  @Test func `a femoral code does not tell the common femoral from the femoral vein`() throws {
    for code in [icd10cm("I82.412"), sct("132291000119106")] {
      let finding = try mapped(code, sites: sct(Known.left)).finding("dvt-iliofemoral-acute")
      #expect(finding.segments == [.femoralUnspecified])
    }
  }

  @Test func `a body site decides which femoral vein it is`() throws {
    let common = try mapped(icd10cm("I82.412"), sites: sct(Known.commonFemoralVein))
    #expect(try common.finding("dvt-iliofemoral-acute").segments == [.commonFemoral])
    for vein in [Known.femoralVein, "397364003"] {
      let femoral = try mapped(icd10cm("I82.412"), sites: sct(vein))
      #expect(try femoral.finding("dvt-iliofemoral-acute").segments == [.femoral])
    }
  }

  @Test func `a popliteal site leaves the femoral code as open as it is`() throws {
    let finding = try mapped(icd10cm("I82.412"), sites: sct(Known.poplitealVein))
      .finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.femoralUnspecified, .popliteal])
  }

  @Test func `veins of both legs make one finding for each leg`() throws {
    let mapped = try mapped(
      Known.iliofemoralThrombosis, sites: sct(Known.commonIliacVein, Known.left),
      sct(Known.commonFemoralVein, Known.right))
    let findings = mapped.findings("dvt-iliofemoral-acute")
    #expect(findings.map(\.laterality) == [.left, .right])
    #expect(findings.map(\.segments) == [[.commonIliac], [.iliofemoral, .commonFemoral]])
    #expect(mapped.record.notes.isEmpty)
  }

  @Test func `a code for both legs agrees with veins of both legs`() throws {
    let mapped = try mapped(
      icd10cm("I82.423"), sites: sct(Known.commonIliacVein, Known.left),
      sct(Known.externalIliacVein, Known.right))
    #expect(mapped.findings("dvt-iliofemoral-acute").map(\.laterality) == [.left, .right])
    #expect(mapped.record.notes.isEmpty)
  }

  @Test func `a side in the code that the body site contradicts is left open and reported`() throws
  {
    let mapped = try mapped(Known.leftIliacThrombosis, sites: sct(Known.right))
    #expect(try mapped.finding("dvt-iliofemoral-acute").laterality == nil)
    #expect(mapped.noteKinds == [.codesDisagree])
  }

  @Test func `the vena cava belongs to the leg that is named beside it`() throws {
    let finding = try mapped(
      Known.iliofemoralThrombosis, sites: sct("64131007"), sct(Known.commonIliacVein, Known.left)
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.inferiorVenaCava, .commonIliac])
    #expect(finding.laterality == .left)
  }

  @Test func `a BodyStructure that an extension refers to is a body site`() throws {
    let structure = """
      {"resourceType": "BodyStructure", "id": "vein", "patient": {"reference": "Patient/p"},
       "location": \(sct(Known.externalIliacVein)), "locationQualifier": [\(sct(Known.left))]}
      """
    let condition = """
      {"resourceType": "Condition", "code": \(Known.iliofemoralThrombosis),
       "bodySite": [{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/bodySite",
       "valueReference": {"reference": "BodyStructure/vein"}}]}]}
      """
    let finding = try MappedCase(structure, condition).finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.externalIliac])
    #expect(finding.laterality == .left)
  }

  @Test func `a BodyStructure of another patient is not read`() throws {
    let bundle = """
      {"resourceType": "Bundle", "type": "collection", "entry": [
       {"resource": \(MappedCase.patient)},
       {"resource": {"resourceType": "Patient", "id": "other"}},
       {"resource": {"resourceType": "BodyStructure", "id": "vein",
        "patient": {"reference": "Patient/other"}, "location": \(sct(Known.externalIliacVein)),
        "locationQualifier": [\(sct(Known.left))]}},
       {"resource": {"resourceType": "Condition", "id": "dvt",
        "code": \(Known.iliofemoralThrombosis), "subject": {"reference": "Patient/p"},
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/bodySite",
        "valueReference": {"reference": "BodyStructure/vein"}}]}}]}
      """
    let finding = try MappedCase(bytes: Array(bundle.utf8)).finding("dvt-iliofemoral-acute")
    #expect(finding.segments == [.iliofemoral])
    #expect(finding.laterality == nil)
  }

  @Test func `a laterality extension tells the side`() throws {
    let site = """
      {"coding": [{"system": "http://snomed.info/sct", "code": "\(Known.commonIliacVein)"}],
       "extension": [{"url": "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality",
       "valueCodeableConcept": \(sct(Known.left))}]}
      """
    let finding = try mapped(Known.iliofemoralThrombosis, sites: site)
      .finding("dvt-iliofemoral-acute")
    #expect(finding.laterality == .left)
  }

  @Test func `a body site in words is left to a person`() throws {
    let mapped = try mapped(Known.iliofemoralThrombosis, sites: "{\"text\": \"left groin\"}")
    #expect(try mapped.finding("dvt-iliofemoral-acute").segments == [.iliofemoral])
    #expect(mapped.record.unreadTexts.map(\.features) == [[.segment, .laterality]])
  }

  @Test func `a body site that no list has is reported`() throws {
    // A sound SNOMED CT code that no list has.
    let mapped = try mapped(sct("128053003"), sites: sct("368208006"))
    #expect(mapped.unmapped == ["http://snomed.info/sct|368208006"])
    #expect(try mapped.finding("dvt-site-unspecified").place == nil)
  }

  @Test func `a thrombosis of unknown place on the leg is one of the leg`() throws {
    let finding = try mapped(sct("128053003"), sites: sct(Known.lowerLimb, Known.left))
      .finding("dvt-unspecified-lower-extremity")
    #expect(finding.place == .leg)
    #expect(finding.laterality == .left)
  }

  @Test func `thrombosis of a leg vein of unknown depth establishes nothing`() throws {
    let mapped = try mapped(sct("309735004"), sites: sct(Known.left))
    #expect(try mapped.finding("nonspecific.dvt-unspecified-lower-extremity").presence == .present)
    #expect(mapped.noteKinds == [.notSpecific])
  }

  @Test func `a deep vein as body site settles the depth`() throws {
    let mapped = try mapped(sct("309735004"), sites: sct(Known.poplitealVein, Known.left))
    #expect(try mapped.finding("dvt-unspecified-lower-extremity").segments == [.popliteal])
    #expect(mapped.record.notes.isEmpty)
  }

  @Test func `venous thrombosis with a deep vein is a thrombosis of that vein`() throws {
    let mapped = try mapped(sct("111293003"), sites: sct(Known.commonIliacVein, Known.left))
    #expect(try mapped.finding("dvt-unspecified-lower-extremity").segments == [.commonIliac])
  }

  @Test func `thrombosis in a superficial vein is no deep vein thrombosis`() throws {
    let mapped = try mapped(sct("111293003"), sites: sct(Known.greatSaphenousVein, Known.left))
    #expect(try mapped.finding("nonspecific.dvt-unspecified-lower-extremity").segments.isEmpty)
  }

  @Test func `muscle weakness is a sign of the limb only on the leg`() throws {
    let anywhere = try mapped(sct("26544005"), sites: sct(Known.left))
    #expect(anywhere.findings("limb-threat").isEmpty)
    #expect(anywhere.findings("nonspecific.limb-threat").count == 1)
    let leg = try mapped(sct("26544005"), sites: sct(Known.lowerLimb, Known.left))
    #expect(try leg.finding("limb-threat/motor-deficit").place == .leg)
  }

  @Test func `a stent of unknown place is no venous stent`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Procedure", "status": "completed", "code": \(sct("1296925008")),
       "performedDateTime": "2024-05-01"}
      """)
    #expect(mapped.findings("venous-stent").isEmpty)
    #expect(mapped.findings("nonspecific.venous-stent").count == 1)
  }
}
