/// A property's name as one number, for comparing names without making strings.
///
/// Names of up to eight bytes are the number; longer ones are folded into it, so that equal numbers need a
/// second look there. The highest bit keeps the two apart: no short name of FHIR's has it.
enum JSONName {
  /// The number of a name of `length` bytes that begins at `start`; `count` bytes can be read from `base`.
  @inline(__always)
  static func number(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ length: Int, count: Int
  ) -> UInt64 {
    let name = UnsafeRawPointer(base + start)
    if length > 8 {
      let head = name.loadUnaligned(as: UInt64.self)
      let tail = name.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      return (head &* 0x9E37_79B9_7F4A_7C15) ^ (tail &* 0xC2B2_AE3D_27D4_EB4F)
        ^ UInt64(truncatingIfNeeded: length) | 1 << 63
    }
    if start + 8 > count { return slowNumber(base, start, length) }
    let word = UInt64(littleEndian: name.loadUnaligned(as: UInt64.self))
    return length == 8 ? word : word & ((1 << UInt64(8 * length)) &- 1)
  }

  /// The number of a name known at compile time.
  static func number(_ name: StaticString) -> UInt64 {
    let length = name.utf8CodeUnitCount
    return number(name.utf8Start, 0, length, count: length)
  }

  @inline(never)
  private static func slowNumber(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ length: Int
  ) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<length { word |= UInt64(base[start + index]) << UInt64(8 * index) }
    return word
  }
}
