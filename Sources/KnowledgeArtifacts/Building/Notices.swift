import EmbeddedProfiles
import FHIRSyntax

/// The notices of `Profiles/NOTICE.md`, for the artifacts that carry what they are about.
struct Notices: Sendable {
  /// A code system that may only be passed on with a notice.
  struct CodeSystem: Sendable {
    /// Its URI.
    let system: String
    /// Its name, as the paragraph on it begins.
    let name: String
    /// Who has to be named.
    let holder: String
  }

  /// Every code system of the lists that asks for a notice.
  static let codeSystems = [
    CodeSystem(
      system: "http://snomed.info/sct", name: "SNOMED CT", holder: "SNOMED International"),
    CodeSystem(system: "http://loinc.org", name: "LOINC", holder: "http://loinc.org"),
    CodeSystem(
      system: "http://hl7.org/fhir/sid/icd-10", name: "ICD-10",
      holder: "World Health Organization"),
    CodeSystem(
      system: "http://www.nlm.nih.gov/research/umls/rxnorm", name: "RxNorm",
      holder: "National Library of Medicine"),
    CodeSystem(
      system: "http://www.whocc.no/atc", name: "ATC", holder: "WHO Collaborating Centre"),
    CodeSystem(
      system: "http://dicom.nema.org/resources/ontology/DCM", name: "DICOM", holder: "NEMA"),
  ]

  /// The whole text.
  let all: String
  private let paragraphs: [String]

  /// The notices that the build took from `Profiles/NOTICE.md`.
  static let builtIn = Notices(EmbeddedProfiles.notices.description)

  init(_ markdown: String) {
    all = markdown
    var paragraphs: [String] = []
    var current: [Substring] = []
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty, !current.isEmpty {
        paragraphs.append(current.joined(separator: " "))
        current = []
      } else if !line.isEmpty {
        current.append(line)
      }
    }
    self.paragraphs = paragraphs + (current.isEmpty ? [] : [current.joined(separator: " ")])
  }

  /// Whose ratings these are, and under which terms.
  var ratings: String {
    let heading = "## ACR Appropriateness Criteria"
    guard let at = paragraphs.firstIndex(of: heading), at + 1 < paragraphs.endIndex else {
      return ""
    }
    return paragraphs[at + 1]
  }

  /// The notices of these code systems, in the order of the file.
  func notices(of systems: Set<String>) -> [String] {
    Notices.codeSystems.filter { systems.contains($0.system) }.compactMap { system in
      paragraphs.first { $0.hasPrefix("**\(system.name).**") || $0.hasPrefix("**\(system.name)**") }
        .map { $0.split(separator: "**").joined() }
    }
  }
}

extension FHIRNode {
  /// The artifact with a notice for every code system that it names and that asks for one.
  var withNotices: FHIRNode {
    var node = self
    let systems = CodingSystems.named(in: node)
    let given = node["copyright"]?.text ?? ""
    let missing = Notices.codeSystems.filter {
      systems.contains($0.system) && !given.contains($0.holder)
    }
    let added = Notices.builtIn.notices(of: Set(missing.map(\.system)))
    guard !added.isEmpty else { return node }
    let whole = ([given] + added).filter { !$0.isEmpty }.joined(separator: "\n\n")
    if let at = node.children.firstIndex(where: { $0.name == "copyright" }) {
      node.children[at].value = .string(whole)
    } else if let at = node.children.lastIndex(where: { $0.name == "description" }) {
      node.children.insert(FHIRNode(name: "copyright", value: .string(whole)), at: at + 1)
    }
    return node
  }
}
