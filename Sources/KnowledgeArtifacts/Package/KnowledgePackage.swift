import Appropriateness
import FHIRSyntax

/// All that VenoGuide knows and does as a FHIR package (R4): profiles and extensions of what it takes and gives, code
/// systems, value sets and maps, the rules of each edition as PlanDefinition and Library, a Questionnaire for missing
/// facts, the operation and what a service has to offer.
///
/// It is made from the rules and codes that the program applies, a site's own included, so that it cannot say anything
/// else than the program does.
///
///     let package = try KnowledgePackage(sources)
///     for file in try package.files(as: .json) { … }
public struct KnowledgePackage: Sendable {
  /// The name under which package tools know it.
  public static let packageID = "example.venoguide.iliofemoral-dvt"

  /// The resources, by type and id.
  public let artifacts: [Artifact]
  /// The version of the package: that of the program, marked when a site's own knowledge is in it.
  public let version: String

  /// Puts a package together from what is in it.
  init(artifacts: [Artifact], version: String) {
    self.artifacts = artifacts
    self.version = version
  }

  /// Makes the package. Throws when an artifact that the build took in cannot be read, which is a fault of the
  /// program.
  public init(_ sources: KnowledgeSources) throws(SyntaxError) {
    let mark = sources.versionMark
    let version = Canonicals.artifactVersion + mark
    self.version = sources.softwareVersion + mark
    var resources = try PublishedArtifacts.read()

    let siteCodes = SiteCodes(codes: sources.terminology.siteCodes, version: version)
    if !siteCodes.codes.isEmpty {
      resources = siteCodes.merged(into: resources)
      let findings = resources.codeSystems["finding"]?.all("concept") ?? []
      let map = siteCodes.conceptMap(findings: Set(findings.compactMap { $0["code"]?.text }))
      if let map { resources.append(map) }
    }

    let editions = sources.editions.map(\.criteria)
    let systems = CriteriaCodeSystems(editions: editions, version: version)
    for at in resources.indices where resources[at].isCodeSystem("treatment-option") {
      resources[at] = systems.treatmentOption(completing: resources[at])
    }
    resources += [
      systems.variant, systems.assumption, systems.featureValue, systems.evidence,
    ]

    for edition in sources.editions {
      resources.append(CriteriaPlan(criteria: edition.criteria).node)
      resources.append(CriteriaLibrary(edition: edition).node)
    }
    resources += CaseProfiles(version: version).nodes
    if let newest = editions.first {
      resources.append(
        FactQuestionnaire(
          questions: newest.questions, terminology: sources.terminology,
          codeSystems: resources.codeSystems, version: version
        ).node)
    }
    let artifacts = resources.map(Artifact.init).sorted {
      ($0.type, $0.id) < ($1.type, $1.id)
    }
    let guide = Artifact(PackageGuide(artifacts: artifacts, version: self.version).node)
    self.artifacts = artifacts + [guide]
  }

  /// The artifact with a canonical URL, and a version when one is asked for.
  public func artifact(url: String, version: String? = nil) -> Artifact? {
    artifacts.first { $0.url == url && (version == nil || $0.version == version) }
  }

  /// The artifact of a type with an id.
  public func artifact(_ type: String, _ id: String) -> Artifact? {
    artifacts.first { $0.type == type && $0.id == id }
  }
}

extension FHIRNode {
  fileprivate func isCodeSystem(_ id: String) -> Bool {
    resourceType == "CodeSystem" && self["id"]?.text == id
  }
}

extension [FHIRNode] {
  /// The code systems by their ids.
  fileprivate var codeSystems: [String: FHIRNode] {
    var systems: [String: FHIRNode] = [:]
    for node in self where node.resourceType == "CodeSystem" {
      if let id = node["id"]?.text { systems[id] = node }
    }
    return systems
  }
}
