/// Compiles code lists into the text of a `CodeTable`.
public enum CodeTableBuilder {
  /// The table of these entries; the same entries in any order give the same bytes.
  ///
  /// - Parameters:
  ///   - entries: What the lists say.
  ///   - vocabulary: Roots, `/flags` and `key=value` that an overlay may use.
  ///   - namesFiles: Whether each row tells its file: for overlays.
  /// - Returns: The text of the table, to be opened by `CodeTable`.
  /// - Throws: An entry that cannot be a row, with its place.
  public static func bytes(
    of entries: [CodeEntry], vocabulary: Set<String>, namesFiles: Bool = false
  ) throws(CodeListError) -> [UInt8] {
    let systems = Set(entries.map(\.system)).sorted()
    guard systems.count <= 26 * 2 else {
      throw CodeListError("more than 52 code systems: split the lists into several runs")
    }
    var letters: [String: Character] = [:]
    for (system, letter) in zip(systems, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
      letters[system] = letter
    }
    var lines: [(key: String, text: String)] = []
    for entry in entries {
      let key = try key(of: entry, letter: letters[entry.system] ?? "?")
      lines.append((key, line(of: entry, key: key, namesFile: namesFiles)))
    }
    lines.sort { ($0.key, $0.text) < ($1.key, $1.text) }

    var bits = 4
    while 1 << bits < lines.count * 2 { bits += 1 }
    let slots = CodeTable.headerLength + 1
    let rows = slots + CodeTable.slotWidth << bits + 1
    var body: [UInt8] = []
    var slotOffsets = [Int](repeating: 0, count: 1 << bits)
    var lastKey: String?
    for (key, text) in lines {
      if key != lastKey {
        place(rows + body.count, forKey: key, in: &slotOffsets)
        lastKey = key
      }
      body.append(contentsOf: text.utf8)
      body.append(UInt8(ascii: "\n"))
    }
    let systemLines = systems.map { "\(letters[$0] ?? "?")\t\($0)\n" }.joined()
    let vocabularyLines = vocabulary.sorted().map { $0 + "\n" }.joined()
    let systemsStart = rows + body.count
    let vocabularyStart = systemsStart + systemLines.utf8.count
    let end = vocabularyStart + vocabularyLines.utf8.count
    guard end < 1 << (6 * CodeTable.slotWidth) else {
      throw CodeListError(
        "the code lists are larger than 16 MB: leave out lists that are not needed")
    }
    var table = Array("\(CodeTable.magic)".utf8)
    for number in [bits, slots, rows, systemsStart, vocabularyStart, end] {
      table.append(contentsOf: padded(number))
      table.append(UInt8(ascii: " "))
    }
    table.append(UInt8(ascii: "\n"))
    for offset in slotOffsets {
      for shift in [18, 12, 6, 0] {
        table.append(UInt8(ascii: "0") + UInt8(offset >> shift & 0x3F))
      }
    }
    table.append(UInt8(ascii: "\n"))
    return table + body + Array(systemLines.utf8) + Array(vocabularyLines.utf8)
  }

  private static func key(of entry: CodeEntry, letter: Character) throws(CodeListError) -> String {
    var system = entry.system
    let form = system.withUTF8 { CodeForm(system: UnsafeRawBufferPointer($0)) }
    var code = entry.code
    if form.ignoresDot {
      code = String(code.filter { $0 != "." })
    }
    guard !code.isEmpty, code.utf8.count <= CodeTable.maximumCodeLength,
      code.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "*") && $0 != 0x7F })
    else {
      throw CodeListError(
        "the code is empty, longer than \(CodeTable.maximumCodeLength) characters, or holds spaces or '*'",
        at: entry.place)
    }
    guard entry.selector == .exact || (form == .icd10CM && (3...7).contains(code.utf8.count)) else {
      throw CodeListError(
        "prefix rules exist for ICD-10-CM only, with 3 to 7 characters: list the codes one by one",
        at: entry.place)
    }
    switch entry.selector {
    case .exact: return "\(letter)\(code)"
    case .prefix: return "\(letter)\(code)*"
    case .initialEncounter: return "\(letter)\(code)*A"
    }
  }

  private static func line(of entry: CodeEntry, key: String, namesFile: Bool) -> String {
    let mark =
      entry.isRemoval
      ? CodeTable.Mark.removal : entry.isWeak ? CodeTable.Mark.weak : CodeTable.Mark.verified
    let display = oneLine(entry.display)
    let file = namesFile ? "\t\(oneLine(entry.place.file))" : ""
    return "\(key)\t\(entry.path)\t\(Character(UnicodeScalar(mark)))\t\(display)\(file)"
  }

  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  private static func place(_ offset: Int, forKey key: String, in slots: inout [Int]) {
    var key = key
    var slot = key.withUTF8 { CodeTable.hash(UnsafeRawBufferPointer($0)) } & (slots.count - 1)
    while slots[slot] != 0 {
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = offset
  }

  private static func padded(_ number: Int) -> [UInt8] {
    let digits = Array(String(number).utf8)
    return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 8 - digits.count)) + digits
  }
}
