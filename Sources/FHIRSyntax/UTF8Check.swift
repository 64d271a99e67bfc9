/// Checks UTF-8 by hand, so that one pass finds the exact byte that is wrong.
enum UTF8Check {
  /// Checks whole characters from `start` on, at least up to `end`.
  ///
  /// - Parameters:
  ///   - base: the beginning of the input.
  ///   - start: a byte at which a character begins.
  ///   - end: where checking may stop; the last character may reach beyond it.
  ///   - count: the size of the input.
  /// - Returns: the byte after the last checked character.
  /// - Throws: `Fault` at the first byte of a character that is none.
  static func check(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, count: Int
  ) throws(Fault) -> Int {
    var index = start
    while index < end {
      let lead = base[index]
      if lead < 0x80 {
        let isPlain =
          index + 8 <= end
          && UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            & 0x8080_8080_8080_8080 == 0
        index += isPlain ? 8 : 1
        continue
      }
      let length: Int
      var lowest: UInt8 = 0x80
      var highest: UInt8 = 0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0:  // the second byte rules out overlong forms ...
        length = 3
        lowest = 0xA0
      case 0xED:  // ... surrogates ...
        length = 3
        highest = 0x9F
      case 0xE1...0xEF: length = 3
      case 0xF0:
        length = 4
        lowest = 0x90
      case 0xF1...0xF3: length = 4
      case 0xF4:  // ... and what lies beyond U+10FFFF
        length = 4
        highest = 0x8F
      default: throw Fault(.invalidUTF8, at: index)
      }
      guard index + length <= count else { throw Fault(.invalidUTF8, at: index) }
      let second = base[index + 1]
      guard second >= lowest, second <= highest else { throw Fault(.invalidUTF8, at: index) }
      var next = 2
      while next < length {
        guard base[index + next] & 0xC0 == 0x80 else { throw Fault(.invalidUTF8, at: index) }
        next += 1
      }
      index += length
    }
    return index
  }
}
