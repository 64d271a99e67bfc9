import CStructuralScan

/// What was asked about codings already: the same few codings occur in a Bundle again and again.
struct CodingMemory {
  private struct Known {
    var hash: UInt64
    var start: Int
    var systemLength: Int
    var codeLength: Int
    var isRecognized: Bool
  }

  private static let slotCount = 1 << 16
  /// Bounds what texts made to collide can cost, and how full the table gets.
  private static let maximumProbes = 16

  private var known: [Known] = []
  /// Systems and codes, one behind the other.
  private var texts: [UInt8] = []
  /// Their strings, once somebody wanted them.
  private var codings: [ScannedCoding?] = []
  /// Places in ``known`` plus 1, by hash; 0 is free.
  private var slots: [UInt32] = []

  /// The place of a coding in this memory; the selector is asked when the coding is new.
  mutating func place(
    of system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer,
    _ selector: any ResourceSelector
  ) -> Int {
    if slots.isEmpty { slots = Array(repeating: 0, count: Self.slotCount) }
    let hash = code.hashed(from: system.hashed(from: 0x9E37_79B9_7F4A_7C15))
    var slot = Int(truncatingIfNeeded: hash >> 48) & (Self.slotCount - 1)
    for _ in 0..<Self.maximumProbes {
      let place = Int(slots[slot]) - 1
      if place < 0 {
        let added = add(system, code, hash, selector)
        slots[slot] = UInt32(truncatingIfNeeded: added + 1)
        return added
      }
      if known[place].hash == hash, equals(known[place], system, code) { return place }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    return add(system, code, hash, selector)
  }

  /// Whether the selector recognised the coding at a place.
  func isRecognized(_ place: Int) -> Bool { known[place].isRecognized }

  /// The coding at a place.
  mutating func coding(at place: Int) -> ScannedCoding {
    if let coding = codings[place] { return coding }
    let (start, middle) = (known[place].start, known[place].start + known[place].systemLength)
    let coding = ScannedCoding(
      system: String(decoding: texts[start..<middle], as: UTF8.self),
      code: String(decoding: texts[middle..<middle + known[place].codeLength], as: UTF8.self))
    codings[place] = coding
    return coding
  }

  private mutating func add(
    _ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer, _ hash: UInt64,
    _ selector: any ResourceSelector
  ) -> Int {
    known.append(
      Known(
        hash: hash, start: texts.count, systemLength: system.count, codeLength: code.count,
        isRecognized: selector.recognizes(system: system, code: code)))
    texts.append(contentsOf: system)
    texts.append(contentsOf: code)
    codings.append(nil)
    return known.count - 1
  }

  private func equals(
    _ known: Known, _ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer
  ) -> Bool {
    guard known.systemLength == system.count, known.codeLength == code.count else { return false }
    return texts.withUnsafeBytes { texts in
      UnsafeRawBufferPointer(rebasing: texts[known.start..<known.start + system.count])
        .equals(system)
        && UnsafeRawBufferPointer(
          rebasing: texts[(known.start + system.count)...].prefix(code.count)
        )
        .equals(code)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether both hold the same bytes.
  @inline(__always)
  func equals(_ other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
    return venoguide_equal(start, otherStart, count)
  }

  /// A hash of the bytes, mixed with another one. Whoever uses it bounds what collisions cost.
  func hashed(from seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: count)
    var place = 0
    while place + 8 <= count {
      hash = Self.mix(hash ^ loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < count {
      rest = rest << 8 | UInt64(self[place])
      place += 1
    }
    return Self.mix(hash ^ rest)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
