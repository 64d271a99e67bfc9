import FHIRSyntax
import Testing

@testable import KnowledgeArtifacts

/// The check of the package finds each kind of fault.
@Suite struct PackageCheckTests {
  /// The package with one artifact changed as text.
  func faults(
    in type: String, _ id: String, _ old: String, _ new: String
  ) throws -> [String] {
    let package = try BuiltInPackage.shared()
    let artifacts = try package.artifacts.map { artifact in
      guard artifact.type == type, artifact.id == id else { return artifact }
      let json = String(decoding: try writeTree(artifact.resource, as: .json), as: UTF8.self)
      #expect(json.contains(old))
      let changed = json.replacing(old, with: new, maxReplacements: 1)
      return Artifact(try tree(Array(changed.utf8)))
    }
    return KnowledgePackage(artifacts: artifacts, version: "0").faults().map(\.description)
  }

  @Test(arguments: [
    (
      "StructureDefinition", "guidance-output", "ValueSet/outcome", "ValueSet/outcomes",
      "ValueSet/outcomes is not in the package"
    ),
    (
      "PlanDefinition", "iliofemoral-dvt-2020", "iliofemoral-dvt|2020", "iliofemoral-dvt|2019",
      "is not in the package with version 2019"
    ),
    (
      "PlanDefinition", "iliofemoral-dvt-2020", "\"code\":\"surgical-thrombectomy\"",
      "\"code\":\"surgery\"", "has no code surgery"
    ),
    (
      "PlanDefinition", "iliofemoral-dvt-2020", "\"kind\":\"applicability\"",
      "\"kind\":\"sometimes\"", "condition[0].kind"
    ),
    (
      "PlanDefinition", "iliofemoral-dvt-2020", "published by the American College of Radiology",
      "published",
      "holds ratings without the notice"
    ),
    (
      "PlanDefinition", "iliofemoral-dvt-2020", "\"valueString\":\"S\"", "\"valueCode\":\"S\"",
      "value must be of type"
    ),
    ("ValueSet", "anticoagulant", "SNOMED International", "SNOMED", "without its notice"),
    ("ValueSet", "outcome", "/ValueSet/outcome", "/ValueSet/result", "the URL must be"),
    ("ValueSet", "outcome", "\"VenoGuideOutcome\"", "\"Veno Guide\"", "begins with a capital"),
    ("ValueSet", "leg", "\"code\":\"left\"", "\"code\":\"lefty\"", "has no code lefty"),
    ("CodeSystem", "fact-state", "\"count\":4", "\"count\":5", "there are 4 concepts"),
    (
      "CodeSystem", "fact-state", "\"code\":\"absent\"", "\"code\":\"known\"", "stands twice"
    ),
    (
      "CodeSystem", "outcome", "\"code\":\"unusable\"", "\"code\":\"useless\"",
      "lacks the code unusable"
    ),
    (
      "ConceptMap", "active-cancer", "\"code\":\"D47.1\"", "\"code\":\"D47.9\"",
      "not in the ValueSet that is mapped"
    ),
    (
      "ConceptMap", "active-cancer", "\"code\":\"myeloproliferative\"", "\"code\":\"blood\"",
      "has no code blood"
    ),
    (
      "Questionnaire", "iliofemoral-dvt", "\"linkId\":\"severity\"", "\"linkId\":\"acuity\"",
      "linkId acuity stands twice"
    ),
    (
      "StructureDefinition", "leg",
      "\"fixedUri\":\"https://venoguide.example/fhir/StructureDefinition/leg\"",
      "\"fixedUri\":\"https://venoguide.example/fhir/StructureDefinition/evidence-path\"",
      "the URL of an extension is that of its definition"
    ),
    (
      "ImplementationGuide", "example.venoguide.iliofemoral-dvt", "ValueSet/outcome\"",
      "ValueSet/other\"", "ValueSet/outcome is not listed"
    ),
  ])
  func `a fault is found`(
    _ type: String, _ id: String, _ old: String, _ new: String, _ message: String
  ) throws {
    let faults = try faults(in: type, id, old, new)
    #expect(faults.contains { $0.contains(message) }, "\(faults.prefix(5))")
  }
}
