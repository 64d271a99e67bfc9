import FHIR
import FHIRSyntax

/// What must hold for resources and values of FHIR, whatever they say.
public enum ModelProperty {
  /// How the bytes of a document violate the property: in a sentence, nil when they do not.
  ///
  /// Whatever was read as a model is written and read again the same, in every release that it may be of, and converts
  /// from release to release.
  public static func violation(by bytes: UnsafeRawBufferPointer) -> String? {
    guard let tree = try? readTree(bytes) else { return nil }
    for release in [nil] + FHIRRelease.allCases {
      let submission = Submission(tree, release: release)
      for entry in submission.entries {
        guard let resource = entry.resource else { continue }
        if let found = violation(by: resource) {
          return "\(entry.path) as \(release?.name ?? "found out"): \(found)"
        }
      }
      for subject in submission.subjects {
        for place in subject.entries where !submission.entries.indices.contains(place) {
          return "a patient has an entry that is not there"
        }
      }
    }
    for release in FHIRRelease.allCases {
      let typed = TypedTree(tree, release: release)
      for other in FHIRRelease.allCases {
        let converted = typed.converted(to: other)
        if let error = failure(of: { try writeTree(converted.root, as: .json) }) {
          return "converted from \(release.name) to \(other.name), it cannot be written: \(error)"
        }
      }
    }
    return nil
  }

  private static func failure(of write: () throws -> [UInt8]) -> (any Error)? {
    do {
      _ = try write()
      return nil
    } catch { return error }
  }

  private static func violation(by resource: R4.AnyResource) -> String? {
    let node = resource.node
    var reading = Reading()
    if R4.AnyResource(from: node, &reading).node != node { return "the model is not kept" }
    // What is not modelled in it and came as XML has no types for JSON.
    guard resource.modelled != nil, !node.hasUntypedValue else { return nil }
    let again: FHIRNode
    do {
      let json = try writeTree(node, as: .json)
      again = try json.withUnsafeBytes { try readTree($0) }.root
    } catch { return "the model cannot be written or read again: \(error)" }
    var second = Reading()
    return R4.AnyResource(from: again, &second).node == node
      ? nil : "the model is another once it was written and read"
  }

  /// How lines of text, taken as dates, times and decimals, violate the property.
  ///
  /// What is accepted is kept to the letter and compares with everything else in one way.
  public static func violation(byValues text: String) -> String? {
    let lines = text.split(separator: "\n", maxSplits: 20, omittingEmptySubsequences: false)
      .prefix(20).map(String.init)
    return violation(byDates: lines) ?? violation(byDecimals: lines)
  }

  private static func violation(byDates lines: [String]) -> String? {
    for line in lines {
      if let date = FHIRDate(line), date.text != line || date.latestDay < date.earliestDay {
        return "a date is not kept"
      }
      if let time = FHIRTime(line), time.text != line { return "a time is not kept" }
      if let instant = FHIRInstant(line), instant.text != line || instant.secondsSinceEpoch == nil {
        return "an instant is not kept"
      }
      if FHIRDate(line) != nil, FHIRDateTime(line) == nil { return "a date is no date and time" }
      if FHIRDateTime(line) != nil, FHIRDateTime(lenient: line) == nil { return "leniency refuses" }
    }
    let moments = lines.compactMap { FHIRDateTime(lenient: $0) }
    for (left, right) in pairs(moments) {
      if left.latestDay < left.earliestDay { return "a date and time is not kept" }
      if left.isBefore(right) == true, right.isBefore(left) != false {
        return "one moment is before the other, which is not after it"
      }
    }
    return nil
  }

  private static func violation(byDecimals lines: [String]) -> String? {
    let decimals = lines.compactMap { FHIRDecimal($0) }
    for (left, right) in pairs(decimals) {
      if left == right, !left.isSame(as: right) { return "a decimal is not itself" }
      if left.isLess(than: right), right.isLess(than: left) || right.isSame(as: left) {
        return "decimals have no order"
      }
      // Doubles lose digits, never order.
      if left.doubleValue < right.doubleValue, !left.isLess(than: right) {
        return "decimals are in another order than their numbers"
      }
    }
    return nil
  }

  private static func pairs<Value>(_ values: [Value]) -> [(Value, Value)] {
    values.flatMap { left in values.map { (left, $0) } }
  }
}

extension FHIRNode {
  /// Whether a value came from XML, which does not say of which type it is.
  fileprivate var hasUntypedValue: Bool {
    if case .lexical? = value { return true }
    return children.contains(where: \.hasUntypedValue)
  }
}
