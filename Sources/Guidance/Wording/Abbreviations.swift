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
    var words: Set<Substring> = []
    for section in sections where section.kind != .notUnderstood {
      for text in section.texts {
        words.formUnion(text.split { !$0.isLetter && !$0.isNumber })
      }
    }
    return known.filter { words.contains($0.short[...]) }
  }
}
