/// A compiled code list: `system|code` to meanings, without parsing at start and without allocation on a miss.
///
/// The table is text, so that it can stand in a source file as a literal and be read by a person:
///
/// ```
/// CODES 1 <bits> <slots> <rows> <systems> <vocabulary> <end>      numbers of eight digits: offsets
/// 0000004F00012…                                                  slots, four characters each
/// A132301000119107⇥dvt-iliofemoral-acute/segment=iliofemoral⇥+⇥Acute deep venous thrombosis of …
/// AS06*A⇥lysis-contraindication/head-trauma-intracranial-injury⇥+⇥…
/// A⇥http://snomed.info/sct                                        systems
/// dvt-iliofemoral-acute                                           vocabulary: roots, /flags, key=value
/// ```
///
/// A slot is an offset in base 64 (digits from `0` to `o`); 0 is empty. A key's slot is its hash, or the next
/// free one after it. Rows of one key follow each other. A key is the system's letter and the code, for
/// systems in which a dot means nothing without it; `S06*` is a prefix rule, `S06*A` one for initial encounters.
public struct CodeTable: Sendable {
  /// Where the bytes of a table live.
  enum Storage: Sendable {
    case literal(StaticString)
    case bytes([UInt8])
  }

  /// A code system of the table.
  struct System: Sendable {
    let uri: Range<Int>
    let letter: UInt8
    let form: CodeForm
  }

  let storage: Storage
  let slots: Int
  let slotMask: Int
  let systems: [System]
  let systemsStart: Int
  let vocabularyRange: Range<Int>

  static let magic: StaticString = "CODES 1 "
  static let headerLength = 8 + 6 * 9
  static let slotWidth = 4
  /// Longer codes are in no list.
  static let maximumCodeLength = 64

  /// Opens a table that the build compiled.
  ///
  /// - Returns: `nil` when the text is no table.
  public init?(compiled: StaticString) {
    self.init(storage: .literal(compiled))
  }

  /// Opens a table that `CodeTableBuilder` made.
  ///
  /// - Returns: `nil` when the bytes are no table.
  public init?(bytes: [UInt8]) {
    self.init(storage: .bytes(bytes))
  }

  private init?(storage: Storage) {
    let parts = storage.withBytes { table -> ([Int], [System])? in
      guard table.count > CodeTable.headerLength,
        UnsafeRawBufferPointer(rebasing: table[..<8]).holds(CodeTable.magic)
      else { return nil }
      var fields: [Int] = []
      for start in stride(from: 8, to: CodeTable.headerLength, by: 9) {
        guard let number = table.number(in: start..<(start + 8)) else { return nil }
        fields.append(number)
      }
      let (bits, slots, rows) = (fields[0], fields[1], fields[2])
      let (systems, vocabulary, end) = (fields[3], fields[4], fields[5])
      guard (1...22).contains(bits), slots + CodeTable.slotWidth << bits < rows, rows <= systems,
        systems <= vocabulary, vocabulary <= end, end <= table.count
      else { return nil }
      var found: [System] = []
      var line = systems
      while line < vocabulary {
        let lineEnd = table.endOfLine(from: line)
        guard lineEnd > line + 2 else { return nil }
        let uri = (line + 2)..<lineEnd
        found.append(
          System(uri: uri, letter: table[line], form: CodeForm(system: .init(rebasing: table[uri])))
        )
        line = lineEnd + 1
      }
      return (fields, found)
    }
    guard let (fields, systems) = parts else { return nil }
    self.storage = storage
    slots = fields[1]
    slotMask = 1 << fields[0] - 1
    self.systems = systems
    systemsStart = fields[3]
    vocabularyRange = fields[4]..<fields[5]
  }

  /// The bytes of the table, for a digest.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try storage.withBytes(body)
  }

  /// Every root (`dvt-chronic`), flag (`/legacy`) and qualifier (`segment=iliac`) that the lists define.
  public var vocabulary: Set<String> {
    withBytes { table in
      Set(
        table[vocabularyRange].split(separator: UInt8(ascii: "\n"))
          .map { String(decoding: $0, as: UTF8.self) })
    }
  }
}

extension CodeTable.Storage {
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    switch self {
    case .literal(let text):
      try body(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    case .bytes(let bytes):
      try bytes.withUnsafeBytes(body)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The decimal number that these bytes write.
  func number(in range: Range<Int>) -> Int? {
    var number = 0
    for byte in self[range] {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte & 0x0F)
    }
    return number
  }

  /// Where the line that goes on here ends.
  func endOfLine(from start: Int) -> Int {
    self[start...].firstIndex(of: UInt8(ascii: "\n")) ?? count
  }
}
