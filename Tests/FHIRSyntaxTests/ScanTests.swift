import FHIRSyntax
import Testing

@Suite("The scan finds what reading the whole tree would find")
struct ScanTests {
  @Test(
    "in every file of the corpora and examples, whatever matters",
    .enabled(if: SharedData.isPresent), arguments: TestSelector.all)
  func corpora(_ selector: TestSelector) throws {
    var files = 0
    var entries = 0
    var trees = 0
    var unreadable: [String] = []
    for folder in ["corpora", "examples"] {
      for ending in [".json", ".xml"] {
        for path in SharedData.files(in: folder, endingWith: ending) {
          let bytes = try SharedData.bytes(path)
          guard let tree = try? readTree(bytes) else {
            unreadable.append(path)
            let found = try bytes.withUnsafeBytes { try scan($0, selector: selector) }
            if selector.otherwise == .always {
              #expect(found.entries.contains { $0.defect != nil }, "\(path)")
            }
            continue
          }
          let expected = SlowScan(selector: selector).scan(tree)
          let found = try bytes.withUnsafeBytes { try scan($0, selector: selector) }
          #expect(found.format == tree.format)
          #expect(found.root == expected.root, "\(path)")
          try #require(found.entries.count == expected.entries.count, "\(path)")
          for (found, expected) in zip(found.entries, expected.entries) {
            #expect(found.isSame(as: expected), "\(path) entry \(found.index)")
            trees += found.resource == nil ? 0 : 1
          }
          files += 1
          entries += found.entries.count
        }
      }
    }
    print("scan, \(selector.name): \(files) files, \(entries) entries, \(trees) trees")
    #expect(files > 2500)
    // An array inside an array: costs its entry, and as a whole tree everything.
    #expect(unreadable == ["corpora/ips/connectathon_samples__NL_Drimpy_01.json"])
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
