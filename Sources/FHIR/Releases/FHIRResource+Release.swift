import FHIRSyntax

extension FHIRResource {
  /// The resource as a tree in the terms of a release: a RequestGroup becomes a RequestOrchestration in R5,
  /// `reasonCode` becomes `reason`.
  public func node(in release: FHIRRelease) -> FHIRNode {
    let node = node
    guard var conversion = ReleaseConversion(from: .r4, to: release) else { return node }
    return conversion.resource(node)
  }
}
