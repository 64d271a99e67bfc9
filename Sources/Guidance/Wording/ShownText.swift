/// Makes text from outside (references, paths, codes) fit to be shown: one line, no control characters, no
/// characters that steer a terminal or turn the direction of reading, not longer than a reader can use.
///
/// Escaping for a format (XHTML, JSON) is the business of that format's writer and comes after this.
enum ShownText {
  /// More than this is no reference or code any more.
  static let limit = 200

  /// The text without what must not be shown.
  static func clean(_ text: String, limit: Int = limit) -> String {
    if isCleanASCII(text, limit) { return text }
    var shown = ""
    var count = 0
    var wasBlank = true
    for scalar in text.unicodeScalars {
      if count >= limit {
        shown.append("…")
        return shown
      }
      if isBlank(scalar) {
        if !wasBlank {
          shown.unicodeScalars.append(" ")
          count += 1
        }
        wasBlank = true
      } else if isAllowed(scalar) {
        shown.unicodeScalars.append(scalar)
        count += 1
        wasBlank = false
      }
    }
    while shown.hasSuffix(" ") { shown.removeLast() }
    return shown
  }

  /// Whether the text can be written to a resource as it stands: not empty, no blanks, nothing to clean.
  static func isPlainToken(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.count <= 1024
      && text.unicodeScalars.allSatisfy { !isBlank($0) && isAllowed($0) }
  }

  /// Most text is plain and needs no second copy.
  private static func isCleanASCII(_ text: String, _ limit: Int) -> Bool {
    guard text.utf8.count <= limit else { return false }
    var wasBlank = true
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F, !(wasBlank && byte == 0x20) else { return false }
      wasBlank = byte == 0x20
    }
    return !wasBlank
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029, 0x3000: true
    default: false
    }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Controls, among them the escape that steers terminals; XML has none of them.
    case 0x00...0x1F, 0x7F...0x9F: false
    // Marks that turn the direction of reading, and those that take no room.
    case 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: false
    // Tags, and what is no character in any plane.
    case 0xE0000...0xE0FFF, 0xFDD0...0xFDEF: false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }
}

extension String {
  /// The text with a capital letter at its start.
  var sentenceCased: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }

  /// The text with a full stop unless it ends a sentence already.
  var withFullStop: String {
    guard let last else { return self }
    return ".!?:…".contains(last) ? self : self + "."
  }

  /// The text without a full stop at its end, to stand inside a sentence.
  var withoutFullStop: String {
    hasSuffix(".") ? String(dropLast()) : self
  }
}

/// Lists as a sentence has them.
enum Enumeration {
  /// `a, b and c`.
  static func all(_ items: [String]) -> String { joined(items, "and") }

  /// `a, b or c`.
  static func any(_ items: [String]) -> String { joined(items, "or") }

  private static func joined(_ items: [String], _ word: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
