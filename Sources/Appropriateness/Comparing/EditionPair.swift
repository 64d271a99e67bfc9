import CaseRecord

/// Two editions of the criteria side by side: two publications, or one and a changed copy of it.
///
///     let pair = EditionPair(from: acr2013, to: acr2020)
///     print(try pair.tables().text(width: 100))
///     let change = pair.compare(facts, asOf: asOf)
public struct EditionPair: Sendable {
  /// The edition that is compared from.
  public let former: Criteria
  /// The edition that is compared to.
  public let current: Criteria
  /// What the former is called in texts: its code, with the file when both have the same.
  public let formerName: String
  /// What the current one is called in texts.
  public let currentName: String

  /// The variants of the current edition that correspond to each of the former, in its order.
  private let currentOfFormer: [String: [String]]
  /// The variants of the former edition that correspond to each of the current, in its order.
  private let formerOfCurrent: [String: [String]]

  /// Puts two editions side by side.
  ///
  /// - Parameters:
  ///   - former: the edition that is compared from.
  ///   - current: the edition that is compared to.
  ///   - names: what texts call them; their codes when not given.
  public init(
    from former: Criteria, to current: Criteria, names: (former: String, current: String)? = nil
  ) {
    self.former = former
    self.current = current
    formerName = names?.former ?? former.edition.code
    currentName = names?.current ?? current.edition.code
    let formerCodes = Set(former.variants.map(\.code))
    let currentCodes = Set(current.variants.map(\.code))
    // The same code is the same variant; else either side may name the other as its counterpart.
    func correspond(_ old: VariantRow, _ new: VariantRow) -> Bool {
      if old.code == new.code { return true }
      return !formerCodes.contains(new.code) && new.counterpart == old.code
        || !currentCodes.contains(old.code) && old.counterpart == new.code
    }
    var currentOfFormer: [String: [String]] = [:]
    var formerOfCurrent: [String: [String]] = [:]
    for old in former.variants {
      for new in current.variants where correspond(old, new) {
        currentOfFormer[old.code, default: []].append(new.code)
        formerOfCurrent[new.code, default: []].append(old.code)
      }
    }
    self.currentOfFormer = currentOfFormer
    self.formerOfCurrent = formerOfCurrent
  }

  /// The variants of the current edition that correspond to one of the former.
  func currentCounterparts(of code: String) -> [String] { currentOfFormer[code] ?? [] }

  /// The variants of the former edition that correspond to one of the current.
  func formerCounterparts(of code: String) -> [String] { formerOfCurrent[code] ?? [] }

  /// Whether two sets of variants are the same, by what corresponds to what.
  func correspond(_ formerCodes: [String], _ currentCodes: [String]) -> Bool {
    formerCodes.allSatisfy { code in
      currentCounterparts(of: code).contains(where: currentCodes.contains)
    }
      && currentCodes.allSatisfy { code in
        formerCounterparts(of: code).contains(where: formerCodes.contains)
      }
  }

  /// The options of both editions, those of the current one first.
  var options: [OptionRow] {
    current.options
      + former.options.filter { old in !current.options.contains { $0.code == old.code } }
  }
}
