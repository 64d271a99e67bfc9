import FHIRSyntax
import Testing

@Suite("JSON survives reading and writing")
struct JSONRoundTripTests {
  @Test("an official example comes back as it was", .enabled(if: SharedData.isPresent))
  func officialExamples() throws {
    var count = 0
    for release in ["R4", "R4B", "R5"] {
      for path in SharedData.files(in: "examples/\(release)/json", endingWith: ".json") {
        let first = try readTree(SharedData.bytes(path)).root
        for layout in [SyntaxLayout.compact, .pretty] {
          let written = try writeTree(first, as: .json, layout: layout)
          #expect(try readTree(written).root == first, "\(path)")
        }
        count += 1
      }
    }
    print("official JSON examples: \(count) bytes -> tree -> bytes -> tree")
    #expect(count > 800)
  }
}

func readTree(_ bytes: [UInt8], limits: SyntaxLimits = .standard) throws -> SyntaxTree {
  try bytes.withUnsafeBytes { try readTree($0, limits: limits) }
}
