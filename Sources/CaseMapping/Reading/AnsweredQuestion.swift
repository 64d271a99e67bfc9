import CaseRecord
import FHIR

/// A coded question with its answer: an Observation, a component, a questionnaire's item.
struct AnsweredQuestion {
  var answer: Answer
  /// Whether a reason is given why there is no value.
  var isUnknown = false
  /// Positive or negative, as the interpretation says it.
  var interpretation: Finding.Presence?
  /// A severity, as the interpretation says it.
  var grade: SeverityGrade?
  /// Whether components or members hold what the question asks for.
  var hasParts = false
}

/// What the answers of one resource share.
struct AnswerContext {
  var kind: Finding.Kind
  var isFinal: Bool
  var observed: ClinicalTime?
  var sites: [BodySite]
  /// The imaging that shows it.
  var imaging: ImagingSource?

  func statement(_ presence: Finding.Presence, rule: String) -> Statement {
    // A report that may still change confirms nothing, whatever its results say of themselves.
    let shown = imaging?.isFinal == true ? imaging : nil
    return Statement(
      presence: presence, kind: kind, isFinal: isFinal, observed: observed, method: shown?.method,
      imaging: shown?.isVenous == true ? shown : nil, rule: rule)
  }
}

extension CaseAssembly {
  /// Makes findings of a coded question and its answer. `prefix` leads to the element: `component[1].`.
  mutating func state(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    if question.isUnknown, case .none = question.answer { return }
    if stated.imagingKind != nil {
      stateImaging(stated, question, context, source, prefix)
      return
    }
    switch stated.root {
    case "pregnancy-status": stateAnswerAsConcept(stated, question, context, source, prefix)
    case "pregnancy-state" where stated.flags.contains("observation"):
      stateAnswerAsConcept(stated, question, context, source, prefix)
    case "pregnancy-test": statePregnancyTest(stated, question, context, source, prefix)
    case "symptom-onset", "anticoagulation-start", "estimated-delivery-date":
      stateDate(stated, question, context, source, prefix)
    case "obstetric-delivery":
      if case .time = question.answer {
        stateDate(stated, question, context, source, prefix)
      } else {
        stateSign(stated, question, context, source, prefix)
      }
    case "ceap-clinical-class": stateClass(stated, question, context, source, prefix)
    case "bp-panel": break
    default:
      if UsedConcepts.isMeasured(stated.root), stated.root != "symptom-severity" {
        stateNumber(stated, question, context, source, prefix)
      } else {
        stateSign(stated, question, context, source, prefix)
      }
    }
  }

  // MARK: - Signs, diseases, states

  /// "Is it there?": true or false, present or absent, or a grade.
  private mutating func stateSign(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    let element = prefix + "value"
    switch question.answer {
    case .boolean(let isTrue):
      state(
        stated, context.statement(isTrue ? .present : .absent, rule: "observation-boolean"),
        at: context.sites, source, element)
    case .concept(let value):
      stateSign(stated, value: value, context, source, element)
    case .none:
      stateSignWithoutValue(stated, question, context, source, prefix)
    case .text:
      unread(source, element, UnreadFeatures.answer(to: stated.root))
    case .time(let time) where stated.root == "anticoagulation-alone":
      var statement = context.statement(.present, rule: "observation-date")
      statement.onset = time
      state(stated, statement, at: context.sites, source, element)
    case .number, .time, .other:
      noteValue(stated, source, element)
    }
  }

  private mutating func stateSign(
    _ stated: StatedConcept, value: R4.CodeableConcept, _ context: AnswerContext,
    _ source: Source, _ element: String
  ) {
    let reading = concepts.read(value)
    report(reading.notUnderstood, in: source)
    if reading.isTextOnly {
      unread(source, element, UnreadFeatures.answer(to: stated.root))
      return
    }
    let answers = Set(reading.concepts.compactMap(\.asAnswer))
    if let answer = answers.first, answers.count == 1 {
      state(stated, answer, context, source, element)
    } else if let seen = Set(reading.concepts.compactMap(\.thrombusSeen)).first,
      StatedConcept.isThrombosis(stated.root)
    {
      state(
        stated, context.statement(seen, rule: "observation-code"), at: context.sites, source,
        element)
    } else if reading.concepts.contains(where: { $0.family == stated.family && !$0.saysAbsent }) {
      // The value repeats or refines the code.
      for refined in reading.concepts where refined.family == stated.family {
        var merged = refined
        merged.merge(stated)
        state(
          merged, context.statement(.present, rule: "observation-code"), at: context.sites, source,
          element)
      }
    } else {
      noteValue(stated, source, element)
    }
  }

