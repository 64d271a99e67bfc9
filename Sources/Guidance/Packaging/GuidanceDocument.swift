import FHIR
import FHIRSyntax

/// One patient's guidance as a FHIR document (FHIR R4 Documents, section 3.3; CONTRACT section 2).
///
///     let document = GuidanceDocument(
///       of: response, explanation: explanation, program: program, input: input, evidence: .used, identity: identity)
///     try writeTree(document.bundle, as: .xml)
///
/// The Composition comes first and leads to every other entry:
///
///     Composition ──► Patient, Device, GuidanceResponse ──► RequestGroup
///        └─ sections ──► the evidence, Provenance
///
/// What a GuidanceResponse of its own contains and others may want to refer to, the RequestGroup and the Device, are
/// entries here; its Parameters and its OperationOutcome stay contained.
public struct GuidanceDocument: Sendable {
  /// The code of Composition.type, of ``Canonical/documentTypeCodeSystem``.
  public static let typeCode = "appropriateness-guidance"
  /// The codes of the sections in their order, of ``Canonical/documentSectionCodeSystem``.
  public static let sectionCodes = DocumentSection.allCases.map(\.rawValue)

  private let response: R4.GuidanceResponse
  private let explanation: Explanation
  private let program: GuidanceProgram
  private let identity: PackageIdentity
  private let evidence: DocumentEvidence

  /// Creates the document of an answer.
  public init(
    of response: R4.GuidanceResponse, explanation: Explanation, program: GuidanceProgram,
    input: DocumentInput, evidence scope: EvidenceScope, identity: PackageIdentity
  ) {
    self.response = response
    self.explanation = explanation
    self.program = program
    self.identity = identity
    evidence = DocumentEvidence(scope, of: input, for: response.node, identity)
  }

  /// The document: a Bundle of type `document`.
  public var bundle: FHIRNode {
    var entries: [(url: String, tree: FHIRNode)] = [
      (compositionURL, composition.node), (responseURL, answer.node),
    ]
    if let proposal { entries.append((proposalURL, proposal.node)) }
    if let patient = evidence.patient { entries.append((patient.url, patient.tree)) }
    entries.append((deviceURL, device.node))
    entries += evidence.items.map { ($0.url, $0.tree) }
    entries.append((provenanceURL, provenance.node))
    let id = identity.uuid("document")
    return R4.Bundle(
      id: FHIRPrimitive(id),
      identifier: R4.Identifier(
        system: "urn:ietf:rfc:3986", value: FHIRPrimitive("urn:uuid:\(id)")),
      type: "document", timestamp: FHIRInstant(identity.instant).map { FHIRPrimitive($0) },
      entry: entries.map { entry in
        R4.Bundle.Entry(
          fullUrl: FHIRPrimitive(entry.url),
          resource: .other(entry.tree.replacingReferences(ownURL)))
      }
    ).node
  }

  private var compositionURL: String { identity.url("composition") }
  private var responseURL: String {
    response.id?.value.map { "urn:uuid:\($0)" } ?? identity.url("guidance")
  }
  private var proposalURL: String { identity.url("proposal") }
  private var deviceURL: String { identity.url("device") }
  private var provenanceURL: String { identity.url("provenance") }

  /// Where a reference of the answer leads in the document.
  private func ownURL(_ reference: FHIRNode.LiteralReference) -> String? {
    switch reference.text {
    case "#" + (ContainedID.proposal.value ?? ""): proposalURL
    case "#" + (ContainedID.device.value ?? ""): deviceURL
    default: evidence.url(of: reference)
    }
  }

  // MARK: Entries

  private var answer: R4.GuidanceResponse {
    var answer = response
    answer.contained.removeAll { resource in
      switch resource {
      case .requestGroup, .device: true
      default: false
      }
    }
    return answer
  }

  private var proposal: R4.RequestGroup? {
    for case .requestGroup(var group) in response.contained {
      group.id = FHIRPrimitive(identity.uuid("proposal"))
      return group
    }
    return nil
  }

  private var device: R4.Device {
    for case .device(var device) in response.contained {
      device.id = FHIRPrimitive(identity.uuid("device"))
      return device
    }
    return R4.Device(id: FHIRPrimitive(identity.uuid("device")))
  }

  private var composition: R4.Composition {
    R4.Composition(
      id: FHIRPrimitive(identity.uuid("composition")),
      text: NarrativeText.narrative { markup in
        markup.element("h2", explanation.title)
        if let escalation = explanation.section(.escalation) { markup.section(escalation) }
        markup.items(explanation.context)
        for sentence in explanation.summary { markup.strong(sentence) }
      },
      identifier: response.identifier.first, status: "final",
      type: R4.CodeableConcept(
        coding: [
          R4.Coding(
            system: FHIRPrimitive(Canonical.documentTypeCodeSystem),
            code: FHIRPrimitive(Self.typeCode))
        ],
        text: "Appropriateness guidance"),
      subject: response.subject,
      date: FHIRDateTime(identity.asOf).map { FHIRPrimitive($0) } ?? FHIRPrimitive(nil),
      author: [link(deviceURL)], title: FHIRPrimitive(explanation.title), section: sections)
  }

  private var sections: [R4.Composition.Section] {
    let isFailure = explanation.section(.answer) == nil
    return DocumentSection.allCases.compactMap { section in
      var part = section.section(
        of: explanation, remarks: section == .basis ? evidence.remarks : [],
        entries: entries(of: section))
      // An input that cannot be evaluated has no answer to explain; the response says why.
      if section == .answer, isFailure { part?.text = response.text }
      return part
    }
  }

  private func entries(of section: DocumentSection) -> [String] {
    switch section {
    case .answer: [responseURL] + (proposal == nil ? [] : [proposalURL])
    case .basis: evidence.items.map(\.url)
    case .sources: [provenanceURL]
    case .escalation, .missing, .followUp: []
    }
  }

  private var provenance: R4.Provenance {
    let made = [compositionURL, responseURL] + (proposal == nil ? [] : [proposalURL])
    let sources = ([evidence.patient].compactMap { $0 } + evidence.items).map { link($0.url) }
    return R4.Provenance(
      id: FHIRPrimitive(identity.uuid("provenance")),
      target: made.map(link),
      recorded: FHIRInstant(identity.instant).map { FHIRPrimitive($0) } ?? FHIRPrimitive(nil),
      agent: [
        R4.Provenance.Agent(
          type: R4.CodeableConcept(text: "Clinical decision support software"), who: link(deviceURL)
        )
      ],
      entity: [
        digest(identity.inputDigest, of: "The input: SHA-256 of its bytes"),
        digest(program.knowledgeDigest, of: "Criteria and code lists: digest of the knowledge"),
      ] + sources.map { R4.Provenance.Entity(role: "source", what: $0) })
  }

  private func digest(
    _ digest: String, of what: FHIRPrimitive<FHIRString>
  ) -> R4.Provenance.Entity {
    R4.Provenance.Entity(
      role: "source",
      what: R4.Reference(
        identifier: R4.Identifier(
          system: FHIRPrimitive(Canonical.digestNamingSystem), value: FHIRPrimitive(shown: digest)),
        display: what))
  }

  private func link(_ url: String) -> R4.Reference {
    R4.Reference(reference: FHIRPrimitive(url))
  }
}
