extension CodeTable {
  /// The rows that a code hits: the code itself, the longest prefix rule, the nearest category header.
  ///
  /// Offsets into the table; 0 is none.
  public struct Match: Sendable, Hashable {
    /// Rows of the code itself.
    public var exact = 0
    /// Rows of the longest prefix rule that selects the code.
    public var prefix = 0
    /// Rows of the nearest category above the code; looked up only when the code itself is in no list.
    public var header = 0
    /// Whether the category is longer than the prefix, and so the closer one.
    public var isHeaderCloser = false

    /// Whether the code is in no list.
    public var isEmpty: Bool { exact == 0 && prefix == 0 && header == 0 }
  }

  /// Finds a code, without allocating.
  ///
  /// System and code are as received: object identifiers, white space and ICD dots are dealt with here.
  public func find(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Match {
    withBytes { table in
      guard let system = self.system(named: system, in: table) else { return Match() }
      return find(code: code.trimmed(), of: system, in: table)
    }
  }

  /// The fault in a code whose system has check digits; `nil` for a sound code and for every other system.
  public func fault(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer)
    -> CheckDigit.Fault?
  {
    withBytes { table in
      switch self.system(named: system, in: table)?.form {
      case .snomed: CheckDigit.faultOfSNOMED(code.trimmed())
      case .loinc: CheckDigit.faultOfLOINC(code.trimmed())
      case .plain, .icd10, .icd10CM, nil: nil
      }
    }
  }

  func system(named raw: UnsafeRawBufferPointer, in table: UnsafeRawBufferPointer) -> System? {
    // As received first: that is what nearly every code looks like.
    if let system = systems.first(where: { raw.equals(.init(rebasing: table[$0.uri])) }) {
      return system
    }
    let name = SystemName(raw).bytes
    return systems.first { name.equals(.init(rebasing: table[$0.uri])) }
  }

  private func find(
    code: UnsafeRawBufferPointer, of system: System, in table: UnsafeRawBufferPointer
  )
    -> Match
  {
    guard !code.isEmpty, code.count <= CodeTable.maximumCodeLength else { return Match() }
    // The key: the system's letter, the code, and room for the mark of a prefix rule.
    return withUnsafeTemporaryAllocation(byteCount: code.count + 3, alignment: 1) { key in
      key.initializeMemory(as: UInt8.self, repeating: 0)
      key[0] = system.letter
      var length = 1
      for (index, byte) in code.enumerated() {
        if index == 3, byte == UInt8(ascii: "."), system.form.ignoresDot, code.count > 4 {
          continue
        }
        // '*' marks the rules of the table and is in no code.
        if byte == UInt8(ascii: "*") { return Match() }
        key[length] = byte
        length += 1
      }
      var match = Match()
      match.exact = row(of: UnsafeRawBufferPointer(key), length, in: table)
      if system.form == .icd10CM {
        findFamily(of: key, length, into: &match, in: table)
      }
      return match
    }
  }

  /// Looks for prefix rules and category headers above an ICD-10-CM code.
  private func findFamily(
    of key: UnsafeMutableRawBufferPointer, _ length: Int, into match: inout Match,
    in table: UnsafeRawBufferPointer
  ) {
    // ICD-10-CM: three to seven characters; the seventh says which encounter.
    guard (4...8).contains(length), key[1..<length].allSatisfy(isUppercaseOrDigit) else { return }
    let isInitial = length == 8 && key[7] == UInt8(ascii: "A")
    for prefixLength in stride(from: length, through: 4, by: -1) {
      let (first, second) = (key[prefixLength], key[prefixLength + 1])
      key[prefixLength] = UInt8(ascii: "*")
      key[prefixLength + 1] = UInt8(ascii: "A")
      if match.prefix == 0, isInitial {
        match.prefix = row(of: UnsafeRawBufferPointer(key), prefixLength + 2, in: table)
      }
      if match.prefix == 0 {
        match.prefix = row(of: UnsafeRawBufferPointer(key), prefixLength + 1, in: table)
      }
      key[prefixLength] = first
      key[prefixLength + 1] = second
      if match.exact == 0, match.header == 0, prefixLength < length {
        let candidate = row(of: UnsafeRawBufferPointer(key), prefixLength, in: table)
        if candidate != 0, isHeader(candidate, in: table) {
          match.header = candidate
          match.isHeaderCloser = match.prefix == 0
        }
      }
    }
  }

  /// The first row of a key, 0 when there is none.
  private func row(of key: UnsafeRawBufferPointer, _ length: Int, in table: UnsafeRawBufferPointer)
    -> Int
  {
    let key = UnsafeRawBufferPointer(rebasing: key[..<length])
    var slot = CodeTable.hash(key) & slotMask
    while true {
      let row = CodeTable.offset(inSlotAt: slots + slot * CodeTable.slotWidth, of: table)
      if row == 0 { return 0 }
      if hasKey(key, at: row, in: table) { return row }
      slot = (slot + 1) & slotMask
    }
  }

  private func hasKey(_ key: UnsafeRawBufferPointer, at row: Int, in table: UnsafeRawBufferPointer)
    -> Bool
  {
    let end = row + key.count
    return end < table.count && table[end] == UInt8(ascii: "\t")
      && key.equals(.init(rebasing: table[row..<end]))
  }

  private func isHeader(_ row: Int, in table: UnsafeRawBufferPointer) -> Bool {
    Line(at: row, in: table).has("nonbillable-header")
  }

  private func isUppercaseOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
  }

  static func offset(inSlotAt start: Int, of table: UnsafeRawBufferPointer) -> Int {
    var offset = 0
    for index in start..<(start + slotWidth) {
      offset = offset << 6 | Int(table[index] &- UInt8(ascii: "0"))
    }
    return offset
  }

  /// FNV-1a, folded, so that the low bits are as good as the high ones.
  static func hash(_ key: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7fff_ffff)
  }
}
