import Crypto
import Guidance

/// Identifiers that follow from content, so that the same input gives the same output (CONTRACT section 2).
enum ContentIdentifier {
  /// Lower-case hexadecimal SHA-256 of bytes.
  static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return hexadecimal(hash.finalize())
  }

  /// The name space of VenoGuide's identifiers: version 5 of the canonical base in the URL name space of RFC 9562.
  private static let namespace = uuid5(
    name: Array(Canonical.base.utf8),
    in: [
      0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30,
      0xC8,
    ])

  /// A version 5 UUID over parts that together name an answer.
  static func uuid(_ parts: [String]) -> String {
    // A separator that no part contains keeps ("ab", "c") and ("a", "bc") apart.
    let bytes = uuid5(name: Array(parts.joined(separator: "\u{0}").utf8), in: namespace)
    let digits = Array(hexadecimal(bytes))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    return groups.map { String(digits[$0]) }.joined(separator: "-")
  }

  /// RFC 9562, section 5.5.
  private static func uuid5(name: [UInt8], in namespace: [UInt8]) -> [UInt8] {
    var hash = Insecure.SHA1()
    hash.update(data: namespace)
    hash.update(data: name)
    var bytes = Array(hash.finalize().prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }

  /// Lower-case hexadecimal digits.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0x0F)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
