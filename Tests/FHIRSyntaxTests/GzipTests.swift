import CZlib
import FHIRSyntax
import Testing

@Suite("Gzip data is inflated within bounds")
struct GzipTests {
  @Test("what was compressed comes back, several members too")
  func roundTrip() throws {
    let text = Array(#"{"resourceType":"Patient","id":"1"}"#.utf8)
    #expect(try inflate(gzip(text)) == text)
    #expect(try inflate(gzip(text) + gzip([]) + gzip(text)) == text + text)
    let noise = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    #expect(try inflate(gzip(noise)) == noise)
  }

  @Test("data cut off at any byte is refused")
  func truncated() throws {
    let data = try gzip(Array(#"{"resourceType":"Patient"}"#.utf8))
    for length in 0..<data.count {
      #expect(throws: SyntaxError.self) { try inflate(Array(data[..<length])) }
    }
  }

  @Test("damaged data and data followed by something else are refused")
  func damaged() throws {
    var data = try gzip(Array(#"{"resourceType":"Patient"}"#.utf8))
    #expect(failure(data + [1, 2, 3]) == .compression)
    data[data.count - 6] ^= 0xFF
    #expect(failure(data) == .compression)
    #expect(failure(Array("plain".utf8)) == .compression)
  }

  @Test("data that arrives byte by byte gives the same, in small pieces", arguments: [1, 7, 1000])
  func pieces(_ size: Int) throws {
    let text = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 29) }
    let data = try gzip(text) + gzip([]) + gzip(text)
    var reader = GzipReader()
    var output: [UInt8] = []
    var start = 0
    while start < data.count {
      reader.append(Array(data[start..<min(start + size, data.count)]))
      while let piece = try reader.next() {
        #expect(piece.count <= 1 << 18)
        output += piece
      }
      start += size
    }
    try reader.finish()
    #expect(output == text + text)
  }

  @Test("the message tells the byte of the compressed data and the limit")
  func messages() throws {
    let bomb = try gzip([UInt8](repeating: 0x20, count: 30 << 20))
    let error = try #require(throws: SyntaxError.self) { try inflate(bomb) }
    #expect(error.message.contains("ratio=200") && error.message.contains("(Byte "))
  }

  @Test("a bomb is refused by its ratio, a large file by its size")
  func bomb() throws {
    let bomb = try gzip([UInt8](repeating: 0x20, count: 30 << 20))
    #expect(failure(bomb) == .limit)
    var limits = SyntaxLimits.standard
    limits.gzipRatio = 2000
    #expect(try inflate(bomb, limits).count == 30 << 20)
    limits.bytes = 30 << 20 - 1
    #expect(failure(bomb, limits) == .limit)
    // A small file of blanks is no attack.
    #expect(try inflate(gzip([UInt8](repeating: 0x20, count: 5 << 20))).count == 5 << 20)
  }

  @Test("gzip data where a resource was expected is named as such")
  func unexpected() throws {
    let data = try gzip(Array(#"{"resourceType":"Patient"}"#.utf8))
    #expect(try #require(reading(data).error).message.contains("gzip"))
    #expect(data.withUnsafeBytes { FHIRFormat.isGzip($0) })
  }

  private func inflate(_ data: [UInt8], _ limits: SyntaxLimits = .standard) throws -> [UInt8] {
    try Gzip.inflate(data, limits: limits)
  }

  private func failure(
    _ data: [UInt8], _ limits: SyntaxLimits = .standard
  ) -> SyntaxError.Kind? {
    do throws(SyntaxError) {
      _ = try Gzip.inflate(data, limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }

  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    let version = zlibVersion()
    let size = Int32(MemoryLayout<z_stream>.size)
    try #require(deflateInit2_(&stream, 9, Z_DEFLATED, 31, 8, 0, version, size) == Z_OK)
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: bytes.count + 1024)
    var input = bytes
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    try #require(status == Z_STREAM_END)
    return Array(output[..<(output.count - Int(stream.avail_out))])
  }
}
