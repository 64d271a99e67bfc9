import Appropriateness
import CaseRecord
import VenoGuide

/// What the ledger keeps of one input: a document, a line that is one, or a patient who was joined.
struct LedgerEntry: Sendable {
  /// Where an input stands; raw values are those of the ledger and the report.
  enum State: String, Sendable {
    /// It was answered.
    case answered
    /// No FHIR could be read from it.
    case quarantined
    /// It was answered, and the answer does not hold any more.
    case retracted
  }

  /// What it is: `patients/…`, or the path of a file, with `#` and the number for a line.
  var key: String
  /// SHA-256 of its bytes.
  var digest: [UInt8]
  var state: State
  /// The file of the answer in the output folder.
  var output: String?
  var outputSize = 0
  /// SHA-256 of that file.
  var outputDigest: [UInt8] = []
  /// The place that it came from, for the report.
  var source: String
  /// Why it is in quarantine or retracted, one sentence without patient data.
  var reason: String?
  /// The day of the evaluation when the answer is good for that day only, in days since 1970; `nil` when it stays.
  var day: Int?
  var milliseconds = 0.0
  var answers: [AnswerSummary] = []
  /// What was wrong with it, and how often: `error`, `set-aside/entered-in-error`.
  var quality: [String: Int] = [:]
  var codes: [CodeCount] = []
}

/// A code that was not understood, and how often.
struct CodeCount: Sendable, Hashable {
  var code: ForeignCode
  var count: Int
}

/// A code that was not understood.
struct ForeignCode: Sendable, Hashable {
  var system: String
  var code: String
  var resourceType: String
  var reason: String
}

/// What the ledger keeps of the answer for one patient.
struct AnswerSummary: Sendable {
  /// GuidanceResponse.id
  var identifier: String
  /// A code of CONTRACT section 1.
  var outcome: String
  /// Codes of the variants that fit.
  var variants: [String]
  /// `option=rating` for each option, once.
  var ratings: [String]
  /// The sentences of emergencies.
  var escalations: [String]
  /// What is missing and decides: `feature=Type,Type` with the types of resource that would say it.
  var missing: [String]
  /// Whether nothing on record tells of a thrombosis, for or against.
  var isSilent: Bool
  /// When the 14 days of an acute case are over, `2026-06-15`.
  var windowCloses: String?

  /// The answer in the words of a list of changes. An emergency that comes or goes is a change.
  var words: String {
    let answer = variants.isEmpty ? outcome : "\(outcome): \(variants.joined(separator: ", "))"
    return escalations.isEmpty ? answer : "\(answer) (emergency sign)"
  }
}

extension AnswerSummary {
  init(_ answer: Answer) {
    let all = answer.recommendations
    identifier = answer.guidance.id?.value ?? ""
    outcome = answer.outcome.rawValue
    isSilent = all.allSatisfy(\.isSilent)
    variants = Self.once(all.flatMap { $0.variants.map(\.variant) })
    ratings = Self.once(
      all.flatMap { $0.options.map { "\($0.option)=\($0.rating.rawValue)" } })
    escalations = Self.once(all.flatMap { $0.escalations.map(\.text) })
    missing = Self.once(
      all.flatMap { recommendation in
        recommendation.questions.filter(\.isDeciding).map { question in
          let types = Self.once(question.requirements.map(\.type))
          return "\(question.feature.rawValue)=\(types.joined(separator: ","))"
        }
      })
    windowCloses =
      all.flatMap(\.changes).filter { $0.id == "acute-window" }.compactMap(\.date)
      .min()?.description
  }

  /// Each text once, in the order of first appearance.
  private static func once(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension Recommendation {
  /// Whether nothing on record tells of a thrombosis, for or against.
  var isSilent: Bool {
    facts[.thrombosis].evidence.isEmpty && facts.timeline.onset == nil && leg == nil
  }
}

extension Answer {
  /// Whether the answer may be another one tomorrow although nothing changes in its input.
  ///
  /// Everything about a thrombosis counts days. Of a patient without one nothing does, unless something in the record
  /// lies in the future.
  var restsOnCalendar: Bool {
    record.setAside.contains { $0.reason == .futureDate }
      || recommendations.contains { recommendation in
        !recommendation.isSilent || !recommendation.escalations.isEmpty
      }
  }

  /// What was wrong with the input, by kind.
  func countQuality(into quality: inout [String: Int]) {
    for issue in issues where issue.severity >= .warning {
      quality[issue.severity.rawValue, default: 0] += 1
    }
    for resource in record.setAside {
      quality["set-aside/\(resource.reason.rawValue)", default: 0] += 1
    }
    if !record.unreadTexts.isEmpty {
      quality["text-only", default: 0] += record.unreadTexts.count
    }
  }
}
