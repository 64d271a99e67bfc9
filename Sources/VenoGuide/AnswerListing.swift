import CaseRecord
import FHIR

/// How much of what was wrong with an input an answer lists: all of it, unless there are hundreds.
///
/// Whoever sends ten thousand damaged resources learns nothing from ten thousand lines, and an answer must not be larger
/// than its input. What is left out is counted. The record itself, `venoguide case`, has everything.
enum AnswerListing {
  /// The most of one kind in the answer for one patient.
  static let limit = 500

  /// The most of one kind when several patients get their answers: what belongs to none is told to each of them.
  static func limit(patients: Int) -> Int { max(limit / max(patients, 1), 20) }

  /// Issues as an answer lists them: the gravest when there are too many, in the order of the input.
  static func listed(_ issues: [Issue], limit: Int = limit) -> [Issue] {
    guard issues.count > limit else { return issues }
    let kept = issues.indices.sorted {
      (issues[$1].severity, $0) < (issues[$0].severity, $1)
    }.prefix(limit).sorted()
    return kept.map { issues[$0] } + [
      omitted(issues.count - limit, "remarks on the input", by: nil)
    ]
  }

  /// The record as an answer lists it, and remarks that say what is left out.
  static func listed(
    _ record: CaseRecord, limit: Int = limit
  ) -> (record: CaseRecord, omissions: [Issue]) {
    var listed = record
    var omissions: [Issue] = []
    func shorten<Element>(_ list: inout [Element], _ what: String) {
      let omitted = list.count - limit
      guard omitted > 0 else { return }
      list.removeLast(omitted)
      omissions.append(Self.omitted(omitted, what, by: "`venoguide case`"))
    }
    shorten(&listed.setAside, "resources that were set aside")
    shorten(&listed.unmappedCodes, "codes that were not understood")
    shorten(&listed.unreadTexts, "texts that a person should read")
    shorten(&listed.notes, "remarks on what the codes do not settle")
    return (listed, omissions)
  }

  private static func omitted(_ count: Int, _ what: String, by command: String?) -> Issue {
    let elsewhere = command.map { " \($0) lists all of them." } ?? ""
    return Issue(.information, .tooCostly, "Not listed here: \(count) more \(what).\(elsewhere)")
  }
}
