import CaseRecord
import Foundation
import Testing

@testable import CaseMapping

/// Every finding of our own may come in every form that its definition names (CONTRACT 5).
@Suite struct FindingFormsTests {
  struct Form: CustomTestStringConvertible {
    let code: String
    let form: String
    var testDescription: String { "\(code) as \(form)" }
  }

  static let forms: [Form] = {
    var root = URL(filePath: #filePath).resolvingSymlinksInPath()
    for _ in 1...3 { root.deleteLastPathComponent() }
    let file = root.appending(path: "Profiles/terminology/CodeSystem/finding.json")
    guard let data = try? Data(contentsOf: file),
      let system = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let concepts = system["concept"] as? [[String: Any]]
    else { return [] }
    return concepts.flatMap { concept -> [Form] in
      let properties = concept["property"] as? [[String: String]] ?? []
      return properties.filter { $0["code"] == "form" }.compactMap { property in
        guard let code = concept["code"] as? String, let form = property["valueCode"] else {
          return nil
        }
        return Form(code: code, form: form)
      }
    }
  }()

  @Test func `the findings are defined with forms`() {
    #expect(FindingFormsTests.forms.count > 100)
  }

  @Test(arguments: forms)
  func `a finding is understood in each of its forms`(form: Form) throws {
    let mapped = try MappedCase(try resource(form))
    let findings = mapped.findings(form.code)
    #expect(findings.count == 1, "\(mapped.record.findings.map(\.concept.rawValue))")
    #expect(findings.first?.presence == .present)
    #expect(mapped.unmapped.isEmpty)
    #expect(mapped.reasons.isEmpty)
  }

  func resource(_ form: Form) throws -> String {
    let code = finding(form.code)
    func observation(_ value: String) -> String {
      """
      {"resourceType": "Observation", "status": "final", "code": \(code),
       "effectiveDateTime": "2026-06-14", \(value)}
      """
    }
    switch form.form {
    case "boolean": return observation("\"valueBoolean\": true")
    case "code" where form.code == "ceap-clinical-class":
      return observation("\"valueCodeableConcept\": {\"text\": \"C4b\"}")
    case "code" where form.code == "symptom-severity":
      return observation("\"valueCodeableConcept\": \(sct("6736007"))")
    case "code": return observation("\"valueCodeableConcept\": \(presence("present"))")
    case "grade", "points", "score": return observation("\"valueInteger\": 2")
    case "percent":
      return observation("\"valueQuantity\": {\"value\": 60, \"code\": \"%\"}")
    case "date": return observation("\"valueDateTime\": \"2026-06-02\"")
    case "condition": return "{\"resourceType\": \"Condition\", \"code\": \(code)}"
    case "conclusion":
      return """
        {"resourceType": "DiagnosticReport", "status": "final", "code": \(loinc("39432-0")),
         "effectiveDateTime": "2026-06-14", "conclusionCode": [\(code)]}
        """
    case "procedure":
      return """
        {"resourceType": "Procedure", "status": "completed", "code": \(code),
         "performedDateTime": "2026-06-10"}
        """
    default:
      Issue.record("the form \(form.form) is not known; say here how it is sent")
      return "{}"
    }
  }
}
