import FHIR
import FHIRSyntax

/// The answers to a message as a message (FHIR R4 Messaging, section 2.4; CONTRACT section 2).
///
/// The header repeats the event, names the message that it answers and leads to one GuidanceResponse for each patient.
/// `ok` says that every patient or some were answered, whatever the answers say; `fatal-error` that none could be: sending
/// the same message again would not help, and an OperationOutcome says why.
public struct GuidanceMessage: Sendable {
  private let header: R4.MessageHeader
  private let answeredID: String
  private let responses: [R4.GuidanceResponse]
  private let program: GuidanceProgram
  private let identity: PackageIdentity

  /// Creates the answer to a message.
  public init(
    to header: R4.MessageHeader, id: String, with responses: [R4.GuidanceResponse],
    program: GuidanceProgram, identity: PackageIdentity
  ) {
    self.header = header
    answeredID = id
    self.responses = responses
    self.program = program
    self.identity = identity
  }

  /// The message: a Bundle of type `message`.
  public var bundle: FHIRNode {
    var entries = [entry(identity.url("header"), .messageHeader(answer))]
    entries += responses.enumerated().map { entry(url(of: $1, at: $0), .guidanceResponse($1)) }
    if let fault { entries.append(entry(faultURL, .operationOutcome(fault))) }
    let id = identity.uuid("message")
    return R4.Bundle(
      id: FHIRPrimitive(id),
      identifier: R4.Identifier(
        system: "urn:ietf:rfc:3986", value: FHIRPrimitive("urn:uuid:\(id)")),
      type: "message", timestamp: FHIRInstant(identity.instant).map { FHIRPrimitive($0) },
      entry: entries
    ).node
  }

  private func entry(_ url: String, _ resource: R4.AnyResource) -> R4.Bundle.Entry {
    R4.Bundle.Entry(fullUrl: FHIRPrimitive(url), resource: resource)
  }

  private func url(of response: R4.GuidanceResponse, at position: Int) -> String {
    response.id?.value.map { "urn:uuid:\($0)" } ?? identity.url("guidance/\(position)")
  }

  private var faultURL: String { identity.url("fault") }

  private var answer: R4.MessageHeader {
    let asked = header.destination.first
    let sender = header.source
    return R4.MessageHeader(
      id: FHIRPrimitive(identity.uuid("header")),
      event: header.event,
      destination: sender.endpoint.value == nil
        ? [] : [R4.MessageHeader.Destination(name: sender.name, endpoint: sender.endpoint)],
      source: R4.MessageHeader.Source(
        name: FHIRPrimitive(shown: program.name), software: FHIRPrimitive(shown: program.name),
        version: FHIRPrimitive(shown: program.version),
        // Who was asked answers; a message to nobody in particular is answered under our own name.
        endpoint: asked?.endpoint.value == nil
          ? FHIRPrimitive(Canonical.messageEndpoint) : (asked?.endpoint ?? FHIRPrimitive(nil))),
      response: R4.MessageHeader.Response(
        identifier: FHIRPrimitive(answeredID),
        code: fault == nil ? "ok" : "fatal-error",
        details: fault == nil ? nil : R4.Reference(reference: FHIRPrimitive(faultURL))),
      focus: responses.enumerated().map {
        R4.Reference(reference: FHIRPrimitive(url(of: $1, at: $0)))
      })
  }

  /// Why no patient of the message could be answered.
  private var fault: R4.OperationOutcome? {
    guard responses.allSatisfy({ $0.status.value == "failure" }) else { return nil }
    for case .operationOutcome(var outcome) in responses.flatMap(\.contained) {
      outcome.id = FHIRPrimitive(identity.uuid("fault"))
      return outcome
    }
    return nil
  }
}
