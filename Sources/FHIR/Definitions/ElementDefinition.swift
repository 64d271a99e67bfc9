/// What a release says of one element.
struct ElementDefinition: Sendable {
  /// The name; of a choice without `[x]`.
  let name: String
  /// Whether the name is followed by a type: `onsetDateTime`.
  let isChoice: Bool
  /// Whether there must be one.
  let isRequired: Bool
  /// Whether there may be several.
  let isRepeating: Bool
  /// Whether it changes the meaning of what is around it.
  let isModifier: Bool
  /// The types; one only, unless it is a choice. Empty for an element with parts of its own.
  let types: [String]
  /// The place of its parts in ``TypeDefinition/parts``.
  let parts: Int?
  /// The codes of a required binding, as one text between blanks; nil where any code may stand.
  let codes: Substring?

  /// Stands in place of a type for what is an attribute in XML: `Element.id`, `Extension.url`.
  static let attribute = "attribute"

  /// An element that all types share.
  init(
    base name: String, _ type: String, isRepeating: Bool = false, isModifier: Bool = false
  ) {
    self.init(
      name: name, isChoice: false, isRequired: false, isRepeating: isRepeating,
      isModifier: isModifier, types: [type], parts: nil, codes: nil)
  }

  init(
    name: String, isChoice: Bool, isRequired: Bool, isRepeating: Bool, isModifier: Bool,
    types: [String], parts: Int?, codes: Substring?
  ) {
    self.name = name
    self.isChoice = isChoice
    self.isRequired = isRequired
    self.isRepeating = isRepeating
    self.isModifier = isModifier
    self.types = types
    self.parts = parts
    self.codes = codes
  }

  /// The same with parts from another place.
  func borrowing(_ parts: Int) -> ElementDefinition {
    ElementDefinition(
      name: name, isChoice: isChoice, isRequired: isRequired, isRepeating: isRepeating,
      isModifier: isModifier, types: types, parts: parts, codes: codes)
  }

  /// Whether the codes of the binding, if there are any, include this one.
  func allows(_ code: String) -> Bool {
    guard let codes else { return true }
    return codes.split(separator: " ").contains { $0 == code }
  }

  /// The type that an element of that name has, if this defines it.
  func type(of name: String) -> String? {
    guard isChoice else { return name == self.name ? types.first ?? "" : nil }
    guard name.utf8.count > self.name.utf8.count, name.hasPrefix(self.name) else { return nil }
    let suffix = name.dropFirst(self.name.count)
    return types.first { $0.isCapitalized(as: suffix) }
  }

  /// The name of an element of this definition with that type: `onset` and `dateTime` give `onsetDateTime`.
  func name(for type: String) -> String {
    isChoice ? name + type.capitalized : name
  }
}

extension String {
  /// The text with a capital at the beginning, as type names stand in names of choices.
  var capitalized: String { prefix(1).uppercased() + dropFirst() }

  fileprivate func isCapitalized(as text: Substring) -> Bool {
    utf8.count == text.utf8.count && utf8.dropFirst().elementsEqual(text.utf8.dropFirst())
      && text.first == capitalized.first
  }
}