  private mutating func state(
    _ stated: StatedConcept, _ answer: PresenceAnswer, _ context: AnswerContext, _ source: Source,
    _ element: String
  ) {
    switch answer {
    case .presence(let presence):
      state(
        stated, context.statement(presence, rule: "observation-presence"), at: context.sites,
        source, element)
    case .severity(.none) where stated.root != "symptom-severity":
      state(
        stated, context.statement(.absent, rule: "observation-severity"), at: context.sites,
        source, element)
    case .severity(let grade):
      var statement = context.statement(.present, rule: "observation-severity")
      statement.severity = grade
      state(stated, statement, at: context.sites, source, element)
    }
  }

  /// A code without a value neither states nor denies; that somebody recorded it is a suspicion.
  private mutating func stateSignWithoutValue(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    if let presence = question.interpretation {
      state(
        stated, context.statement(presence, rule: "observation-interpretation"),
        at: context.sites, source, prefix + "interpretation")
    } else if stated.saysAbsent || !question.hasParts, !UsedConcepts.isMeasured(stated.root) {
      let presence: Finding.Presence = stated.saysAbsent ? .present : .suspected
      state(
        stated, context.statement(presence, rule: "observation-without-value"),
        at: context.sites, source, prefix + "code")
    }
  }

  // MARK: - Numbers, dates, classes

  private mutating func stateNumber(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    let element = prefix + "value"
    var statement = context.statement(.present, rule: "observation-quantity")
    switch question.answer {
    case .number(let quantity):
      statement.quantity = quantity
      if ScoreRoots.isTotal(stated.root) { statement.severity = question.grade }
    case .concept(let value):
      guard let grade = grade(in: value) else {
        noteValue(stated, source, element)
        return
      }
      if ScoreRoots.isTotal(stated.root) {
        // The category of the score, and no number of points.
        statement.severity = grade
      } else if ScoreRoots.isGradedInWords(stated.root), let points = grade.villaltaPoints {
        statement.quantity = MeasuredQuantity(value: Double(points), text: "\(points)")
      } else {
        noteValue(stated, source, element)
        return
      }
    case .text:
      unread(source, element, UnreadFeatures.answer(to: stated.root))
      return
    case .none: return
    case .boolean, .time, .other:
      noteValue(stated, source, element)
      return
    }
    state(stated, statement, at: context.sites, source, element)
  }

  /// The severity that a value or an interpretation names, when it names one.
  func grade(in value: R4.CodeableConcept) -> SeverityGrade? {
    let answers = Set(concepts.read(value).concepts.compactMap(\.asAnswer))
    guard answers.count == 1, case .severity(let grade)? = answers.first else { return nil }
    return grade
  }

  private mutating func stateDate(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    let element = prefix + "value"
    switch question.answer {
    case .time(let time):
      // A wrong onset of symptoms has to reach the derivation: it makes the case unusable.
      let mayBeFuture = stated.root == "symptom-onset" || stated.root == "estimated-delivery-date"
      guard mayBeFuture || isPast(time, source, element) else { return }
      var statement = context.statement(.present, rule: "observation-date")
      statement.onset = time
      state(stated, statement, at: context.sites, source, element)
    case .text: unread(source, element, UnreadFeatures.answer(to: stated.root))
    case .none: break
    case .boolean, .concept, .number, .other: noteValue(stated, source, element)
    }
  }

  /// CEAP: the class is a term of fixed form, sent as code, text or string.
  private mutating func stateClass(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    let terms: [String]
    switch question.answer {
    case .concept(let value):
      terms = value.coding.compactMap { $0.code?.value } + [value.text?.value].compactMap { $0 }
    case .text(let text): terms = [text]
    case .number(let quantity): terms = [quantity.text]
    case .none: return
    case .boolean, .time, .other: terms = []
    }
    guard let quantity = terms.lazy.compactMap(ceapClass).first else {
      noteValue(stated, source, prefix + "value")
      return
    }
    var statement = context.statement(.present, rule: "observation-class")
    statement.quantity = quantity
    state(stated, statement, at: context.sites, source, prefix + "value")
  }

