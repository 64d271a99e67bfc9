/// Code lists as CSV: `system,code,display,concept,source,confidence` (RFC 4180, UTF-8).
enum CodeListCSV {
  static let header = ["system", "code", "display", "concept", "source", "confidence"]

  /// The entries of one file.
  static func entries(of bytes: [UInt8], file: String) throws(CodeListError) -> [CodeEntry] {
    var records = try records(of: bytes, file: file)
    guard let first = records.first, first.fields == header else {
      throw CodeListError(
        "the first line must be \(header.joined(separator: ","))",
        at: ListPlace(file: file, line: 1))
    }
    records.removeFirst()
    var entries: [CodeEntry] = []
    for (fields, line) in records {
      let place = ListPlace(file: file, line: line)
      guard fields.count == header.count else {
        throw CodeListError(
          "\(fields.count) fields, expected \(header.count): \(header.joined(separator: ","))",
          at: place)
      }
      guard fields[5] == "verified" || fields[5] == "single-source-weak" else {
        throw CodeListError("confidence must be verified or single-source-weak", at: place)
      }
      let isPrefix = fields[1].hasPrefix("prefix:")
      let code = isPrefix ? String(fields[1].dropFirst(7)) : fields[1]
      // Of injury codes only initial encounters tell of a new injury (terminology/README section 5).
      let isInjury = isPrefix && (code.hasPrefix("S") || code.hasPrefix("T"))
      var entry = CodeEntry(
        system: fields[0], code: code,
        selector: isInjury ? .initialEncounter : isPrefix ? .prefix : .exact, concept: "",
        display: fields[2], isWeak: fields[5] != "verified", place: place)
      entry.setPath(fields[3])
      entries.append(entry)
    }
    return entries
  }

  /// Splits the text into records with the line on which each begins.
  private static func records(
    of bytes: [UInt8], file: String
  ) throws(CodeListError) -> [(fields: [String], line: Int)] {
    var records: [(fields: [String], line: Int)] = []
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    while index < bytes.count {
      let start = line
      var fields: [String] = []
      var isLast = false
      repeat {
        var field: [UInt8] = []
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
          field = try quoted(bytes, &index, &line, file: file)
        } else {
          while index < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[index]) {
            field.append(bytes[index])
            index += 1
          }
        }
        guard let text = String(validating: field, as: UTF8.self) else {
          throw CodeListError("the file is not UTF-8", at: ListPlace(file: file, line: line))
        }
        fields.append(text)
        isLast = index >= bytes.count || bytes[index] != UInt8(ascii: ",")
        if !isLast { index += 1 }
      } while !isLast
      if index < bytes.count, bytes[index] == 0x0D { index += 1 }
      if index < bytes.count {
        guard bytes[index] == 0x0A else {
          throw CodeListError(
            "text after a closing quotation mark", at: ListPlace(file: file, line: line))
        }
        index += 1
        line += 1
      }
      if fields != [""] { records.append((fields, start)) }
    }
    return records
  }

  private static func quoted(
    _ bytes: [UInt8], _ index: inout Int, _ line: inout Int, file: String
  ) throws(CodeListError) -> [UInt8] {
    let start = line
    var field: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return field }
        index += 1
      }
      if byte == 0x0A { line += 1 }
      field.append(byte)
    }
    throw CodeListError("a quotation mark is not closed", at: ListPlace(file: file, line: start))
  }
}
