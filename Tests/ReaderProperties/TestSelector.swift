import FHIRSyntax

/// A selector for tests.
public struct TestSelector: ResourceSelector {
  /// What it selects, in words.
  public var name: String
  private var selections: [String: ResourceSelection] = [:]
  private var otherwise = ResourceSelection.whenCoded
  private var systems: Set<String> = []

  /// A selector: by type, otherwise one for all; recognised are the codes of some systems.
  public init(
    name: String, selections: [String: ResourceSelection] = [:],
    otherwise: ResourceSelection = .whenCoded, systems: Set<String> = []
  ) {
    self.name = name
    self.selections = selections
    self.otherwise = otherwise
    self.systems = systems
  }

  /// Selectors that differ in all that a scan depends on.
  public static let all = [
    TestSelector(name: "everything", otherwise: .always),
    TestSelector(name: "nothing", otherwise: .skip),
    TestSelector(name: "no code known"),
    TestSelector(
      name: "patients and SNOMED CT, no claims",
      selections: ["Patient": .always, "Claim": .skip, "ExplanationOfBenefit": .skip],
      systems: ["http://snomed.info/sct"]),
    TestSelector(name: "LOINC", systems: ["http://loinc.org"]),
  ]

  /// By type.
  public func selection(ofType type: UnsafeRawBufferPointer) -> ResourceSelection {
    selections[String(decoding: type, as: UTF8.self)] ?? otherwise
  }

  /// By system.
  public func recognizes(system: UnsafeRawBufferPointer, code: UnsafeRawBufferPointer) -> Bool {
    systems.contains(String(decoding: system, as: UTF8.self))
  }
}

extension ScannedEntry {
  /// Compares all but offsets.
  public func isSame(as other: ScannedEntry) -> Bool {
    index == other.index && fullUrl == other.fullUrl && resourceType == other.resourceType
      && id == other.id && subject == other.subject && resource == other.resource
      && unrecognized == other.unrecognized && entry.children == other.entry.children
      && defect == nil
  }
}