  // MARK: - Pregnancy

  /// Questions whose answer is a concept of its own: "pregnant", "not pregnant".
  private mutating func stateAnswerAsConcept(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    guard case .concept(let value) = question.answer else {
      stateSign(stated, question, context, source, prefix)
      return
    }
    let found = concepts.read(value).concepts.filter {
      $0.root == "pregnancy-state" || $0.root == "gestational-age-weeks"
    }
    guard !found.isEmpty else {
      stateSign(stated, value: value, context, source, prefix + "value")
      return
    }
    for concept in found {
      state(
        concept, context.statement(.present, rule: "observation-code"), at: context.sites, source,
        prefix + "value")
    }
  }

  /// A test is positive or negative; an amount of hCG is neither (terminology/README section 5, labs).
  private mutating func statePregnancyTest(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    if case .number = question.answer {
      unread(source, prefix + "value", UnreadFeatures.answer(to: stated.root))
    } else if let presence = question.interpretation {
      state(
        stated, context.statement(presence, rule: "observation-interpretation"),
        at: context.sites, source, prefix + "interpretation")
    } else {
      stateAnswerAsConcept(stated, question, context, source, prefix)
    }
  }

  // MARK: - Imaging

  /// An imaging study as Observation: that it was done, and what its value concludes.
  private mutating func stateImaging(
    _ stated: StatedConcept, _ question: AnsweredQuestion, _ context: AnswerContext,
    _ source: Source, _ prefix: String
  ) {
    var statement = context.statement(.present, rule: "imaging-study")
    statement.kind = .imaging
    state(stated, statement, at: context.sites, source, prefix + "code")
    switch question.answer {
    case .concept(let value):
      stateConclusions(value, context, source, prefix + "value")
    case .text: unread(source, prefix + "value", UnreadFeatures.imagingReport)
    default: break
    }
  }

  /// What a coded conclusion of imaging states.
  mutating func stateConclusions(
    _ value: R4.CodeableConcept, _ context: AnswerContext, _ source: Source, _ element: String
  ) {
    let (used, reading) = read(value, source)
    if reading.isTextOnly { unread(source, element, UnreadFeatures.imagingReport) }
    // The side that the study's code names holds for conclusions that leave it open. A study of both legs does
    // not say which leg it speaks of.
    let side = context.imaging?.laterality
    for stated in used {
      var stated = stated
      if context.sites.isEmpty, side != .bilateral, stated.disagreements.isEmpty {
        stated.laterality = stated.laterality ?? side
      }
      if let seen = stated.thrombusSeen, context.imaging?.isVenous == true {
        var thrombus = stated
        thrombus.root = "venous-thrombus"
        thrombus.flags = []
        state(
          thrombus, context.statement(seen, rule: "imaging-conclusion"), at: context.sites, source,
          element)
      } else {
        state(
          stated, context.statement(.present, rule: "imaging-conclusion"), at: context.sites,
          source, element)
      }
    }
  }

  private mutating func noteValue(_ stated: StatedConcept, _ source: Source, _ element: String) {
    note(
      .valueNotUnderstood, source, element, stated,
      "The code is understood and its value is not, so nothing follows. Send a value that the "
        + "finding is defined with: true or false, a code of presence or severity, or a number.")
  }
}

/// Which roots are parts of scores that add up points (FACTS 5.1, 5.3).
private enum ScoreRoots {
  static func isTotal(_ root: String) -> Bool { root == "villalta-total" || root == "vcss-total" }

  /// Whether the grades of an item have names in the score itself: none, mild, moderate, severe.
  static func isGradedInWords(_ root: String) -> Bool {
    root.hasPrefix("villalta-") && !isTotal(root)
  }
}

extension SeverityGrade {
  /// The points that a Villalta item has for a grade (FACTS 5.1).
  fileprivate var villaltaPoints: Int? {
    switch self {
    case .none: 0
    case .mild: 1
    case .moderate: 2
    case .moderateToSevere: nil
    case .severe: 3
    }
  }
}
