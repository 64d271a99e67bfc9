/// One of the two formats in which FHIR resources travel here.
public enum FHIRFormat: String, Sendable, Hashable, CaseIterable {
  /// `application/fhir+json`
  case json
  /// `application/fhir+xml`
  case xml

  /// Recognises the format from the first bytes, whatever the file is called.
  ///
  /// A UTF-8 byte order mark and white space are passed over; then `<` means XML and anything else that
  /// JSON text can begin with means JSON. FHIR is UTF-8 only, so other encodings are refused here, by
  /// their byte order mark or by the zero bytes that they put beside ASCII characters.
  ///
  /// - Parameter bytes: the input, or at least its beginning.
  /// - Returns: the format.
  /// - Throws: `SyntaxError` when there is nothing to read or when it is neither format.
  public static func detect(_ bytes: UnsafeRawBufferPointer) throws(SyntaxError) -> FHIRFormat {
    do throws(Fault) {
      return try recognize(bytes)
    } catch {
      throw SyntaxError(error, in: bytes)
    }
  }

  /// Whether the bytes begin like gzip data, which has to be inflated first (``Gzip``).
  public static func isGzip(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  /// Bytes taken by a UTF-8 byte order mark at the beginning: 3 or 0.
  static func byteOrderMarkLength(_ bytes: UnsafeRawBufferPointer) -> Int {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
  }

  static func recognize(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> FHIRFormat {
    if isGzip(bytes) { throw Fault(.gzipData, at: 0) }
    if bytes.count >= 2 {
      let first = (bytes[0], bytes[1])
      // UTF-16 and UTF-32, with a byte order mark or without.
      if first == (0xFE, 0xFF) || first == (0xFF, 0xFE) { throw Fault(.otherEncoding, at: 0) }
      if (first.0 == 0) != (first.1 == 0) { throw Fault(.otherEncoding, at: 0) }
      if first == (0, 0), bytes.count >= 4, bytes[2] == 0xFE || bytes[3] != 0 {
        throw Fault(.otherEncoding, at: 0)
      }
    }
    let start = byteOrderMarkLength(bytes)
    let beginning = bytes[start...].firstIndex { !ASCII.isBlank($0) }
    guard let beginning else { throw Fault(.noContent, at: bytes.count) }
    switch bytes[beginning] {
    case UInt8(ascii: "<"): return .xml
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "t"), UInt8(ascii: "f"),
      UInt8(ascii: "n"):
      return .json
    default: throw Fault(.neitherFormat, at: beginning)
    }
  }
}
