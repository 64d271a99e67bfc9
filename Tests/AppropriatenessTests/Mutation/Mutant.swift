import CaseRecord

@testable import Appropriateness

/// A criteria file with one thing changed in one condition.
struct Mutant: Sendable {
  /// The section: `remarks`.
  let section: String
  /// Where and what: `remarks/O2 when: drop severity`.
  let name: String
  /// The file as changed.
  let document: CriteriaValue
}

/// Makes every file that differs from an edition's file in one condition: a term, an answer, a variant, an outcome, a
/// rating, a number or a flag, taken out, put in or changed.
struct Mutation {
  private let document: CriteriaValue
  private let space: CaseSpace
  private let codes: [String: [String]]

  init(_ criteria: Criteria) {
    document = criteria.document
    space = criteria.space
    let variants = criteria.variants.map(\.code)
    let options = criteria.options.map(\.code)
    codes = [
      "variant": variants, "variants": variants, "overrides": variants, "near": variants,
      "options": options, "thrombolysis": options, "anticoagulation": options,
      "outcome": Outcome.allCases.map(\.rawValue), "ratings": Rating.allCases.map(\.rawValue),
      "rating": Rating.allCases.dropLast().map(\.rawValue),
      "unknown": FeatureRule.UnknownPolicy.allCases.map(\.rawValue),
      "event": TimelineEvent.allCases.map(\.rawValue),
      "gap": criteria.remarks.filter(\.explainsGap).map(\.id),
      "not-covered": criteria.notCovered.map(\.id),
    ]
  }

  /// Sections whose rows decide something.
  static let sections = [
    "features", "premises", "not-covered", "variants", "overlaps", "precedence", "ratings",
    "remarks", "cautions", "touches", "clocks", "what-ifs", "transitions", "follow-ups",
  ]

  /// Every mutant of a section.
  func mutants(of section: String) -> [Mutant] {
    guard let value = document[section] else { return [] }
    var mutants: [Mutant] = []
    func add(_ name: String, _ changed: CriteriaValue) {
      mutants.append(
        Mutant(section: section, name: name, document: document.replacing(section, with: changed)))
    }
    guard let rows = value.array else {
      for change in changes(of: value, named: section, in: section) {
        if let changed = change.value { add(section + change.name, changed) }
      }
      return mutants
    }
    for (index, row) in rows.enumerated() {
      let name = "\(section)/\(Mutation.name(of: row, at: index))"
      add("\(name): row removed", value.replacing(index, with: []))
      for (member, inner) in row.members where !Mutation.words.contains(member) {
        for change in changes(of: inner, named: member, in: section) {
          let members = change.value.map { row.replacing(member, with: $0) } ?? row.without(member)
          add("\(name) \(member)\(change.name)", value.replacing(index, with: [members]))
        }
      }
      if section == "precedence" || section == "not-covered", index > 0 {
        add(
          "\(name): swapped with the row before",
          value.replacing(index - 1, with: [row]).replacing(index, with: [rows[index - 1]]))
      }
    }
    return mutants
  }

  /// Members that decide nothing.
  private static let words = [
    "id", "code", "text", "sources", "source", "evidence", "statement", "assumption", "title",
    "scenario", "basis", "counterpart", "label", "confidence", "reason", "topic", "feature",
    "what", "timing",
  ]

  /// Sections whose conditions are rules: terms are put in too.
  private static let rules = ["premises", "not-covered", "variants"]

  private static func name(of row: CriteriaValue, at index: Int) -> String {
    let id = (row["id"] ?? row["code"] ?? row["feature"])?.string ?? "\(index)"
    if let variant = row["variant"]?.string, let option = row["option"]?.string {
      return "\(variant)/\(option)"
    }
    if let code = row["code"]?.string { return code }
    // Two remarks may share an id.
    return row["variant"].flatMap(\.array).map { "\(id)(\($0.count))" } ?? id
  }

  // MARK: What can be changed

  private typealias Change = (name: String, value: CriteriaValue?)

  /// Members that hold a condition, or several.
  private static let conditions = [
    "when", "unless", "near-when", "near-unless", "now", "then", "change", "premises",
  ]

