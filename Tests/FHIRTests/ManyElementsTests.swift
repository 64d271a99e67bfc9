import FHIR
import FHIRSyntax
import Testing

/// Work grows with the number of elements, not with its square: each of these took minutes when it did.
@Suite(.timeLimit(.minutes(3)))
struct ManyElementsTests {
  private let count = 20_000

  @Test func containedResourcesAndReferencesToThem() throws {
    let contained = (0..<count).map { #"{"resourceType":"List","id":"l\#($0)"}"# }
      .joined(separator: ",")
    let submission = try submit(patient("p", ",\"contained\":[\(contained)]"))
    let entry = submission.entries[0]
    for number in 0..<count {
      let reference = R4.Reference(reference: FHIRPrimitive("#l\(number)"))
      guard case .contained(let found) = submission.resolve(reference, from: entry) else {
        Issue.record("l\(number) is not found")
        return
      }
      if found.id != "l\(number)" {
        Issue.record("l\(number) is taken for \(found.id ?? "nothing")")
      }
    }
  }

  @Test func modifierExtensions() throws {
    let extensions = repeatElement(#"{"url":"http://x"}"#, count: count).joined(separator: ",")
    let submission = try submit(patient("p", ",\"modifierExtension\":[\(extensions)]"))
    #expect(submission.contents == ["unusable"])
    #expect(submission.allIssues.count <= 101)
  }

  @Test func unknownElementsAmongKnownOnesInXML() throws {
    let text =
      "<Patient xmlns=\"http://hl7.org/fhir\">"
      + String(repeating: "<zz value=\"1\"/><name><family value=\"a\"/></name>", count: count)
      + "</Patient>"
    let submission = Submission(try Array(text.utf8).withUnsafeBytes { try readTree($0) })
    guard case .patient(let patient)? = submission.entries[0].resource else {
      Issue.record("the patient is not read")
      return
    }
    #expect(patient.name.count == count)
  }

  @Test func theOrderOfManyRepeatsIsChecked() throws {
    let names = String(repeating: "<name><family value=\"a\"/></name>", count: count)
    func issues(_ text: String) throws -> [String] {
      Submission(try Array(text.utf8).withUnsafeBytes { try readTree($0) }).allIssues
        .map { "\($0.expression): \($0.message)" }
    }
    let order = "The element does not stand in the order of the definition."
    let start = "<Patient xmlns=\"http://hl7.org/fhir\">"
    #expect(try issues(start + names + "<gender value=\"male\"/></Patient>") == [])
    #expect(
      try issues(start + "<gender value=\"male\"/>" + names + "</Patient>") == [
        "Patient.name: " + order
      ])
    #expect(
      try issues(
        start
          + "<name><given value=\"a\"/><family value=\"b\"/></name><active value=\"true\"/></Patient>"
      ) == ["Patient.name[0].family: " + order, "Patient.active: " + order])
  }
}
