import CodeLists
import EmbeddedProfiles
import FoundationEssentials
import Testing

@Suite struct CodeTableTests {
  static let place = ListPlace(file: "test", line: 1)

  func entries(_ count: Int) -> [CodeEntry] {
    (0..<count).map {
      CodeEntry(system: "s\($0 % 3)", code: "code-\($0)", concept: "c\($0)", place: Self.place)
    }
  }

  func row(_ table: CodeTable, _ system: String, _ code: String) -> CodeTable.Row? {
    Array(system.utf8).withUnsafeBytes { system in
      Array(code.utf8).withUnsafeBytes { code in
        table.rows(at: table.find(system: system, code: code).exact).first
      }
    }
  }

  @Test(arguments: [0, 1, 2, 7, 8, 9, 500, 5_000])
  func everyEntryIsFoundAndNothingElse(count: Int) throws {
    let table = try #require(
      CodeTable(bytes: try CodeTableBuilder.bytes(of: entries(count), vocabulary: [])))
    for entry in entries(count) {
      #expect(row(table, entry.system, entry.code)?.concept == entry.concept)
      #expect(row(table, entry.system, entry.code + "x") == nil)
      #expect(row(table, "other", entry.code) == nil)
    }
    #expect(row(table, "s0", "") == nil)
    #expect(row(table, "s0", String(repeating: "9", count: 1_000)) == nil)
  }

  @Test func theOrderOfTheEntriesDoesNotMatter() throws {
    let forwards = try CodeTableBuilder.bytes(of: entries(200), vocabulary: ["b", "a"])
    let backwards = try CodeTableBuilder.bytes(of: entries(200).reversed(), vocabulary: ["a", "b"])
    #expect(forwards == backwards)
  }

  @Test func whatIsNoTableIsRefused() throws {
    #expect(CodeTable(compiled: "") == nil)
    #expect(CodeTable(compiled: "CODES 1 nonsense") == nil)
    var bytes = try CodeTableBuilder.bytes(of: entries(20), vocabulary: [])
    bytes.removeLast(10)
    #expect(CodeTable(bytes: bytes) == nil)
  }

  @Test func aTabOrLineBreakInATitleDoesNotBreakTheTable() throws {
    var entry = entries(1)[0]
    entry.display = "one\ttwo\nthree"
    let table = try #require(
      CodeTable(bytes: try CodeTableBuilder.bytes(of: [entry], vocabulary: [])))
    #expect(row(table, "s0", "code-0")?.display == "one two three")
  }

  @Test func theEmbeddedDigestIsThatOfTheEmbeddedTable() {
    let digest = EmbeddedProfiles.codeTable.withUTF8Buffer { SHA256.hexadecimal(of: $0) }
    #expect(digest == EmbeddedProfiles.codeTableDigest.description)
  }

  @Test func theCriteriaAreEmbeddedByteForByte() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Profiles/criteria")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".json") }.sorted()
    #expect(EmbeddedProfiles.criteria.map { "\($0.name).json" } == names)
    for file in EmbeddedProfiles.criteria {
      let data = try Data(contentsOf: folder.appending(path: "\(file.name).json"))
      #expect(Array(data) == file.text.withUTF8Buffer { Array($0) }, "\(file.name)")
      #expect(SHA256.hexadecimal(of: Array(data)) == file.digest.description, "\(file.name)")
    }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsAreThoseOfTheStandard(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }

  @Test func aMillionLettersHaveTheDigestOfTheStandard() {
    #expect(
      SHA256.hexadecimal(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
