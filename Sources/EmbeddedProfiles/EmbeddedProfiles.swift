/// What the build took from `Profiles/` into the program, so that the binary needs no file beside it.
///
/// The values are in `EmbeddedProfiles+Content.swift`, which the plugin `EmbedProfiles` writes on every change of
/// a profile. They are literals: nothing is read, parsed or copied until someone asks.
public enum EmbeddedProfiles {
  /// One file of `Profiles/`, byte for byte.
  public struct File: Sendable {
    /// The file's name without its folder and extension, such as `acr-2020`.
    public let name: StaticString
    /// What the file holds.
    public let text: StaticString
    /// SHA-256 of the content in hexadecimal digits.
    public let digest: StaticString

    init(_ name: StaticString, _ text: StaticString, digest: StaticString) {
      self.name = name
      self.text = text
      self.digest = digest
    }
  }
}
