import FHIR
import FHIRSyntax

/// One FHIR resource of the package.
public struct Artifact: Sendable, Hashable {
  /// The resource, in the order of its definition.
  public let resource: FHIRNode
  /// What FHIR does not allow in it; empty unless the program or a profile is at fault.
  let issues: [Issue]

  /// Reads a tree by the definitions of FHIR.
  init(_ resource: FHIRNode) {
    let typed = TypedTree(resource, release: .r4)
    self.resource = typed.root
    issues = typed.issues
  }

  /// Its type.
  public var type: String { resource.resourceType ?? "" }
  /// Its logical id.
  public var id: String { resource["id"]?.text ?? "" }
  /// Its canonical URL; of a NamingSystem, which has none in R4, the URI of what it defines.
  public var url: String {
    if let url = resource["url"]?.text { return url }
    return resource.all("uniqueId").first { $0["type"]?.text == "uri" }?["value"]?.text ?? ""
  }
  /// Its business version; empty for a NamingSystem, which has none in R4.
  public var version: String { resource["version"]?.text ?? "" }
  /// Its title, or its name.
  public var title: String { resource["title"]?.text ?? resource["name"]?.text ?? id }
  /// The name of its file without an extension: `PlanDefinition-iliofemoral-dvt-2020`.
  public var fileName: String { "\(type)-\(id)" }
}
