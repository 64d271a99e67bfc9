import FHIRSyntax
import Testing

@Suite("XML survives reading and writing")
struct XMLRoundTripTests {
  @Test("an official example comes back as it was", .enabled(if: SharedData.isPresent))
  func officialExamples() throws {
    var count = 0
    for folder in [
      "examples/R4/xml", "examples/R4B/xml", "examples/R5/xml", "examples/R4/xml-official",
      "examples/R5/xml-official", "corpora/nl-zib2020-xml",
    ] {
      for path in SharedData.files(in: folder, endingWith: ".xml") {
        let first = try readTree(SharedData.bytes(path))
        #expect(first.issues.isEmpty, "\(path)")
        for layout in [SyntaxLayout.compact, .pretty] {
          let written = try writeTree(first.root, as: .xml, layout: layout)
          #expect(try readTree(written).root == first.root, "\(path)")
        }
        count += 1
      }
    }
    print("official XML examples: \(count) bytes -> tree -> bytes -> tree")
    #expect(count > 1100)
  }
}
