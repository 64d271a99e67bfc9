import FHIR
import FHIRSyntax
import Testing

@testable import Guidance

/// The invariants of FHIR R4 that concern what we write, evaluated on the written tree.
@Suite("FHIR invariants hold in every outcome")
struct InvariantTests {
  @Test(
    "dom-2, dom-4, dom-5: contained resources contain nothing and have no meta",
    arguments: ExampleCase.all)
  func contained(example: ExampleCase) {
    for resource in example.response.node.all("contained") {
      #expect(resource.all("contained").isEmpty)
      #expect(resource["meta"] == nil)
    }
  }

  @Test(
    "dom-3 and ref-1: every contained resource is referred to, every #id is there",
    arguments: ExampleCase.all)
  func references(example: ExampleCase) {
    let response = example.response
    let ids = response.containedIDs
    let local = response.node.everything.filter { $0.name == "reference" }.compactMap(\.text)
      .filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    #expect(Set(local) == Set(ids))
    #expect(ids.count == Set(ids).count)
    // dom-3 counts references from the outer resource only when a validator is strict.
    let outer = response.node.children.filter { $0.name != "contained" }.flatMap(\.everything)
      .filter { $0.name == "reference" }.compactMap(\.text)
    for id in ids { #expect(outer.contains("#\(id)")) }
  }

  @Test("inv-1: a parameter has one of value, resource and parts", arguments: ExampleCase.all)
  func parameters(example: ExampleCase) {
    for parameter in example.response.node.everything
    where parameter.name == "parameter" || parameter.name == "part" {
      let values = parameter.children.filter { $0.name.hasPrefix("value") }
      let parts = parameter.all("part")
      #expect(values.count + (parts.isEmpty ? 0 : 1) == 1)
    }
  }

  @Test("rqg-1: an action has a resource or actions, not both", arguments: ExampleCase.all)
  func actions(example: ExampleCase) {
    for action in example.response.node.everything where action.name == "action" {
      #expect((action["resource"] != nil) != (!action.all("action").isEmpty))
    }
  }

  @Test("drq-1 and drq-2: a filter has a path", arguments: ExampleCase.all)
  func filters(example: ExampleCase) {
    for filter in example.response.node.everything
    where filter.name == "codeFilter" || filter.name == "dateFilter" {
      #expect(filter["path"]?.text?.isEmpty == false)
    }
  }

  @Test(
    "No text is empty, and what was written is read back without an issue",
    arguments: ExampleCase.all)
  func roundTrip(example: ExampleCase) throws {
    let response = example.response
    for element in response.node.everything { #expect(element.text != "") }
    let bytes = try writeTree(response.node, as: .json)
    let tree = try bytes.withUnsafeBytes { bytes throws(SyntaxError) in try readTree(bytes) }
    var reading = Reading()
    let again = R4.GuidanceResponse(from: tree.root, &reading)
    #expect(tree.issues.isEmpty)
    #expect(reading.issues.isEmpty)
    #expect(again == response)
  }
}

extension FHIRNode {
  /// This element and all inside it.
  var everything: [FHIRNode] { [self] + children.flatMap(\.everything) }
}
