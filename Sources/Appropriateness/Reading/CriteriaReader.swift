import CaseRecord

/// Reads rows out of the values of one file and collects everything that is wrong with them.
///
/// Every function reports what it expected and goes on with a harmless value, so that one pass finds all faults;
/// whoever reads a whole file throws them in the end with `finish()`.
struct CriteriaReader {
  let file: String
  private(set) var problems: [CriteriaError.Problem] = []

  init(file: String) {
    self.file = file
  }

  /// Notes a fault.
  mutating func report(_ value: CriteriaValue, _ message: String) {
    problems.append(
      .init(file: file, line: value.line, column: value.column, message: message))
  }

  /// Throws what was noted, in the order of the file.
  func finish() throws(CriteriaError) {
    guard !problems.isEmpty else { return }
    throw CriteriaError(
      problems: problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
  }

  // MARK: Objects and arrays

  /// Checks that a row is an object and has no member that nothing reads (a misspelt name would be lost).
  mutating func expect(_ row: CriteriaValue, only names: [String]) {
    guard case .object(let members) = row.content else {
      report(row, "expected an object, found \(row.kind)")
      return
    }
    for member in members where !names.contains(member.name) {
      report(
        member.value,
        "unknown member \"\(member.name)\"; expected one of \(names.joined(separator: ", "))")
    }
  }

  /// A member that must be there.
  mutating func required(_ row: CriteriaValue, _ name: String) -> CriteriaValue? {
    if let value = row[name] { return value }
    report(row, "\"\(name)\" is missing")
    return nil
  }

  /// The rows of a list; none when it is optional and not there.
  mutating func rows(
    _ row: CriteriaValue, _ name: String, isOptional: Bool = false
  ) -> [CriteriaValue] {
    guard let value = isOptional ? row[name] : required(row, name) else { return [] }
    if let rows = value.array { return rows }
    report(value, "expected a list for \"\(name)\", found \(value.kind)")
    return []
  }

  // MARK: Scalars

  /// A text that must be there and not be empty.
  mutating func text(_ row: CriteriaValue, _ name: String) -> String {
    guard let value = required(row, name) else { return "" }
    return text(value, named: name) ?? ""
  }

  /// A text that may be left out.
  mutating func optionalText(_ row: CriteriaValue, _ name: String) -> String? {
    row[name].flatMap { text($0, named: name) }
  }

  /// A list of texts; none when it is not there.
  mutating func texts(_ row: CriteriaValue, _ name: String) -> [String] {
    rows(row, name, isOptional: true).compactMap { text($0, named: name) }
  }

  /// A list of texts with at least one.
  mutating func someTexts(_ row: CriteriaValue, _ name: String) -> [String] {
    guard let value = required(row, name) else { return [] }
    let texts = texts(row, name)
    if texts.isEmpty, value.array?.isEmpty == true {
      report(value, "expected at least one entry in \"\(name)\"")
    }
    return texts
  }

  private mutating func text(_ value: CriteriaValue, named name: String) -> String? {
    guard let text = value.string else {
      report(value, "expected a string for \"\(name)\", found \(value.kind)")
      return nil
    }
    if text.isEmpty { report(value, "\"\(name)\" is empty; expected some text") }
    return text
  }

  /// A whole number that may be left out.
  mutating func optionalNumber(_ row: CriteriaValue, _ name: String) -> Int? {
    guard let value = row[name] else { return nil }
    if case .integer(let number) = value.content { return number }
    report(value, "expected a whole number for \"\(name)\", found \(value.kind)")
    return nil
  }

  /// A number that may be left out.
  mutating func optionalDecimal(_ row: CriteriaValue, _ name: String) -> Double? {
    guard let value = row[name] else { return nil }
    switch value.content {
    case .integer(let number): return Double(number)
    case .decimal(let number): return number
    default:
      report(value, "expected a number for \"\(name)\", found \(value.kind)")
      return nil
    }
  }

  /// A list of whole numbers; none when it is not there.
  mutating func numbers(_ row: CriteriaValue, _ name: String) -> [Int] {
    rows(row, name, isOptional: true).compactMap { value in
      if case .integer(let number) = value.content { return number }
      report(value, "expected a whole number in \"\(name)\", found \(value.kind)")
      return nil
    }
  }

  /// True or false; `nil` when it is not there.
  mutating func optionalFlag(_ row: CriteriaValue, _ name: String) -> Bool? {
    guard let value = row[name] else { return nil }
    if case .boolean(let flag) = value.content { return flag }
    report(value, "expected true or false for \"\(name)\", found \(value.kind)")
    return nil
  }

  // MARK: Codes

  /// A code out of a fixed list.
  mutating func code<Code>(_ row: CriteriaValue, _ name: String, _ type: Code.Type) -> Code?
  where Code: RawRepresentable & CaseIterable, Code.RawValue == String {
    guard let value = required(row, name) else { return nil }
    return code(value, named: name, type)
  }

  /// A list of codes out of a fixed list; none when it is not there.
  mutating func codes<Code>(_ row: CriteriaValue, _ name: String, _ type: Code.Type) -> [Code]
  where Code: RawRepresentable & CaseIterable, Code.RawValue == String {
    rows(row, name, isOptional: true).compactMap { code($0, named: name, type) }
  }

  private mutating func code<Code>(
    _ value: CriteriaValue, named name: String, _ type: Code.Type
  ) -> Code?
  where Code: RawRepresentable & CaseIterable, Code.RawValue == String {
    guard let text = text(value, named: name) else { return nil }
    if let code = Code(rawValue: text) { return code }
    let known = Code.allCases.map(\.rawValue).joined(separator: ", ")
    report(value, "unknown \(name) \"\(text)\"; expected one of \(known)")
    return nil
  }

  /// Codes that other rows of the file define.
  mutating func references(
    _ row: CriteriaValue, _ name: String, to defined: [String], of kind: String
  ) -> [String] {
    rows(row, name, isOptional: true).compactMap { value in
      reference(value, named: name, to: defined, of: kind)
    }
  }

  /// A code that another row of the file defines.
  mutating func reference(
    _ row: CriteriaValue, _ name: String, to defined: [String], of kind: String
  ) -> String {
    guard let value = required(row, name) else { return "" }
    return reference(value, named: name, to: defined, of: kind) ?? ""
  }

  private mutating func reference(
    _ value: CriteriaValue, named name: String, to defined: [String], of kind: String
  ) -> String? {
    guard let text = text(value, named: name) else { return nil }
    if defined.contains(text) { return text }
    report(
      value, "no \(kind) \"\(text)\"; expected one of \(defined.joined(separator: ", "))")
    return nil
  }

  // MARK: Sources

  /// The keys that rows cite, with their meaning.
  mutating func sourceKeys(_ row: CriteriaValue) -> [Edition.SourceKey] {
    rows(row, "sources").map { source in
      expect(source, only: ["key", "meaning"])
      return Edition.SourceKey(key: text(source, "key"), meaning: text(source, "meaning"))
    }
  }
}
