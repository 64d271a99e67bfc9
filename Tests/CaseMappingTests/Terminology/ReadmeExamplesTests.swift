import CaseMapping
import FoundationEssentials
import Testing

/// The examples in `Profiles/terminology/README.md` are overlays that work.
@Suite struct ReadmeExamplesTests {
  @Test func theExamplesOfTheReadmeCanBeUsedAsTheyStand() throws {
    let terminology = try Terminology(overlay: examples())
    let site = "https://hospital.example/codes"
    let clot = try #require(terminology.meaning(system: site, code: "DVT-IL-L"))
    #expect(clot.concept == "dvt-iliofemoral-acute")
    #expect(clot.value("segment") == "iliac")
    #expect(terminology.meaning(system: site, code: "ULC")?.concept == "venous-ulcer")
    #expect(
      terminology.meaning(system: CodeSystemURI.snomed, code: "254837009")?.concept
        == "active-cancer")
    let compression = try #require(terminology.meaning(system: site, code: "MTS"))
    #expect(compression.concept == "iliac-vein-compression")
    #expect(compression.value("laterality") == "left")
  }

  /// The fenced blocks, each as a file of its kind.
  private func examples() throws -> [Terminology.OverlayFile] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(
      contentsOf: root.appending(path: "Profiles/terminology/README.md"), encoding: .utf8)
    var files: [Terminology.OverlayFile] = []
    for (index, block) in readme.components(separatedBy: "```").enumerated() where index % 2 == 1 {
      let kind = block.prefix { !$0.isNewline }
      let text = block.drop { !$0.isNewline }.dropFirst()
      files.append(.init(name: "example-\(index).\(kind)", bytes: Array(text.utf8)))
    }
    try #require(files.count == 4)
    return files
  }
}
