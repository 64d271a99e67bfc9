import FHIRSyntax

/// What a content type says of a FHIR document: `application/fhir+json; fhirVersion=5.0` (FHIR R5,
/// Versioning, section 2.1.1).
///
///     let type = FHIRContentType("application/fhir+xml; charset=utf-8; fhirVersion=4.3")
///     type.format    // .xml
///     type.release   // .r4b
public struct FHIRContentType: Sendable, Hashable {
  /// The format, where the type names one of FHIR's.
  public var format: FHIRFormat?
  /// The release, where the parameter `fhirVersion` names one that is known.
  public var release: FHIRRelease?
  /// Whether a `fhirVersion` is given that is none of ``FHIRRelease``.
  public private(set) var namesUnknownRelease = false

  /// A content type of these.
  public init(format: FHIRFormat, release: FHIRRelease? = nil) {
    self.format = format
    self.release = release
  }

  /// Reads the value of a `Content-Type` header. What is not understood in it is left open.
  public init(_ text: String) {
    let parts = text.split(separator: ";").map(Self.trimmed)
    switch parts.first.map({ $0.lowercased() }) {
    case "application/fhir+json", "application/json", "application/json+fhir", "text/json",
      "application/fhir+ndjson", "application/ndjson", "application/x-ndjson":
      format = .json
    case "application/fhir+xml", "application/xml", "application/xml+fhir", "text/xml":
      format = .xml
    default: break
    }
    for parameter in parts.dropFirst() {
      let sides = parameter.split(separator: "=", maxSplits: 1).map(Self.trimmed)
      guard sides.count == 2, sides[0].lowercased() == "fhirversion" else { continue }
      release = FHIRRelease(version: sides[1].filter { $0 != "\"" })
      namesUnknownRelease = release == nil
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    let blanks = start.reversed().prefix { $0 == " " || $0 == "\t" }.count
    return start.dropLast(blanks)
  }
}

extension FHIRContentType: CustomStringConvertible {
  /// The content type as a header has it; `application/octet-stream` without a format.
  public var description: String {
    guard let format else { return "application/octet-stream" }
    let version = release.map { "; fhirVersion=\($0.version)" } ?? ""
    return "application/fhir+\(format.rawValue)\(version)"
  }
}