  private func changes(
    of value: CriteriaValue, named name: String, in section: String
  ) -> [Change] {
    if Mutation.conditions.contains(name) {
      let isRule = Mutation.rules.contains(section)
      guard let alternatives = value.array else { return conditionChanges(value, isRule) }
      return alternatives.enumerated().flatMap { index, condition in
        [("[\(index)] removed", value.replacing(index, with: []))]
          + conditionChanges(condition, isRule).map { change in
            ("[\(index)]\(change.name)", change.value.map { value.replacing(index, with: [$0]) })
          }
      }
    }
    switch value.content {
    case .array(let elements): return listChanges(value, elements, of: codes[name] ?? [])
    case .string(let text):
      return (codes[name] ?? []).filter { $0 != text }.map { other in
        (": \(other) for \(text)", CriteriaValue(.string(other)))
      }
    case .boolean: return [(": removed", nil)]
    case .integer(let number):
      return [-1, 1].map { (": \(number + $0)", CriteriaValue(.integer(number + $0))) }
    case .object(let members):
      return members.flatMap { member in
        changes(of: member.value, named: member.name, in: section).map { change in
          (
            ".\(member.name)\(change.name)",
            change.value.map { value.replacing(member.name, with: $0) }
              ?? value.without(member.name)
          )
        }
      }
    case .decimal, .null: return []
    }
  }

  /// A term is dropped, an answer is put in or taken out, a term is put in.
  private func conditionChanges(_ condition: CriteriaValue, _ isRule: Bool) -> [Change] {
    var changes: [Change] = []
    for (key, value) in condition.members {
      changes.append((": drop \(key)", condition.without(key)))
      let answers = value.array?.compactMap(\.string) ?? []
      guard let lane = space.lane(named: key) else { continue }
      for answer in space.dimensions[lane].domain.map(\.rawValue) {
        let isIn = answers.contains(answer)
        // Without its last answer a term would be refused.
        if isIn, answers.count == 1 { continue }
        let changed = isIn ? answers.filter { $0 != answer } : answers + [answer]
        changes.append(
          (
            ": \(key) \(isIn ? "without" : "or") \(answer)",
            condition.replacing(key, with: CriteriaValue(texts: changed))
          ))
      }
    }
    for dimension in space.dimensions where isRule && condition[dimension.key] == nil {
      guard Mutation.ruled.contains(dimension.key), let answer = dimension.domain.first else {
        continue
      }
      changes.append(
        (
          ": and \(dimension.key) \(answer.rawValue)",
          condition.replacing(dimension.key, with: CriteriaValue(texts: [answer.rawValue]))
        ))
    }
    return changes
  }

  /// The features that rules ask for; terms on others are put into no condition.
  private static let ruled = [
    "age-group", "thrombosis", "segment", "acuity", "severity", "limb-threat",
    "compression-evidence", "pregnancy", "otherwise-healthy", "anticoagulation-contraindication",
    "anticoagulation-alone", "anticoagulation-duration", "prior-stent",
  ]

  private func listChanges(
    _ list: CriteriaValue, _ elements: [CriteriaValue], of codes: [String]
  ) -> [Change] {
    let present = elements.compactMap(\.string)
    var changes: [Change] = elements.indices.map { index in
      (
        " without \(present.count > index ? present[index] : "\(index)")",
        list.replacing(index, with: [])
      )
    }
    for code in codes where !present.contains(code) {
      changes.append((" and \(code)", CriteriaValue(texts: present + [code])))
    }
    for (index, element) in elements.enumerated() {
      guard case .integer(let number) = element.content else { continue }
      changes.append(
        (": \(number + 1)", list.replacing(index, with: [CriteriaValue(.integer(number + 1))])))
    }
    return changes
  }
}

extension CriteriaValue {
  init(_ content: Content) {
    self.init(content: content, line: 1, column: 1)
  }

  init(texts: [String]) {
    self.init(.array(texts.map { CriteriaValue(.string($0)) }))
  }

  fileprivate var members: [(String, CriteriaValue)] {
    guard case .object(let members) = content else { return [] }
    return members.map { ($0.name, $0.value) }
  }

  /// The object with one member changed or put in.
  fileprivate func replacing(_ name: String, with value: CriteriaValue) -> CriteriaValue {
    var found = false
    var changed = members.map { member in
      if member.0 != name { return Member(name: member.0, value: member.1) }
      found = true
      return Member(name: name, value: value)
    }
    if !found { changed.append(Member(name: name, value: value)) }
    return CriteriaValue(.object(changed))
  }

  fileprivate func without(_ name: String) -> CriteriaValue {
    CriteriaValue(
      .object(
        members.filter { $0.0 != name }.map { Member(name: $0.0, value: $0.1) }))
  }

  /// The list with one element replaced by some.
  fileprivate func replacing(_ index: Int, with elements: [CriteriaValue]) -> CriteriaValue {
    var all = array ?? []
    all.replaceSubrange(index...index, with: elements)
    return CriteriaValue(.array(all))
  }
}
