import CaseRecord

extension EditionComparison {
  /// The comparison as JSON, with one row on each line.
  public var json: String { value.json }

  private var value: CriteriaValue {
    .object([
      ("former", former.value), ("current", current.value),
      ("variants", .list(variants.map(\.value))), ("options", .list(options.map(\.value))),
      ("rows", .list(rows.map(\.value))), ("cases", cases.value),
    ])
  }
}

extension EditionComparison.Side {
  fileprivate var value: CriteriaValue {
    .object([
      ("name", .text(name)), ("code", .text(code)), ("title", .text(title)),
      ("citation", .text(citation)),
    ])
  }
}

extension EditionComparison.Variant {
  fileprivate var value: CriteriaValue {
    let change: RowChange.Kind? =
      former == nil ? .new : current == nil ? .dropped : isUnchanged ? nil : .changed
    return .object([
      ("former", .text(former?.code)), ("current", .text(current?.code)),
      ("change", .text(change?.rawValue ?? "unchanged")), ("conditions", conditions?.value),
      ("members", .list(members.map(\.value))), ("ratings", .list(ratings.map(\.value))),
    ])
  }
}

extension EditionComparison.RatingPair {
  fileprivate var value: CriteriaValue {
    func value(_ row: RatingRow?) -> CriteriaValue? {
      row.map { row in
        .object([
          ("rating", .text(row.rating.rawValue)), ("score", .number(row.score)),
          ("label", .text(row.label)),
        ])
      }
    }
    return .object([
      ("option", .text(option)), ("before", value(former)), ("after", value(current)),
      ("change", .text(change.rawValue)), ("members", .list(members.map(\.value))),
    ])
  }
}

extension EditionComparison.Option {
  fileprivate var value: CriteriaValue {
    func value(_ rated: [EditionComparison.VariantRating]) -> CriteriaValue {
      .list(
        rated.map {
          .object([("variant", .text($0.variant)), ("rating", .text($0.rating.rawValue))])
        })
    }
    return .object([
      ("option", .text(code)), ("change", .text(change.rawValue)), ("former", value(former)),
      ("current", value(current)),
    ])
  }
}

extension ConditionComparison {
  fileprivate var value: CriteriaValue {
    .object([
      (
        "features",
        .list(
          features.map { change in
            .object([
              ("feature", .text(change.feature.rawValue)), ("change", .text(change.kind.rawValue)),
              ("before", .texts(change.before)), ("after", .texts(change.after)),
            ])
          })
      ),
      ("gained", .list(gained.map(\.value))), ("lost", .list(lost.map(\.value))),
    ])
  }
}

extension CaseDescription {
  /// The class as a condition of a criteria file.
  fileprivate var value: CriteriaValue {
    .object(terms.map { ($0.key, .texts($0.values.map(\.rawValue))) })
  }
}

extension RowChange {
  fileprivate var value: CriteriaValue {
    .object([
      ("section", .text(section)), ("id", .text(id)), ("change", .text(kind.rawValue)),
      ("members", .list(members.map(\.value))),
    ])
  }
}

extension RowChange.Member {
  fileprivate var value: CriteriaValue {
    .object([("name", .text(name)), ("before", before), ("after", after)])
  }
}

extension CaseClasses {
  fileprivate var value: CriteriaValue {
    .object([
      ("dimensions", .texts(dimensions)), ("cases", .number(cases)),
      ("unchanged", .number(unchanged)),
      ("enumerated", CriteriaValue(.boolean(isEnumerated))),
      ("moves", .list(moves.map(\.value))), ("options", .list(options.map(\.value))),
    ])
  }
}

extension CaseClasses.Move {
  fileprivate var value: CriteriaValue {
    func value(_ result: CaseClasses.Result) -> CriteriaValue {
      .object([("outcome", .text(result.outcome.rawValue)), ("codes", .texts(result.codes))])
    }
    return .object([
      ("before", value(before)), ("after", value(after)), ("cases", .number(cases)),
      ("elsewhere", CriteriaValue(.boolean(isElsewhere))),
    ])
  }
}

extension CaseClasses.OptionClasses {
  fileprivate var value: CriteriaValue {
    .object([
      ("option", .text(option)), ("cases", .number(cases)),
      (
        "changes",
        .list(
          changes.map { change in
            .object([
              ("before", .text(change.before.code)), ("after", .text(change.after.code)),
              ("change", .text(change.step?.rawValue)), ("cases", .number(change.cases)),
              ("when", .list(change.descriptions.map(\.value))),
              ("smallest", CriteriaValue(.boolean(change.isSmallest))),
            ])
          })
      ),
    ])
  }
}
