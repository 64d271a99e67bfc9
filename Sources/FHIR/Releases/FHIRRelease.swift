/// A release of FHIR that this program reads and writes.
public enum FHIRRelease: String, Sendable, Hashable, CaseIterable {
  /// R4, version 4.0.1.
  case r4
  /// R4B, version 4.3.0. Everything that is modelled here is the same as in R4 (fhir/README fact 1).
  case r4b
  /// R5, version 5.0.0.
  case r5

  /// The short name: `R4`, `R4B`, `R5`.
  public var name: String { rawValue.uppercased() }

  /// The version as `CapabilityStatement.fhirVersion` and the parameter `fhirVersion` of a content type
  /// have it, without the patch: `4.0`, `4.3`, `5.0`.
  public var version: String {
    switch self {
    case .r4: "4.0"
    case .r4b: "4.3"
    case .r5: "5.0"
    }
  }

  /// Reads a version, with its patch or without: `4.0`, `4.0.1`, `5.0.0-cibuild`; nil for others.
  public init?(version text: some StringProtocol) {
    let numbers = text.split(
      separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard numbers.count >= 2 else { return nil }
    let version = "\(numbers[0]).\(numbers[1])"
    guard let release = FHIRRelease.allCases.first(where: { $0.version == version }) else {
      return nil
    }
    self = release
  }

  /// The release whose definitions the models follow.
  var isModelled: Bool { self != .r5 }
}
