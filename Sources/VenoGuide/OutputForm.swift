import FHIR
import FHIRSyntax

/// In what form guidance is written.
public struct OutputForm: Sendable, Hashable {
  /// JSON or XML.
  public var format: FHIRFormat
  /// The FHIR release.
  public var release: FHIRRelease
  /// Whether it is indented for people.
  public var isPretty: Bool

  /// Creates a form.
  public init(_ format: FHIRFormat, release: FHIRRelease = .r4, isPretty: Bool = false) {
    self.format = format
    self.release = release
    self.isPretty = isPretty
  }
}

extension Evaluation {
  /// The form of the input.
  public var form: OutputForm { OutputForm(format, release: release) }
}
