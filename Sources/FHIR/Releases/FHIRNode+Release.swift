import FHIRSyntax

extension FHIRNode {
  /// A resource of R4 in the terms of a release: a RequestGroup becomes a RequestOrchestration in R5,
  /// `reasonCode` becomes `reason`.
  public func converted(to release: FHIRRelease) -> FHIRNode {
    guard var conversion = ReleaseConversion(from: .r4, to: release) else { return self }
    return conversion.resource(self)
  }
}
