import ModelProperties
import ReaderProperties

/// What is fuzzed, by the name under which `scripts/fuzz` knows it: one target for each reader, one for the models, one
/// for primitive values, and one for the whole way from bytes to guidance and back to bytes.
public enum FuzzTarget: String, Sendable, CaseIterable {
  case json, xml, scan, lines, gzip, model, values, guidance

  /// A function that says in a sentence how bytes violate what must hold, and nothing when they do not.
  public var check: @Sendable (UnsafeRawBufferPointer) -> String? {
    switch self {
    case .json: { $0.first == UInt8(ascii: "<") ? nil : ReaderProperty.violation(byTree: $0) }
    case .xml: { $0.first == UInt8(ascii: "<") ? ReaderProperty.violation(byTree: $0) : nil }
    case .scan: { ReaderProperty.violation(by: $0) }
    // The first byte says in what chunks the rest arrives.
    case .lines:
      { bytes in
        ReaderProperty.violation(
          byLines: Array(bytes.dropFirst()), inChunksOf: Int(bytes.first ?? 1))
      }
    case .gzip:
      { bytes in
        ReaderProperty.violation(
          byGzip: Array(bytes.dropFirst()), inChunksOf: Int(bytes.first ?? 1))
      }
    case .model: { ModelProperty.violation(by: $0) }
    case .values: { ModelProperty.violation(byValues: String(decoding: $0, as: UTF8.self)) }
    case .guidance:
      { [property = GuidanceProperty()] bytes in property.violation(by: Array(bytes)) }
    }
  }
}
