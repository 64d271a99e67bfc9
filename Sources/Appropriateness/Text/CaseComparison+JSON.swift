import CaseRecord

/// Compared cases as JSON, row by row: `{"former": …, "current": …, "cases": [` one row on each line
/// `], "totals": …}`.
public struct CaseComparisonJSON: Sendable {
  /// Where a case came from.
  public struct Place: Sendable {
    let file: String
    let line: Int?
    let entry: String?
    let episode: Int?

    /// A file, in it a line, in that an entry, and of the leg an episode; what does not apply is left out.
    public init(file: String, line: Int? = nil, entry: String? = nil, episode: Int? = nil) {
      self.file = file
      self.line = line
      self.entry = entry
      self.episode = episode
    }
  }

  private let pair: EditionPair
  private var hasRows = false

  /// JSON about two editions.
  public init(_ pair: EditionPair) {
    self.pair = pair
  }

  /// What stands before the rows.
  public var beginning: String {
    func edition(_ name: String, _ criteria: Criteria) -> String {
      CriteriaValue.object([("name", .text(name)), ("code", .text(criteria.edition.code))])
        .inlineJSON
    }
    return "{\n  \"former\": \(edition(pair.formerName, pair.former)),\n"
      + "  \"current\": \(edition(pair.currentName, pair.current)),\n  \"cases\": ["
  }

  /// A case with its results.
  ///
  /// - Parameters:
  ///   - place: where the case came from.
  ///   - comparison: the case; `nil` when none could be read.
  /// - Returns: the row, with what separates it from the one before.
  public mutating func row(_ place: Place, _ comparison: CaseComparison?) -> String {
    defer { hasRows = true }
    var members: [(String, CriteriaValue?)] = [
      ("file", .text(place.file)), ("line", .number(place.line)), ("entry", .text(place.entry)),
      ("episode", .number(place.episode)),
    ]
    members += comparison?.members ?? [("change", .text("no-case"))]
    return (hasRows ? "," : "") + "\n    " + CriteriaValue.object(members).inlineJSON
  }

  /// What stands behind the rows.
  public func end(_ totals: ComparisonTotals) -> String {
    (hasRows ? "\n  " : "") + "],\n  \"totals\": \(totals.value.inlineJSON)\n}\n"
  }
}

extension CaseComparison {
  fileprivate var members: [(String, CriteriaValue?)] {
    [
      ("leg", .text(leg?.rawValue)), ("change", .text(kind.rawValue)), ("before", before.value),
      ("after", after.value),
      (
        "ratings",
        .list(
          options.filter(\.isChanged).map { option in
            .object([
              ("option", .text(option.option)), ("before", .text(option.before.code)),
              ("scoreBefore", .number(option.scoreBefore)), ("after", .text(option.after.code)),
              ("scoreAfter", .number(option.scoreAfter)),
              ("change", .text(option.before.change(to: option.after)?.rawValue)),
            ])
          })
      ),
      (
        "reasons",
        .list(
          reasons.map { reason in
            .object([
              ("kind", .text(reason.kind.rawValue)), ("feature", .text(reason.feature?.rawValue)),
              ("edition", .text(reason.edition)), ("variant", .text(reason.variant)),
              ("text", .text(reason.text)),
            ])
          })
      ),
    ]
  }
}

extension CaseComparison.Side {
  fileprivate var value: CriteriaValue {
    .object([
      ("outcome", .text(outcome.rawValue)), ("variants", .texts(variants.map(\.code))),
      ("assumptions", .texts(assumptions)),
    ])
  }
}

extension ComparisonTotals {
  fileprivate var value: CriteriaValue {
    .object([
      ("inputs", .number(inputs)), ("withoutCase", .number(withoutCase)),
      ("passedOver", .number(passedOver)), ("cases", .number(cases)),
      (
        "changes",
        .object(
          CaseComparison.Kind.allCases.map { ($0.rawValue, .number(kinds[$0] ?? 0)) })
      ),
      (
        "moves",
        .list(
          moves.map { move, count in
            .object([
              ("before", .text(move.before)), ("after", .text(move.after)),
              ("cases", .number(count)),
            ])
          })
      ),
      (
        "ratings",
        .list(
          steps.map { step, count in
            .object([
              ("option", .text(step.option)), ("before", .text(step.before.code)),
              ("after", .text(step.after.code)),
              ("change", .text(step.before.change(to: step.after)?.rawValue)),
              ("cases", .number(count)),
            ])
          })
      ),
    ])
  }
}
