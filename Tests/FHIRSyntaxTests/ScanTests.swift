import FHIRSyntax
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

/// A selector for tests.
struct TestSelector: ResourceSelector, CustomTestStringConvertible {
  var name: String
  var selections: [String: ResourceSelection] = [:]
  var otherwise = ResourceSelection.whenCoded
  var systems: Set<String> = []

  var testDescription: String { name }

  static let all = [
    TestSelector(name: "everything", otherwise: .always),
    TestSelector(name: "nothing", otherwise: .skip),
    TestSelector(name: "no code known"),
    TestSelector(
      name: "patients and SNOMED CT, no claims",
      selections: ["Patient": .always, "Claim": .skip, "ExplanationOfBenefit": .skip],
      systems: ["http://snomed.info/sct"]),
    TestSelector(name: "LOINC", systems: ["http://loinc.org"]),
  ]

  func selection(ofType type: UnsafeRawBufferPointer) -> ResourceSelection {
    selections[String(decoding: type, as: UTF8.self)] ?? otherwise
  }

  func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool {
    systems.contains(String(decoding: system, as: UTF8.self))
  }
}

extension ScannedEntry {
  /// Compares all but offsets.
  func isSame(as other: ScannedEntry) -> Bool {
    index == other.index && fullUrl == other.fullUrl && resourceType == other.resourceType
      && id == other.id && subject == other.subject && resource == other.resource
      && unrecognized == other.unrecognized && entry.children == other.entry.children
      && defect == nil
  }
}
