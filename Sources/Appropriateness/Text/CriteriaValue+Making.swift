extension CriteriaValue {
  /// A value that the program makes; it stands in no file.
  init(_ content: Content) {
    self.init(content: content, line: 0, column: 0)
  }

  /// A text; nothing for nothing.
  static func text(_ text: String?) -> CriteriaValue? {
    text.map { CriteriaValue(.string($0)) }
  }

  /// A number; nothing for nothing.
  static func number(_ number: Int?) -> CriteriaValue? {
    number.map { CriteriaValue(.integer($0)) }
  }

  /// Texts as a list.
  static func texts(_ texts: some Sequence<String>) -> CriteriaValue {
    CriteriaValue(.array(texts.map { CriteriaValue(.string($0)) }))
  }

  /// A list.
  static func list(_ values: some Sequence<CriteriaValue>) -> CriteriaValue {
    CriteriaValue(.array(Array(values)))
  }

  /// An object of the members that are there.
  static func object(_ members: [(String, CriteriaValue?)]) -> CriteriaValue {
    CriteriaValue(
      .object(
        members.compactMap { name, value in value.map { Member(name: name, value: $0) } }))
  }
}
