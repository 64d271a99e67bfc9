import CaseRecord

extension CriteriaReader {
  /// A condition that must be there.
  mutating func condition(
    _ row: CriteriaValue, _ name: String, in space: CaseSpace
  ) -> CaseCondition {
    guard let value = required(row, name) else { return .none }
    return condition(value, in: space)
  }

  /// A condition that may be left out.
  mutating func optionalCondition(
    _ row: CriteriaValue, _ name: String, in space: CaseSpace
  ) -> CaseCondition? {
    row[name].map { condition($0, in: space) }
  }

  /// Alternatives: one object, or a list of them; none when it is not there.
  mutating func alternatives(
    _ row: CriteriaValue, _ name: String, in space: CaseSpace
  ) -> [CaseCondition] {
    guard let value = row[name] else { return [] }
    guard let list = value.array else { return [condition(value, in: space)] }
    if list.isEmpty { report(value, "expected at least one condition in \"\(name)\"") }
    return list.map { condition($0, in: space) }
  }

  private mutating func condition(_ value: CriteriaValue, in space: CaseSpace) -> CaseCondition {
    guard case .object(let members) = value.content else {
      report(value, "expected a condition such as {\"severity\": [\"mild\"]}, found \(value.kind)")
      return .none
    }
    var terms: [CaseCondition.Term] = []
    var box = space.whole
    for member in members {
      guard let lane = space.lane(named: member.name) else {
        let known = space.dimensions.map(\.key).joined(separator: ", ")
        report(member.value, "unknown feature \"\(member.name)\"; expected one of \(known)")
        continue
      }
      let dimension = space.dimensions[lane]
      let values = answers(member.value, of: dimension)
      let bits = dimension.bits(values)
      if bits == 0 { continue }
      box[lane] = bits
      terms.append(.init(key: member.name, feature: dimension.feature, values: values))
    }
    return CaseCondition(terms: terms, box: box)
  }

  private mutating func answers(
    _ value: CriteriaValue, of dimension: CaseSpace.Dimension
  ) -> [FeatureValue] {
    guard let list = value.array else {
      report(value, "expected a list of answers for \"\(dimension.key)\", found \(value.kind)")
      return []
    }
    if list.isEmpty {
      report(value, "expected at least one answer for \"\(dimension.key)\"")
    }
    var answers: [FeatureValue] = []
    for element in list {
      guard let text = element.string else {
        report(element, "expected a string, found \(element.kind)")
        continue
      }
      let answer = FeatureValue(rawValue: text)
      if !dimension.domain.contains(answer) {
        let known = dimension.domain.map(\.rawValue).joined(separator: ", ")
        report(
          element, "unknown answer \"\(text)\" for \"\(dimension.key)\"; expected one of \(known)")
      } else if answers.contains(answer) {
        report(element, "the answer \"\(text)\" stands twice; remove one of them")
      } else {
        answers.append(answer)
      }
    }
    return answers
  }

  /// The members that a condition of a row may have.
  static let conditionMembers = [
    "when", "unless", "unknown", "conflicting", "outcome", "variant", "elapsed",
  ]

  /// The condition of a row, from its members `when`, `unless` and so on.
  mutating func rowCondition(
    _ row: CriteriaValue, in space: CaseSpace, variants: [String]
  ) -> RowCondition {
    var condition = RowCondition()
    condition.when = alternatives(row, "when", in: space)
    condition.unless = alternatives(row, "unless", in: space)
    condition.unknown = codes(row, "unknown", Feature.self)
    condition.conflicting = codes(row, "conflicting", Feature.self)
    condition.outcomes = codes(row, "outcome", Outcome.self)
    condition.variants = references(row, "variant", to: variants, of: "variant")
    for code in condition.variants {
      if let position = variants.firstIndex(of: code) { condition.variantSet.insert(position) }
    }
    if let elapsed = row["elapsed"] {
      expect(elapsed, only: ["event", "from", "to"])
      if let event = code(elapsed, "event", TimelineEvent.self) {
        condition.elapsed = .init(
          event: event, atLeast: optionalNumber(elapsed, "from") ?? 0,
          atMost: optionalNumber(elapsed, "to") ?? .max)
      }
    }
    return condition
  }
}

extension CaseCondition {
  /// A condition that asks nothing.
  static let none = CaseCondition(terms: [], box: .everything)
}
