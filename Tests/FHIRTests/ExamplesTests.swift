import FHIR
import FHIRSyntax
import Testing

/// HL7's own example resources survive the way through the models.
struct ExamplesTests {
  static let modelled: Set<String> = [
    "AllergyIntolerance", "BodyStructure", "Bundle", "Composition", "Condition", "Device",
    "DeviceUseStatement", "DiagnosticReport", "Encounter", "GuidanceResponse", "ImagingStudy",
    "List", "Medication", "MedicationAdministration", "MedicationRequest", "MedicationStatement",
    "MessageHeader", "Observation", "OperationOutcome", "Parameters", "Patient", "Procedure",
    "Provenance", "QuestionnaireResponse", "RequestGroup", "ServiceRequest",
  ]

  @Test(arguments: [
    "examples/R4/json", "examples/tricky/R4", "examples/R4B/json", "examples/tricky/R4B",
  ])
  func everyJSONExampleComesBackUnchanged(folder: String) throws {
    if SharedFiles.skips("round trip of \(folder)") { return }
    var count = 0
    for file in SharedFiles.list(folder, ".json") {
      let tree = try SharedFiles.tree(file).root
      guard let type = tree.resourceType, Self.modelled.contains(type) else { continue }
      var reading = Reading()
      let resource = R4.AnyResource(from: tree, &reading)
      let back = resource.node
      if back.sorted != tree.sorted {
        print("DIFF", file)
        print(difference(tree.sorted, back.sorted) ?? "?")
      }
      for i in reading.issues { print(file, i) }
      count += 1
    }
    print("\(folder): \(count) examples")
    #expect(count > 10)
  }
}

func difference(_ a: FHIRNode, _ b: FHIRNode) -> String? {
  if a == b { return nil }
  if a.children.map(\.name) != b.children.map(\.name) {
    return a.name + ": " + a.children.map(\.name).joined(separator: ",") + " | "
      + b.children.map(\.name).joined(separator: ",")
  }
  for (x, y) in zip(a.children, b.children) {
    if let d = difference(x, y) { return a.name + "." + d }
  }
  return
    "\(a.name) \(String(describing: a.value)) \(a.isRepeating) \(a.lacksValue) \(String(describing: a.resourceType))| \(String(describing: b.value)) \(b.isRepeating)\(b.lacksValue) \(String(describing: b.resourceType))"
}

extension FHIRNode {
  /// The tree with the properties of each object in a fixed order; JSON has none.
  var sorted: FHIRNode {
    var node = self
    node.children = children.map(\.sorted).enumerated()
      .sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
    return node
  }
}
