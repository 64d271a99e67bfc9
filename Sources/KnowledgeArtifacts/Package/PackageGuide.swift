import FHIRSyntax

/// The ImplementationGuide: what is in the package, in groups, and whose it is.
struct PackageGuide {
  let artifacts: [Artifact]
  let version: String

  /// The groups in which artifacts are shown.
  private enum Group: String, CaseIterable {
    case answer
    case record
    case rules
    case service
    case codes

    var title: String {
      switch self {
      case .answer: "What is answered"
      case .record: "What is read"
      case .rules: "The rules"
      case .service: "The service"
      case .codes: "Codes and what they mean"
      }
    }

    static func of(_ artifact: Artifact) -> Group {
      switch artifact.type {
      case "StructureDefinition" where artifact.id.hasPrefix("case-"): .record
      case "StructureDefinition" where artifact.id.hasPrefix("code") || artifact.id == "concept":
        .codes
      case "StructureDefinition": .answer
      case "PlanDefinition", "Library": .rules
      case "Questionnaire": .record
      case "OperationDefinition", "CapabilityStatement": .service
      default: .codes
      }
    }
  }

  var node: FHIRNode {
    let head = ArtifactHead(
      id: KnowledgePackage.packageID, urlName: KnowledgePackage.packageID, version: version,
      name: "VenoGuideIliofemoralDvt", title: "VenoGuide: iliofemoral deep vein thrombosis",
      description: KnowledgePackage.summary)
    return .resource("ImplementationGuide") {
      head.identity("ImplementationGuide")
      head.status
      head.about
      text("copyright", Notices.builtIn.all)
      text("packageId", KnowledgePackage.packageID)
      texts("fhirVersion", [KnowledgePackage.fhirVersion])
      element("definition") {
        for group in Group.allCases {
          // The id that resources name is that of the element.
          item("grouping") {
            text("id", group.rawValue)
            text("name", group.title)
          }
        }
        for artifact in artifacts {
          item("resource") {
            element("reference") { text("reference", "\(artifact.type)/\(artifact.id)") }
            text("name", artifact.title)
            flag("exampleBoolean", false)
            text("groupingId", Group.of(artifact).rawValue)
          }
        }
      }
    }
  }
}

extension KnowledgePackage {
  static let fhirVersion = "4.0.1"
  static let summary = """
    FHIR Bundles about a patient with a suspected or known iliofemoral deep vein thrombosis go in; a GuidanceResponse \
    comes out that says which variant of the ACR Appropriateness Criteria fits, how each treatment option rates in it, \
    on which facts that rests, which facts are missing and what would change it. This package holds the profiles of \
    both, the codes, the rules of each edition and a Questionnaire for missing facts.
    """
}
