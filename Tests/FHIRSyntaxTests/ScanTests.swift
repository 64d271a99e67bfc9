import FHIRSyntax
import ReaderProperties
import Testing

@Suite("The scan finds what reading the whole tree would find", .enabled(if: SharedData.isPresent))
struct ScanTests {
  @Test(
    "in every file of the corpora and examples, whatever matters",
    arguments: ["corpora", "examples"], [".json", ".xml"])
  func files(_ folder: String, _ ending: String) throws {
    var files = 0
    var entries = 0
    var trees = [Int](repeating: 0, count: TestSelector.all.count)
    for path in SharedData.files(in: folder, endingWith: ending) {
      let bytes = try SharedData.bytes(path)
      let tree = try? reading(bytes).get()
      if tree == nil {
        // An array inside an array: costs its entry, and as a whole tree everything.
        #expect(path == "corpora/ips/connectathon_samples__NL_Drimpy_01.json")
        #expect(try scanning(bytes, .always).get().entries.contains { $0.defect != nil })
      }
      guard let tree else { continue }
      for (place, selector) in TestSelector.all.enumerated() {
        let expected = SlowScan(selector: selector).scan(tree)
        let found = try bytes.withUnsafeBytes { try scan($0, selector: selector) }
        #expect(found.format == tree.format)
        #expect(found.root == expected.root, "\(path)")
        try #require(found.entries.count == expected.entries.count, "\(path)")
        for (found, expected) in zip(found.entries, expected.entries) {
          #expect(found.isSame(as: expected), "\(path) entry \(found.index), \(selector.name)")
          trees[place] += found.resource == nil ? 0 : 1
        }
        if place == 0 { entries += found.entries.count }
      }
      files += 1
    }
    for (selector, trees) in zip(TestSelector.all, trees) {
      print("scan of \(folder)/*\(ending), \(selector.name): \(trees) trees of \(entries) entries")
    }
    #expect(files > 100)
  }
}

extension TestSelector: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}
