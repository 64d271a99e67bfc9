import FHIRSyntax

/// What every artifact of ours says of itself, in the groups between which types put elements of their own.
struct ArtifactHead {
  var id: String
  /// The last part of the URL where it is not the id.
  var urlName: String?
  var version: String
  var name: String
  var title: String
  var description: String

  /// From the id to the title.
  func identity(_ type: String) -> [FHIRNode] {
    [
      text("id", id), text("url", Canonicals.url(type, urlName ?? id)),
      text("version", version), text("name", name), text("title", title),
    ].compactMap { $0 }
  }

  /// Whether it is for use.
  var status: [FHIRNode] {
    [text("status", "active"), flag("experimental", false)].compactMap { $0 }
  }

  /// Who publishes it, and what it is.
  var about: [FHIRNode] {
    [text("publisher", "VenoGuide"), text("description", description)].compactMap { $0 }
  }
}
