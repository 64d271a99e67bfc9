import FHIRSyntax

extension FHIRRelease {
  /// The release that the profiles of a resource name, if one does: `…/StructureDefinition/Patient|5.0.0` or
  /// `http://hl7.org/fhir/5.0/StructureDefinition/Patient`. Only those of FHIR itself say something about
  /// the release; the version of any other profile is its own.
  init?(profilesOf resource: FHIRNode) {
    for profile in resource["meta"]?.all("profile") ?? [] {
      guard let url = profile.text, let release = FHIRRelease(profile: url) else { continue }
      self = release
      return
    }
    return nil
  }

  private init?(profile url: String) {
    let base = "http://hl7.org/fhir/"
    guard url.hasPrefix(base) else { return nil }
    let rest = url.dropFirst(base.count)
    let parts = rest.split(separator: "|", maxSplits: 1)
    let steps = parts.first?.split(separator: "/") ?? []
    if steps.count == 3, steps[1] == "StructureDefinition" {
      self.init(version: steps[0])
    } else if steps.count == 2, steps[0] == "StructureDefinition", parts.count == 2 {
      self.init(version: parts[1])
    } else {
      return nil
    }
  }
}
