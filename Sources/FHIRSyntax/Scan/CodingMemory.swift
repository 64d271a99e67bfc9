import CStructuralScan

/// What was asked about codings already: the same few codings occur in a Bundle again and again.
///
/// Its size is bounded; what does not fit is asked about each time.
struct CodingMemory {
  private struct Known {
    var hash: UInt64
    var start: Int
    var systemLength: Int
    var codeLength: Int
    var isRecognized: Bool
  }

  private static let maximumCodings = 1 << 16
  /// Bounds what texts made to collide can cost.
  private static let maximumProbes = 16

  private var known: [Known] = []
  /// Systems and codes, one behind the other.
  private var texts: [UInt8] = []
  /// Their strings, once somebody wanted them.
  private var codings: [ScannedCoding?] = []
  /// Places in ``known`` plus 1, by hash; 0 is free. Twice as many as codings at least.
  private var slots: [UInt32] = []

  /// Whether the selector recognises a coding; if not and if wanted, the coding as strings.
  mutating func look(
    _ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer,
    wantsCoding: Bool, _ selector: any ResourceSelector
  ) -> (isRecognized: Bool, coding: ScannedCoding?) {
    let hash = code.hashed(from: system.hashed(from: 0x9E37_79B9_7F4A_7C15))
    guard let place = place(of: system, code, hash, selector) else {
      let isRecognized = selector.recognizes(system: system, code: code)
      let isWanted = wantsCoding && !isRecognized
      return (isRecognized, isWanted ? ScannedCoding(system, code) : nil)
    }
    if known[place].isRecognized { return (true, nil) }
    guard wantsCoding else { return (false, nil) }
    if let coding = codings[place] { return (false, coding) }
    let coding = ScannedCoding(system, code)
    codings[place] = coding
    return (false, coding)
  }

  /// The place of a coding in ``known``, where it is added when it is new; `nil` when it does not fit.
  private mutating func place(
    of system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer, _ hash: UInt64,
    _ selector: any ResourceSelector
  ) -> Int? {
    if known.count * 2 >= slots.count { grow() }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    for _ in 0..<Self.maximumProbes {
      let place = Int(slots[slot]) - 1
      if place < 0 {
        guard known.count < Self.maximumCodings else { return nil }
        known.append(
          Known(
            hash: hash, start: texts.count, systemLength: system.count, codeLength: code.count,
            isRecognized: selector.recognizes(system: system, code: code)))
        texts.append(contentsOf: system)
        texts.append(contentsOf: code)
        codings.append(nil)
        slots[slot] = UInt32(truncatingIfNeeded: known.count)
        return known.count - 1
      }
      if known[place].hash == hash, equals(known[place], system, code) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    guard slots.count < 4 * Self.maximumCodings else { return }
    slots = Array(repeating: 0, count: max(1024, slots.count * 2))
    for (place, coding) in known.enumerated() {
      var slot = Int(truncatingIfNeeded: coding.hash) & (slots.count - 1)
      for _ in 0..<Self.maximumProbes {
        if slots[slot] == 0 {
          slots[slot] = UInt32(truncatingIfNeeded: place + 1)
          break
        }
        slot = (slot + 1) & (slots.count - 1)
      }
    }
  }

  private func equals(
    _ known: Known, _ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer
  ) -> Bool {
    guard known.systemLength == system.count, known.codeLength == code.count else { return false }
    return texts.withUnsafeBytes { texts in
      let middle = known.start + system.count
      return UnsafeRawBufferPointer(rebasing: texts[known.start..<middle]).equals(system)
        && UnsafeRawBufferPointer(rebasing: texts[middle..<middle + code.count]).equals(code)
    }
  }
}

extension ScannedCoding {
  fileprivate init(_ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer) {
    self.init(
      system: String(decoding: system, as: UTF8.self), code: String(decoding: code, as: UTF8.self))
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
