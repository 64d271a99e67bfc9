import FHIR
import FHIRSyntax
import Testing

@testable import Guidance

@Suite("The written XML is valid for FHIR's own schema")
struct SchemaTests {
  @Test("Every outcome validates", arguments: ExampleCase.all + [HostileInputTests.hostile])
  func validates(example: ExampleCase) throws {
    let name = "composed-" + example.name.split(separator: " ").joined(separator: "-")
    for (format, suffix) in [(FHIRFormat.json, "json"), (.xml, "xml")] {
      try OutsideProgram.keep(
        writeTree(example.response.node, as: format), as: "\(name).\(suffix)")
    }
    guard let schema = OutsideProgram.schema, let xmllint = OutsideProgram.find("xmllint") else {
      print("SKIPPED: \(example.name) was not validated; xmllint or ../shared/fhir is not here.")
      return
    }
    let bytes = try writeTree(example.response.node, as: .xml)
    let result = try OutsideProgram.run(
      xmllint, ["--noout", "--nonet", "--schema", schema.path], on: bytes, name: "guidance.xml")
    #expect(result.status == 0, "\(result.says)")
  }

  @Test("A failure and an OperationOutcome validate")
  func failureValidates() throws {
    guard let schema = OutsideProgram.schema, let xmllint = OutsideProgram.find("xmllint") else {
      print("SKIPPED: the failure was not validated; xmllint or ../shared/fhir is not here.")
      return
    }
    let composer = GuidanceComposer(program: ExampleCase.program)
    let issues = [FHIR.Issue(.fatal, .structure, "The text ends too early.", at: "Bundle")]
    let roots = [
      composer.failure(
        to: ExampleCase.request, subject: "Patient/p1", asOf: "2026-06-15", issues: issues
      ).node,
      composer.operationOutcome(for: issues).node,
    ]
    for root in roots {
      let bytes = try writeTree(root, as: .xml)
      let result = try OutsideProgram.run(
        xmllint, ["--noout", "--nonet", "--schema", schema.path], on: bytes, name: "failure.xml")
      #expect(result.status == 0, "\(result.says)")
    }
  }

  @Test("The page is well-formed XML", arguments: ExampleCase.all + [HostileInputTests.hostile])
  func pageIsWellFormed(example: ExampleCase) throws {
    guard let xmllint = OutsideProgram.find("xmllint") else {
      print("SKIPPED: the page of \(example.name) was not read; xmllint is not here.")
      return
    }
    let page = HTMLPage().render([example.explanation])
    let result = try OutsideProgram.run(
      xmllint, ["--noout", "--nonet"], on: Array(page.utf8), name: "page.xml")
    #expect(result.status == 0, "\(result.says)")
  }
}
