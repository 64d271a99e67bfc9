import CaseRecord

/// A class of complete cases in words: what must be answered how; questions that are not named do not matter.
public struct CaseDescription: Sendable, Hashable, CustomStringConvertible {
  /// A question with the answers that belong to the class.
  public struct Term: Sendable, Hashable {
    /// The feature's code, or the name of a time window.
    public let key: String
    /// The answers, in the order of the domain.
    public let values: [FeatureValue]
    /// The other answers, in the order of the domain.
    public let others: [FeatureValue]
  }

  /// The terms, in the order of the features; all must hold.
  public let terms: [Term]

  init(_ box: CaseBox, lanes: [Int], in space: CaseSpace) {
    terms = lanes.compactMap { lane in
      let dimension = space.dimensions[lane]
      guard box[lane] & dimension.all != dimension.all else { return nil }
      return Term(
        key: dimension.key, values: dimension.values(box[lane]),
        others: dimension.values(dimension.all & ~box[lane]))
    }
  }

  /// The terms that stand in every one of some descriptions.
  static func shared(_ descriptions: [CaseDescription]) -> [Term] {
    (descriptions.first?.terms ?? []).filter { term in
      descriptions.allSatisfy { $0.terms.contains(term) }
    }
  }

  /// `segment iliofemoral, severity moderate or severe, compression-evidence not cross-sectional`
  public var description: String {
    if terms.isEmpty { return "every case" }
    return terms.map(\.description).joined(separator: ", ")
  }
}

extension CaseDescription.Term: CustomStringConvertible {
  /// `severity moderate or severe`; the only other answer is named when there are many.
  public var description: String {
    if values.count > 2, others.count == 1, let other = others.first {
      return "\(key) not \(other.rawValue)"
    }
    return "\(key) " + values.map(\.rawValue).joined(separator: " or ")
  }
}
