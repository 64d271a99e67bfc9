import EmbeddedProfiles
import FHIRSyntax

/// The artifacts of `Profiles/conformance` and `Profiles/terminology`, as the build took them in.
enum PublishedArtifacts {
  /// Reads them; the build has checked that they are JSON.
  static func read() throws(SyntaxError) -> [FHIRNode] {
    let literal = EmbeddedProfiles.artifacts
    let bytes = UnsafeRawBufferPointer(
      start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    var resources: [FHIRNode] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let tree = try readTree(UnsafeRawBufferPointer(rebasing: line), as: .json)
      resources.append(tree.root)
    }
    return resources
  }
}
