import ArgumentParser
import FHIRSyntax

/// The value of `--limits`: names and numbers, such as `bytes=2G,depth=300`.
struct LimitsOption: ExpressibleByArgument {
  /// The standard limits with the changes.
  var limits = SyntaxLimits.standard

  init() {}

  /// How help names the default; the explanation lists its values.
  var defaultValueDescription: String { "standard" }

  init?(argument: String) {
    for change in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = change.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let measure = SyntaxLimits.Measure(rawValue: String(parts[0])),
        let value = Self.number(parts[1]), value <= measure.maximum ?? .max
      else { return nil }
      limits[measure] = value
    }
  }

  /// A whole number above 0; K, M and G multiply it by 1024, 1024² and 1024³.
  private static func number(_ text: Substring) -> Int? {
    let factors: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let factor = text.last.flatMap { factors[$0] }
    let digits = factor == nil ? text : text.dropLast()
    guard let value = Int(digits), value > 0 else { return nil }
    let (product, overflow) = value.multipliedReportingOverflow(by: factor ?? 1)
    return overflow ? nil : product
  }

  /// What can be limited, with the standard values.
  static let explanation: String = {
    let standard = SyntaxLimits.standard
    let texts = SyntaxLimits.Measure.allCases.map { measure in
      "\(measure.rawValue)=\(short(standard[measure])) (\(words(measure)))"
    }
    return "Names and numbers, separated by commas; K, M, G are 1024, 1024², 1024³. Standard: "
      + texts.joined(separator: ", ")
      + ". An input beyond a limit is refused. See docs/input-limits.md."
  }()

  private static func short(_ value: Int) -> String {
    for (unit, factor) in [("G", 1 << 30), ("M", 1 << 20)] where value % factor == 0 {
      return "\(value / factor)\(unit)"
    }
    return String(value)
  }

  private static func words(_ measure: SyntaxLimits.Measure) -> String {
    switch measure {
    case .bytes: "a document or line, inflated"
    case .depth: "nesting, at most 1000"
    case .string: "bytes of a text"
    case .number: "characters of a number"
    case .entries: "of a Bundle"
    case .elements: "of resources that matter"
    case .ratio: "gzip"
    case .patients: "of a document or line"
    }
  }
}
