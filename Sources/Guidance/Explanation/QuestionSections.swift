import Appropriateness
import CaseRecord

/// What is missing and how to supply it.
extension ExplanationWriter {
  mutating func missing(of recommendation: Recommendation) -> [Block] {
    let deciding = recommendation.decidingQuestions
    let prompted = recommendation.promptedQuestions
    var blocks: [Block] = []
    if deciding.isEmpty {
      switch recommendation.outcome {
      case .unusable:
        blocks.append(.paragraph("Correct the contradiction at its source and evaluate again."))
      case .undetermined where !prompted.isEmpty:
        break
      case .undetermined:
        blocks.append(.paragraph("See what each scenario depends on."))
      case .matched, .provisional, .overlap, .noVariant, .notCovered:
        blocks.append(.paragraph("No missing fact decides."))
      }
    } else {
      blocks.append(.list(deciding.map { item(for: $0) }, isNumbered: true))
    }
    if !prompted.isEmpty {
      blocks.append(.heading("To be examined as well"))
      blocks.append(.list(prompted.map { item(for: $0) }, isNumbered: false))
    }
    return blocks
  }

  private func item(for question: Question) -> Item {
    var details: [String] = []
    if !question.reason.isEmpty { details.append(question.reason.withFullStop) }
    let texts = record.unreadTexts.filter { $0.features.contains(question.feature) }
    if !texts.isEmpty {
      details.append(
        "A person may find it in the text of "
          + Enumeration.all(texts.map { Self.place($0.reference, $0.path) }) + ".")
    }
    for evidence in question.evidence {
      details.append(
        "There, but without a usable answer: \(Self.place(evidence.reference, evidence.path)).")
    }
    for (index, need) in question.requirements.enumerated() {
      details.append("\(index == 0 ? "As data" : "Or"): \(need.words).")
    }
    return Item(question.text, details: details)
  }

  /// `Condition/dvt (Bundle.entry[3].resource.onset)`.
  static func place(_ reference: String, _ path: String) -> String {
    let reference = ShownText.clean(reference)
    let path = ShownText.clean(path)
    if reference.isEmpty { return path.isEmpty ? "the input" : path }
    return path.isEmpty ? reference : "\(reference) (\(path))"
  }
}

extension DataNeed {
  /// The data as a reader of FHIR names them: type, element, codes, window.
  var words: String {
    let article = "AEIOU".contains(type.prefix(1)) ? "an" : "a"
    var text = "\(article) \(type)"
    if !path.isEmpty { text += " with \(path)" }
    let element = codePath ?? "code"
    if !codes.isEmpty { text += "; \(element) \(codeWords)" }
    if let valueSet, !valueSet.isEmpty {
      text += "\(codes.isEmpty ? "; \(element) of" : ", or of") the value set \(valueSet)"
    }
    if let withinDays {
      text += "; \(datePath.map { "\($0) " } ?? "")within the last \(withinDays) days"
    } else if let datePath {
      text += "; dated by \(datePath)"
    }
    return text
  }

  /// `LOINC 82810-3 or 11449-6`: codes that follow each other in one system share its name.
  private var codeWords: String {
    var words: [String] = []
    var lastSystem: String?
    for coding in codes.prefix(Self.codeLimit) {
      let (system, code) = CodeSystemNames.split(coding)
      let shown = ShownText.clean(code)
      words.append(system == lastSystem ? shown : CodeSystemNames.words(for: coding))
      lastSystem = system
    }
    let rest = codes.count - words.count
    return rest > 0 ? Enumeration.any(words + ["\(rest) more"]) : Enumeration.any(words)
  }

  private static let codeLimit = 6
}
