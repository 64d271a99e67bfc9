import CaseRecord

/// Scores as their items, as a total, or as both.
enum ScoreSketch {
  static let villalta = [
    "pain", "cramps", "heaviness", "paresthesia", "pruritus", "pretibial-edema", "induration",
    "hyperpigmentation", "redness", "venous-ectasia", "calf-compression-pain",
  ]
  static let vcss = [
    "pain", "varicose-veins", "venous-edema", "pigmentation", "inflammation", "induration",
    "active-ulcers", "ulcer-duration", "ulcer-size", "compression-use",
  ]

  /// One item.
  static func item(
    _ name: String, _ grade: Double, of form: String = "villalta", on day: String? = "2026-06-10",
    side: Laterality? = .left
  ) -> Finding {
    finding(
      "\(form)-\(name)", id: "\(form)-\(name)-\(grade)-\(day ?? "")-\(side?.rawValue ?? "")",
      side: side, on: day, value: grade)
  }

  /// All items of a Villalta score with a sum, the first items graded highest.
  static func visit(
    sum: Int, on day: String? = "2026-06-10", side: Laterality? = .left
  ) -> [Finding] {
    var rest = sum
    return villalta.map { name in
      let grade = min(3, rest)
      rest -= grade
      return item(name, Double(grade), on: day, side: side)
    }
  }

  /// All items of a VCSS, those not named with the grade 0.
  static func vcssVisit(
    _ grades: [String: Double], on day: String = "2026-06-10", side: Laterality? = .left
  ) -> [Finding] {
    vcss.map { item($0, grades[$0] ?? 0, of: "vcss", on: day, side: side) }
  }

  /// A total as sent.
  static func total(
    _ value: Double?, of form: String = "villalta", on day: String? = "2026-06-10",
    side: Laterality? = .left, category: SeverityGrade? = nil
  ) -> Finding {
    finding(
      "\(form)-total", id: "\(form)-total-\(value ?? -1)-\(day ?? "")-\(side?.rawValue ?? "")",
      side: side, severity: category, on: day, value: value)
  }

  /// A class as sent.
  static func ceap(
    _ text: String, _ number: Double, on day: String? = "2026-06-10", side: Laterality? = .left
  ) -> Finding {
    finding(
      "ceap-clinical-class", id: "ceap-\(text)-\(day ?? "")-\(side?.rawValue ?? "")", side: side,
      on: day, value: number, text: text)
  }
}

extension CaseFacts {
  /// The score of an instrument.
  func score(_ instrument: Score.Instrument) -> Score? {
    scores.first { $0.instrument == instrument }
  }
}

extension Score? {
  /// Whether a remark has these words.
  func says(_ words: String) -> Bool {
    self?.remarks.contains { $0.contains(words) } ?? false
  }
}
