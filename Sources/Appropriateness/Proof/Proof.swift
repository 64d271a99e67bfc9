/// What was proven about an edition's rules, or how they fail.
public struct Proof: Sendable, Hashable {
  /// A fault in the rules, with a case that shows it.
  public struct Counterexample: Sendable, Hashable, CustomStringConvertible {
    /// Which property fails: `overlap`, `gap`, `claim`, `unreachable`, `partition`, `enumeration`.
    public let property: String
    /// What is wrong.
    public let message: String
    /// A complete case that shows it, answer by answer; empty when no single case does.
    public let witness: [String]

    /// The fault with its case in one line.
    public var description: String {
      witness.isEmpty ? message : message + " Case: " + witness.joined(separator: ", ") + "."
    }
  }

  /// The edition.
  public let edition: String
  /// The features and windows that the rules ask for; no other can change a result.
  public let dimensions: [String]
  /// The number of complete cases over these.
  public let cases: Int
  /// The number of boxes into which the rules divide them.
  public let cells: Int
  /// How many cases come to what: `matched`, `overlap`, `no-variant`, `not-covered`.
  public let tally: [Tally]
  /// Whether every case was also evaluated one by one, without boxes.
  public let isEnumerated: Bool
  /// The faults; none when everything holds.
  public let counterexamples: [Counterexample]

  /// How many cases come to a result.
  public struct Tally: Sendable, Hashable {
    /// The result.
    public let outcome: Outcome
    /// The variants, or the row of the other topic, or nothing.
    public let name: String
    /// The number of complete cases.
    public let cases: Int
  }

  /// Whether everything holds.
  public var holds: Bool { counterexamples.isEmpty }
}

extension Proof: CustomStringConvertible {
  /// The proof for a reader.
  public var description: String {
    var lines = [
      "Edition \(edition): \(cases) complete cases over \(dimensions.count) features, "
        + "divided into \(cells) boxes.",
      "Features: \(dimensions.joined(separator: ", ")).",
    ]
    lines += tally.map { "  \($0.cases)  \($0.outcome.rawValue)  \($0.name)" }
    if holds {
      lines.append(
        "Every case has exactly one result; every overlap is documented and every gap explained; "
          + "no variant, condition or row is unreachable; every claim holds.")
      if isEnumerated {
        lines.append("Boxes and case-by-case enumeration agree on every case.")
      }
    } else {
      lines.append("The rules fail:")
      lines += counterexamples.map { "  \($0.property): \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}
