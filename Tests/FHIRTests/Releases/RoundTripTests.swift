import FHIR
import FHIRSyntax
import Testing

/// HL7's own examples go from JSON through XML and back without a change in meaning: to the literal of each
/// decimal and date, with extensions of primitives, contained resources and narratives.
struct RoundTripTests {
  /// The folders with JSON examples of a release.
  private static let folders: [(FHIRRelease, [String])] = [
    (.r4, ["examples/R4/json", "examples/tricky/R4"]),
    (.r4b, ["examples/R4B/json", "examples/tricky/R4B"]),
    (.r5, ["examples/R5/json", "examples/tricky/R5"]),
  ]

  @Test(arguments: folders)
  func everyExampleComesBackThroughXML(_ release: FHIRRelease, _ folders: [String]) throws {
    if SharedFiles.skips("round trip of \(release.name)") { return }
    var count = 0
    var changed: [String] = []
    for file in folders.flatMap({ SharedFiles.list($0, ".json") }) {
      let source = try SharedFiles.tree(file)
      let typed = TypedTree(source, release: release)
      let faults = typed.issues.filter { $0.severity > .warning }
      #expect(faults == [], "\(file)")
      let xml = try writeTree(typed.root, as: .xml)
      let fromXML = TypedTree(try xml.withUnsafeBytes { try readTree($0) }, release: release)
      #expect(fromXML.issues.filter { $0.severity > .warning } == [], "\(file)")
      let json = try writeTree(fromXML.root, as: .json)
      let back = try json.withUnsafeBytes { try readTree($0) }.root
      if back.comparable != source.root.comparable { changed.append(file) }
      count += 1
    }
    print("\(release.name): \(count) examples JSON -> XML -> JSON, \(changed.count) changed")
    #expect(changed == [])
    #expect(count > 250)
  }

  @Test(arguments: folders.filter { $0.0 != .r5 })
  func everyModelledExampleComesBackThroughItsModel(
    _ release: FHIRRelease, _ folders: [String]
  ) throws {
    if SharedFiles.skips("round trip through models of \(release.name)") { return }
    var count = 0
    for file in folders.flatMap({ SharedFiles.list($0, ".json") }) {
      let source = try SharedFiles.tree(file)
      var reading = Reading()
      let model = R4.AnyResource(from: source.root, &reading)
      guard model.modelled != nil else { continue }
      let xml = try writeTree(model.node.typed(release), as: .xml)
      let typed = TypedTree(try xml.withUnsafeBytes { try readTree($0) }, release: release)
      let json = try writeTree(R4.AnyResource(from: typed.root, &reading).node, as: .json)
      #expect(reading.issues.filter { $0.severity > .information } == [], "\(file)")
      let back = try json.withUnsafeBytes { try readTree($0) }.root
      if back.comparable != source.root.comparable { Issue.record("\(file) has changed") }
      count += 1
    }
    print("\(release.name): \(count) examples JSON -> model -> XML -> model -> JSON, all unchanged")
    #expect(count > 180)
  }

  @Test(arguments: [
    ("examples/R4/xml", FHIRRelease.r4), ("examples/tricky/R4", .r4),
    ("examples/R4/xml-official", .r4), ("examples/R4B/xml", .r4b), ("examples/tricky/R4B", .r4b),
    ("examples/R5/xml", .r5), ("examples/tricky/R5", .r5), ("examples/R5/xml-official", .r5),
  ])
  func everyXMLExampleComesBackThroughJSON(_ folder: String, _ release: FHIRRelease) throws {
    if SharedFiles.skips("round trip of \(folder)") { return }
    var count = 0
    for file in SharedFiles.list(folder, ".xml") {
      let source = try SharedFiles.tree(file)
      let typed = TypedTree(source, release: release)
      #expect(typed.issues.filter { $0.severity > .information } == [], "\(file)")
      let json = try writeTree(typed.root, as: .json)
      let fromJSON = TypedTree(try json.withUnsafeBytes { try readTree($0) }, release: release)
      let xml = try writeTree(fromJSON.root, as: .xml)
      let back = try xml.withUnsafeBytes { try readTree($0) }.root
      if back.comparable != source.root.comparable { Issue.record("\(file) has changed") }
      count += 1
    }
    print("\(folder): \(count) examples XML -> JSON -> XML, all unchanged")
    #expect(count > 1)
  }
}

extension FHIRNode {
  /// The tree in a form in which trees of the same meaning are equal: properties in a fixed order, narratives
  /// in one spelling.
  var comparable: FHIRNode {
    var node = self
    if name == "div", let text { node.value = .string(Narrative.canonical(text) ?? text) }
    node.children = children.map(\.comparable).enumerated()
      .sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
    return node
  }

  /// The tree by the definitions of a release.
  func typed(_ release: FHIRRelease) -> FHIRNode {
    TypedTree(self, release: release).root
  }
}
