import FHIRSyntax
import Testing

@Suite("JSON and XML say the same")
struct BothFormatsTests {
  @Test(
    "a pair of files gives the same tree but for what XML does not tell",
    .enabled(if: SharedData.isPresent))
  func pairs() throws {
    var count = 0
    for release in ["R4", "R4B", "R5"] {
      for folder in ["examples/tricky/\(release)", "examples/\(release)"] {
        let isTricky = folder.contains("tricky")
        let jsonFolder = isTricky ? folder : folder + "/json"
        for json in SharedData.files(in: jsonFolder, endingWith: ".json") {
          let xml =
            isTricky
            ? json.dropLast(5) + ".xml"
            : json.dropLast(5).replacing("/json/", with: "/xml/") + ".xml"
          let left = try readTree(SharedData.bytes(json)).root
          let right = try readTree(SharedData.bytes(String(xml))).root
          let difference = left.firstDifference(from: right)
          #expect(difference == nil, "\(json): \(difference ?? "")")
          count += 1
        }
      }
    }
    print("JSON and XML pairs: \(count)")
    #expect(count > 880)
  }
}

extension FHIRNode {
  /// Compares what both formats can say: names, types, texts; of children the order within each name.
  func firstDifference(from other: FHIRNode) -> String? {
    if name != other.name || resourceType != other.resourceType { return "\(name) type" }
    if name == "div" {
      let left = Narrative.canonical(text ?? "")
      return left != nil && left == Narrative.canonical(other.text ?? "") ? nil : "div"
    }
    if text != other.text { return "\(name) text" }
    var names: [String] = []
    for child in children where !names.contains(child.name) { names.append(child.name) }
    guard Set(names) == Set(other.children.map(\.name)) else {
      return "\(name) children \(names.sorted()) \(Set(other.children.map(\.name)).sorted())"
    }
    for name in names {
      let (left, right) = (all(name), other.all(name))
      if left.count != right.count { return "\(name) count" }
      for (left, right) in zip(left, right) {
        if let difference = left.firstDifference(from: right) {
          return "\(self.name).\(difference)"
        }
      }
    }
    return nil
  }
}
