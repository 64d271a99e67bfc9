/// A CEAP clinical class (FACTS 5.2).
struct CEAPClass: Hashable {
  /// In its own notation, without a subscript for symptoms.
  let name: String
  /// The subscript: s symptomatic, a asymptomatic.
  let isSymptomatic: Bool?

  /// Whether there is an ulcer, or was one.
  var hasUlcer: Bool { name.hasPrefix("C5") || hasActiveUlcer }
  /// Whether there is an ulcer now.
  var hasActiveUlcer: Bool { name.hasPrefix("C6") }

  private static let names = [
    "C0", "C1", "C2", "C2r", "C3", "C4", "C4a", "C4b", "C4c", "C5", "C6", "C6r",
  ]

  /// Reads a class; "C4a" is the class and no C4 without symptoms.
  init?(_ text: String) {
    let written = text.lowercased().filter { $0.isLetter || $0.isNumber }
    func named(_ text: some StringProtocol) -> String? {
      CEAPClass.names.first { $0.lowercased() == text }
    }
    if let name = named(written) {
      self.name = name
      isSymptomatic = nil
    } else if let last = written.last, last == "s" || last == "a",
      let name = named(written.dropLast())
    {
      self.name = name
      isSymptomatic = last == "s"
    } else {
      return nil
    }
  }
}

extension Finding {
  /// The CEAP class that a finding holds: as written, else by its number.
  var ceapClass: CEAPClass? {
    if let flag = concept.rawValue.split(separator: "/").dropFirst().last,
      let named = CEAPClass(String(flag))
    {
      return named
    }
    guard let quantity else { return nil }
    if let written = CEAPClass(quantity.text) ?? CEAPClass("C\(quantity.text)") { return written }
    guard quantity.value == quantity.value.rounded(), (0...6).contains(quantity.value) else {
      return nil
    }
    return CEAPClass("C\(Int(quantity.value))")
  }
}
