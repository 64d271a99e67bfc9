extension CriteriaValue {
  /// The value as JSON, with one row on each line, as criteria files are written.
  public var json: String {
    var text = ""
    write(to: &text, indent: 0, isInline: false)
    return text + "\n"
  }

  /// The value as JSON in one line.
  public var inlineJSON: String {
    var text = ""
    write(to: &text, indent: 0, isInline: true)
    return text
  }

  /// Objects and lists down to this depth are spread over lines.
  private static let spreadDepth = 2

  private func write(to text: inout String, indent: Int, isInline: Bool) {
    switch content {
    case .object(let members):
      writeList(members, between: ("{", "}"), to: &text, indent: indent, isInline: isInline) {
        $1 += CriteriaValue.quoted($0.name) + ": "
        $0.value.write(to: &$1, indent: indent + 1, isInline: $2)
      }
    case .array(let elements):
      writeList(elements, between: ("[", "]"), to: &text, indent: indent, isInline: isInline) {
        $0.write(to: &$1, indent: indent + 1, isInline: $2)
      }
    case .string(let string): text += CriteriaValue.quoted(string)
    case .integer(let number): text += String(number)
    case .decimal(let number): text += String(number)
    case .boolean(let flag): text += flag ? "true" : "false"
    case .null: text += "null"
    }
  }

  private func writeList<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout String, indent: Int,
    isInline: Bool, _ writeElement: (Element, inout String, Bool) -> Void
  ) {
    let isSpread = !isInline && indent < CriteriaValue.spreadDepth && !elements.isEmpty
    text += brackets.0
    for (index, element) in elements.enumerated() {
      if index > 0 { text += isSpread ? "," : ", " }
      if isSpread { text += "\n" + String(repeating: "  ", count: indent + 1) }
      writeElement(element, &text, !isSpread)
    }
    if isSpread { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
