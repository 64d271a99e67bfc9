import FHIRSyntax
import Testing

@Suite("NDJSON is cut into lines")
struct LineReaderTests {
  private func lines(
    _ text: String, chunk: Int = .max, limits: SyntaxLimits = .standard
  ) -> [NDJSONLine] {
    let bytes = Array(text.utf8)
    var reader = LineReader(limits: limits)
    var lines: [NDJSONLine] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start &+ min(chunk, bytes.count))
      bytes[start..<end].withUnsafeBytes { reader.append($0) }
      while let line = reader.next() { lines.append(line) }
      start = end
    }
    if let last = reader.finish() { lines.append(last) }
    return lines
  }

  @Test(
    "line ends, blank lines and a missing last line end make no difference",
    arguments: [
      "a\nbb\n\nc\n", "a\nbb\n\nc", "a\r\nbb\r\n\r\nc\r\n", "a\nbb\n \t\nc\n\n\n",
    ])
  func lineEnds(_ text: String) {
    for chunk in [1, 2, 3, 100] {
      let lines = lines(text, chunk: chunk)
      #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a", "bb", "c"])
      #expect(lines.map(\.number) == [1, 2, 4])
      #expect(lines.allSatisfy { $0.defect == nil })
    }
  }

  @Test("offsets are those of the file")
  func offsets() {
    let text = "a\n\nbb\r\ncc"
    for chunk in [1, 4, 100] {
      #expect(lines(text, chunk: chunk).map(\.offset) == [0, 3, 7])
    }
  }

  @Test("only LF and CR LF end lines")
  func otherLineEnds() {
    #expect(lines("\"a\u{2028}b\u{85}c\rd\"").count == 1)
  }

  @Test("a byte order mark is tolerated at the beginning only")
  func byteOrderMark() {
    let found = lines("\u{FEFF}{}\n\u{FEFF}{}\n{}")
    #expect(found.map { $0.defect?.kind } == [nil, .encoding, nil])
    #expect(found[1].defect?.line == 2)
  }

  @Test("a line that is too long is reported and thrown away, the next one is read")
  func longLine() {
    var limits = SyntaxLimits.standard
    limits.bytes = 10
    let text = "short\n" + String(repeating: "x", count: 50) + "\nnext\n"
    for chunk in [1, 7, 100] {
      let found = lines(text, chunk: chunk, limits: limits)
      #expect(found.map(\.number) == [1, 2, 3])
      #expect(found.map { $0.defect?.kind } == [nil, .limit, nil])
      #expect(found[1].defect?.offset == 6)
      #expect(String(decoding: found[2].bytes, as: UTF8.self) == "next")
    }
  }

  @Test("nothing gives no lines")
  func nothing() {
    #expect(lines("").isEmpty)
    #expect(lines("\n\n \r\n").isEmpty)
  }
}
