import CaseRecord
import FHIR

extension FHIRPrimitive where Kind: FHIRTextType {
  /// A text without what XML and terminals cannot hold; `nil` when nothing remains, since FHIR has no empty
  /// strings.
  init?(shown text: String) {
    let clean = ShownText.clean(text, limit: 20_000)
    if clean.isEmpty { return nil }
    self.init(clean)
  }
}

extension R4.Reference {
  /// A reference to a resource of the input; `nil` when there is nothing to refer to.
  ///
  /// A reference into a container of the input (`#p1`) would point to something else here, and one with
  /// blanks or controls is none; such a resource is named for a reader only.
  init?(toInput reference: String, display: String?, path: String = "") {
    let isUsable = ShownText.isPlainToken(reference) && !reference.hasPrefix("#")
    let name = display ?? (isUsable ? "" : ShownText.clean(reference))
    let shown = FHIRPrimitive<FHIRString>(shown: name)
    let place = FHIRPrimitive<FHIRString>(shown: path).map {
      R4.Extension(url: Canonical.pathExtension, value: .string($0))
    }
    guard isUsable || shown != nil || place != nil else { return nil }
    self.init(
      extension: place.map { [$0] } ?? [],
      reference: isUsable ? FHIRPrimitive(reference) : nil,
      display: shown ?? (isUsable ? nil : "a resource of the input without an id"))
  }

  /// A reference to a piece of evidence, with its meaning in our words and the path that was read.
  init?(_ evidence: Evidence) {
    self.init(toInput: evidence.reference, display: evidence.meaning, path: evidence.path)
  }
}

extension R4.Coding {
  /// A coding from `system|code`; `nil` when either is no token, since a damaged code must not be passed on.
  init?(_ coding: String, display: String? = nil) {
    let (system, code) = CodeSystemNames.split(coding)
    guard ShownText.isPlainToken(code), system.isEmpty || ShownText.isPlainToken(system) else {
      return nil
    }
    self.init(
      system: system.isEmpty ? nil : FHIRPrimitive(system), code: FHIRPrimitive(code),
      display: display.flatMap { FHIRPrimitive(shown: $0) })
  }
}
