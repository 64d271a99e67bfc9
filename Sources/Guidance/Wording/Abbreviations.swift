/// Abbreviations of the sources (FACTS section 0), spelled out where a text uses them.
enum Abbreviations {
  private static let known: [(short: String, long: String)] = [
    ("AC", "anticoagulation"),
    ("ACR", "American College of Radiology"),
    ("CDT", "catheter-directed thrombolysis"),
    ("CFV", "common femoral vein"),
    ("CIV", "common iliac vein"),
    ("CTV", "CT venography"),
    ("DVT", "deep vein thrombosis"),
    ("EIV", "external iliac vein"),
    ("GCS", "graded compression stocking therapy"),
    ("IVC", "inferior vena cava"),
    ("IVUS", "intravascular ultrasound"),
    ("MRV", "MR venography"),
    ("MTS", "May-Thurner syndrome (iliac vein compression)"),
    ("PAD", "phlegmasia alba dolens (painful white leg)"),
    ("PCD", "phlegmasia cerulea dolens (painful blue leg)"),
    ("PE", "pulmonary embolism"),
    ("PMT", "pharmacomechanical thrombectomy"),
    ("PTS", "post-thrombotic syndrome"),
  ]

  /// The abbreviations that occur as words in the sections, in alphabetical order.
  static func used(in sections: [Explanation.Section]) -> [(short: String, long: String)] {
    var runs: Set<UInt32> = []
    for section in sections where section.kind != .notUnderstood {
      for text in section.texts { collect(text, into: &runs) }
    }
    return known.filter { runs.contains(packed($0.short)) }
  }

  /// Finds words of two to four capitals; a word is kept as the number that its bytes make, so that
  /// thousands of words cost no strings.
  private static func collect(_ text: String, into runs: inout Set<UInt32>) {
    var run: UInt32 = 0
    var length = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        run = run << 8 | UInt32(byte)
        length += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        0x80...0xFF:
        // Part of a longer word: no abbreviation until the next break.
        length = 5
      default:
        if (2...4).contains(length) { runs.insert(run) }
        run = 0
        length = 0
      }
    }
    if (2...4).contains(length) { runs.insert(run) }
  }

  private static func packed(_ word: String) -> UInt32 {
    word.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
