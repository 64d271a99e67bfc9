/// A row of a criteria file that two editions have differently.
public struct RowChange: Sendable, Hashable {
  /// What became of the row.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case new
    case dropped
    case changed
    /// The section has its rows in another order, which can matter.
    case reordered
  }

  /// A member of the row that differs.
  public struct Member: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// What the former edition has; `nil` when it has none.
    public let before: CriteriaValue?
    /// What the current edition has; `nil` when it has none.
    public let after: CriteriaValue?
  }

  /// The section of the file: `remarks`.
  public let section: String
  /// The row's name in it; empty when the section is one row.
  public let id: String
  /// What became of it.
  public let kind: Kind
  /// What differs, when the row changed.
  public let members: [Member]
}

extension RowChange {
  /// The members by which rows are known, the first that a row has.
  private static let names = ["id", "code", "name", "key", "feature"]

  /// How the rows of a section differ, those of the current edition first.
  static func changes(
    in section: String, from before: CriteriaValue?, to after: CriteriaValue?
  ) -> [RowChange] {
    if before?.array == nil && after?.array == nil {
      let members = members(from: before, to: after)
      return members.isEmpty
        ? [] : [RowChange(section: section, id: "", kind: .changed, members: members)]
    }
    let old = rows(before)
    let new = rows(after)
    var changes = new.compactMap { row -> RowChange? in
      guard let former = old.first(where: { $0.id == row.id }) else {
        return RowChange(section: section, id: row.id, kind: .new, members: [])
      }
      let members = members(from: former.value, to: row.value)
      return members.isEmpty
        ? nil : RowChange(section: section, id: row.id, kind: .changed, members: members)
    }
    for row in old where !new.contains(where: { $0.id == row.id }) {
      changes.append(RowChange(section: section, id: row.id, kind: .dropped, members: []))
    }
    return changes + reordering(in: section, from: before, to: after)
  }

  /// Whether the rows that both editions have stand in another order.
  static func reordering(
    in section: String, from before: CriteriaValue?, to after: CriteriaValue?
  ) -> [RowChange] {
    let old = rows(before).map(\.id)
    let new = rows(after).map(\.id)
    return old.filter(new.contains) == new.filter(old.contains)
      ? [] : [RowChange(section: section, id: "", kind: .reordered, members: [])]
  }

  /// How two rows differ, member by member; those that are left out say the same.
  static func members(
    from before: CriteriaValue?, to after: CriteriaValue?, except: [String] = []
  ) -> [Member] {
    var names: [String] = []
    for value in [before, after] {
      guard case .object(let members)? = value?.content else { continue }
      for member in members where !names.contains(member.name) && !except.contains(member.name) {
        names.append(member.name)
      }
    }
    return names.compactMap { name in
      let old = before?[name]
      let new = after?[name]
      return CriteriaValue.says(old, sameAs: new)
        ? nil : Member(name: name, before: old, after: new)
    }
  }

  /// The rows of a section with their names; of rows that share a name, the second is called `O5 (2)`.
  private static func rows(_ value: CriteriaValue?) -> [(id: String, value: CriteriaValue)] {
    var counts: [String: Int] = [:]
    return (value?.array ?? []).enumerated().map { index, row in
      let name = name(of: row) ?? "row \(index + 1)"
      counts[name, default: 0] += 1
      let count = counts[name] ?? 1
      return (count == 1 ? name : "\(name) (\(count))", row)
    }
  }

  private static func name(of row: CriteriaValue) -> String? {
    if let name = names.lazy.compactMap({ row[$0]?.string }).first { return name }
    let parts = ["variant", "option"].compactMap { row[$0]?.string }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}

extension CriteriaValue {
  /// Whether two values say the same, wherever they stand in their files.
  static func says(_ one: CriteriaValue?, sameAs other: CriteriaValue?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    switch (one.content, other.content) {
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && left.allSatisfy { member in
          right.contains { $0.name == member.name && says($0.value, sameAs: member.value) }
        }
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { says($0, sameAs: $1) }
    default: return one.content == other.content
    }
  }
}
