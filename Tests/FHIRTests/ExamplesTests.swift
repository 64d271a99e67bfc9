import FHIR
import FHIRSyntax
import Testing

/// HL7's own example resources survive the way through the models.
struct ExamplesTests {
  static let folders = [
    "examples/R4/json", "examples/tricky/R4", "examples/R4B/json", "examples/tricky/R4B",
  ]

  @Test(arguments: folders)
  func everyJSONExampleComesBackUnchanged(folder: String) throws {
    if SharedFiles.skips("round trip of \(folder)") { return }
    var count = 0
    for file in SharedFiles.list(folder, ".json") {
      let tree = try SharedFiles.tree(file).root
      guard isModelled(tree) else { continue }
      var reading = Reading()
      let back = R4.AnyResource(from: tree, &reading).node
      #expect(back.inFixedOrder == tree.inFixedOrder, "\(file)")
      #expect(reading.issues.filter { $0.severity > .information } == [], "\(file)")
      count += 1
    }
    print("\(folder): \(count) examples, all unchanged")
    #expect(count >= 14)
  }

  @Test(
    arguments: [
      ("examples/R4/xml", "examples/R4/json"), ("examples/tricky/R4", "examples/tricky/R4"),
      ("examples/R4B/xml", "examples/R4B/json"), ("examples/tricky/R4B", "examples/tricky/R4B"),
    ])
  func xmlAndJSONOfAnExampleGiveTheSameModel(xmlFolder: String, jsonFolder: String) throws {
    if SharedFiles.skips("XML against JSON of \(xmlFolder)") { return }
    var count = 0
    var partial: [String] = []
    for file in SharedFiles.list(xmlFolder, ".xml") {
      let name = file.split(separator: "/").last?.dropLast(4) ?? ""
      let tree = try SharedFiles.tree(file).root
      guard isModelled(tree) else { continue }
      let json = try SharedFiles.tree("\(jsonFolder)/\(name).json").root
      var fromXML = Reading(arraysAreMarked: false)
      var fromJSON = Reading()
      let left = R4.AnyResource(from: tree, &fromXML).node
      let right = R4.AnyResource(from: json, &fromJSON).node
      #expect(comparable(left) == comparable(right), "\(file)")
      #expect(fromXML.issues.filter { $0.severity > .information } == [], "\(file)")
      count += 1
      if holdsUnmodelled(json) { partial.append(String(name)) }
    }
    print("\(xmlFolder): \(count) examples are the same from XML and JSON")
    if !partial.isEmpty {
      // XML does not say whether 5 is a number, so what is not modelled passes through as a tree only.
      print(
        "  of these, without the parts that are not modelled: \(partial.joined(separator: ", "))")
    }
    #expect(count >= 12)
  }

  @Test func hl7sOwnXMLIsReadWithoutErrors() throws {
    if SharedFiles.skips("HL7's own XML") { return }
    var count = 0
    for file in SharedFiles.list("examples/R4/xml-official", ".xml") {
      let tree = try SharedFiles.tree(file).root
      guard isModelled(tree) else { continue }
      var reading = Reading(arraysAreMarked: false)
      let resource = R4.AnyResource(from: tree, &reading)
      #expect(reading.issues.filter { $0.severity > .information } == [], "\(file)")
      // Written and read again it is the same, and now in the form of JSON.
      var again = Reading()
      #expect(R4.AnyResource(from: resource.node, &again).node == resource.node, "\(file)")
      #expect(again.issues.filter { $0.severity > .information } == [], "\(file)")
      count += 1
    }
    print("examples/R4/xml-official: \(count) examples read without a fault")
    #expect(count >= 180)
  }

  @Test func theOrderOfTheDefinitionIsKeptInWriting() throws {
    let tree = try json(
      #"{"resourceType":"Condition","subject":{"reference":"Patient/1"},"onsetString":"x","id":"a"}"#
    )
    var reading = Reading()
    let back = R4.Condition(from: tree, &reading).node
    #expect(back.children.map(\.name) == ["id", "subject", "onsetString"])
  }

  private func isModelled(_ tree: FHIRNode) -> Bool {
    var reading = Reading()
    return R4.AnyResource(from: tree, &reading).modelled != nil
  }

  /// The tree with narratives reduced to letters and digits, which formats escape differently, and
  /// without the content of resources that are not modelled.
  private func comparable(_ tree: FHIRNode) -> FHIRNode {
    var node = tree
    if node.name == "div", case .string(let text)? = node.value {
      node.value = .string(String(text.filter { $0.isLetter || $0.isNumber }))
    }
    if node.resourceType != nil && !isModelled(node) { node.children = [] }
    node.children = node.children.map(comparable)
    return node
  }

  /// Whether a resource somewhere inside stays a tree.
  private func holdsUnmodelled(_ tree: FHIRNode) -> Bool {
    tree.children.contains { child in
      (child.resourceType != nil && !isModelled(child)) || holdsUnmodelled(child)
    }
  }
}

extension FHIRNode {
  /// The tree with the properties of each object in a fixed order; JSON has none.
  fileprivate var inFixedOrder: FHIRNode {
    var node = self
    node.children = children.map(\.inFixedOrder).enumerated()
      .sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
    return node
  }
}
