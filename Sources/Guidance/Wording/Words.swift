extension String {
  /// The words of the text: runs of ASCII letters, digits and hyphens, and of everything beyond ASCII.
  ///
  /// By bytes: a recommendation has thousands of words, and characters cost twenty times as much.
  var asciiWords: [Substring] {
    utf8.split { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x80...0xFF: false
      default: true
      }
    }.map { Substring($0) }
  }

  /// Whether the text contains another, byte for byte; the standard library compares by characters, which
  /// costs more than all else that is written about a caution.
  func containsBytes(of other: String) -> Bool {
    let needle = Array(other.utf8)
    guard let first = needle.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: needle) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
