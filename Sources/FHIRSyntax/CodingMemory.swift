/// What was asked about codings already: the same few codings occur in a Bundle again and again.
struct CodingMemory {
  /// What is known of one coding.
  struct Answer {
    var isRecognized: Bool
    var system: Range<Int>
    var code: Range<Int>
    fileprivate var hash: UInt64
  }

  private static let slotCount = 1 << 16
  /// Bounds what texts made to collide can cost, and how full the table gets.
  private static let maximumProbes = 16

  /// The answers; a coding is known outside by its place here.
  private(set) var answers: [Answer] = []
  private var texts: [UInt8] = []
  /// Places in ``answers`` plus 1, by hash; 0 is free.
  private var slots: [UInt32] = []

  /// The place of a coding in ``answers``; the selector is asked when the coding is new.
  mutating func place(
    of system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer,
    _ selector: some ResourceSelector
  ) -> Int {
    if slots.isEmpty { slots = Array(repeating: 0, count: Self.slotCount) }
    let hash = Self.hash(code, seed: Self.hash(system, seed: 0x9E37_79B9_7F4A_7C15))
    var slot = Int(truncatingIfNeeded: hash >> 48) & (Self.slotCount - 1)
    for _ in 0..<Self.maximumProbes {
      let known = Int(slots[slot])
      if known == 0 {
        add(system, code, hash, selector)
        slots[slot] = UInt32(truncatingIfNeeded: answers.count)
        return answers.count - 1
      }
      if answers[known - 1].hash == hash, equals(answers[known - 1], system, code) {
        return known - 1
      }
      slot = (slot + 1) & (Self.slotCount - 1)
    }
    add(system, code, hash, selector)
    return answers.count - 1
  }

  /// The coding at a place.
  func coding(at place: Int) -> ScannedCoding {
    let answer = answers[place]
    return ScannedCoding(
      system: String(decoding: texts[answer.system], as: UTF8.self),
      code: String(decoding: texts[answer.code], as: UTF8.self))
  }

  private mutating func add(
    _ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer, _ hash: UInt64,
    _ selector: some ResourceSelector
  ) {
    let start = texts.count
    texts.append(contentsOf: system)
    let middle = texts.count
    texts.append(contentsOf: code)
    answers.append(
      Answer(
        isRecognized: selector.recognizes(system: system, code: code), system: start..<middle,
        code: middle..<texts.count, hash: hash))
  }

  private func equals(
    _ answer: Answer, _ system: UnsafeRawBufferPointer, _ code: UnsafeRawBufferPointer
  ) -> Bool {
    answer.code.count == code.count && answer.system.count == system.count
      && texts[answer.code].elementsEqual(code) && texts[answer.system].elementsEqual(system)
  }

  private static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    return mix(hash ^ rest)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
