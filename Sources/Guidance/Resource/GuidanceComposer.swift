import Appropriateness
import CaseRecord
import FHIR

/// Composes the FHIR GuidanceResponse for one patient (CONTRACT section 2).
///
///     let composer = GuidanceComposer(program: program)
///     let response = composer.response(
///       to: GuidanceRequest(identifier: uuid, requestIdentifier: bundle.identifier),
///       recommendations: recommendations, record: record, issues: issues)
///
/// Identifiers and digests come in from outside; the same arguments give the same resource. Everything that
/// the response refers to is contained in it.
public struct GuidanceComposer: Sendable, Hashable {
  /// What answers.
  public var program: GuidanceProgram

  /// Creates a composer for a program and its edition of the criteria.
  public init(program: GuidanceProgram) {
    self.program = program
  }

  /// The answer for one patient.
  ///
  /// - Parameters:
  ///   - request: what is answered.
  ///   - recommendations: one for each leg that was evaluated, usually one.
  ///   - record: the case, for what was not used and for the patient's reference.
  ///   - issues: what was wrong with the input.
  /// - Returns: the response with everything that it refers to contained in it.
  public func response(
    to request: GuidanceRequest, recommendations: [Recommendation], record: CaseRecord,
    issues: [Issue] = []
  ) -> R4.GuidanceResponse {
    guard !recommendations.isEmpty else {
      return failure(
        to: request, subject: record.subject, asOf: record.asOf.text, issues: issues)
    }
    let explanation = Explanation(
      of: recommendations, record: record, issues: issues, program: program)
    let reason = IndexCondition(recommendations: recommendations, record: record)
    let messages = EvaluationMessages(
      recommendations: recommendations, record: record, issues: issues)
    let parameters = OutputParameters(recommendations: recommendations, program: program)
    let proposal = TreatmentProposal(
      recommendations: recommendations, program: program, reason: reason)

    var response = frame(request, subject: record.subject, asOf: record.asOf.text)
    response.text = NarrativeText.narrative(of: explanation)
    response.status = FHIRPrimitive(GuidanceStatus.code(for: recommendations))
    response.reasonCode = reason.codes
    response.reasonReference = reason.references
    response.contained = [
      .parameters(R4.Parameters(id: ContainedID.output, parameter: parameters.all)),
      .operationOutcome(messages.outcome),
    ]
    response.outputParameters = ContainedID.reference(to: ContainedID.output)
    if let group = proposal.requestGroup(subject: response.subject) {
      response.contained.append(.requestGroup(group))
      response.result = ContainedID.reference(to: ContainedID.proposal)
    }
    response.contained.append(.device(device))
    response.dataRequirement = DataRequirements(recommendations: recommendations).all
    return response
  }

  /// The answer when the input cannot be evaluated at all: what is wrong with it and, when known, whom it is
  /// about.
  public func failure(
    to request: GuidanceRequest, subject: String?, asOf: String?, issues: [Issue]
  ) -> R4.GuidanceResponse {
    let outcome = EvaluationMessages(recommendations: [], record: nil, issues: issues).outcome
    let parameters = OutputParameters(recommendations: [], program: program)
    var response = frame(request, subject: subject ?? "", asOf: asOf ?? "")
    response.text = FailureText.narrative(issues: issues)
    response.status = "failure"
    response.contained = [
      .parameters(R4.Parameters(id: ContainedID.output, parameter: parameters.all)),
      .operationOutcome(outcome), .device(device),
    ]
    response.outputParameters = ContainedID.reference(to: ContainedID.output)
    return response
  }

  /// What stands for an input of which not even the patient is known: an OperationOutcome of its own.
  public func operationOutcome(for issues: [Issue]) -> R4.OperationOutcome {
    var outcome = EvaluationMessages(recommendations: [], record: nil, issues: issues).outcome
    outcome.id = nil
    outcome.text = FailureText.narrative(issues: issues)
    return outcome
  }

  /// What is the same in every answer.
  private func frame(
    _ request: GuidanceRequest, subject: String, asOf: String
  ) -> R4.GuidanceResponse {
    let isID = ShownText.isPlainToken(request.identifier)
    return R4.GuidanceResponse(
      id: isID ? FHIRPrimitive(request.identifier) : nil,
      requestIdentifier: request.echo,
      identifier: isID
        ? [R4.Identifier(system: "urn:ietf:rfc:3986", value: "urn:uuid:\(request.identifier)")]
        : [],
      module: .canonical(FHIRPrimitive(Canonical.module(edition: program.edition))),
      status: "success",
      subject: R4.Reference(toInput: subject, display: nil),
      occurrenceDateTime: FHIRDateTime(asOf).map { FHIRPrimitive($0) },
      performer: ContainedID.reference(to: ContainedID.device),
      evaluationMessage: [ContainedID.reference(to: ContainedID.messages)])
  }

  private var device: R4.Device {
    R4.Device(
      id: ContainedID.device,
      deviceName: FHIRPrimitive(shown: program.name).map {
        [R4.Device.DeviceName(name: $0, type: "user-friendly-name")]
      } ?? [],
      type: R4.CodeableConcept(text: "Clinical decision support software"),
      version: [("program", program.version), ("knowledge digest", program.knowledgeDigest)]
        .compactMap { name, value in
          FHIRPrimitive(shown: value).map {
            R4.Device.Version(type: R4.CodeableConcept(text: FHIRPrimitive(name)), value: $0)
          }
        })
  }
}

/// What is answered, as far as the answer repeats it.
public struct GuidanceRequest: Sendable, Hashable {
  /// UUID of the answer, lower case with hyphens, made by the caller from the content.
  public var identifier: String
  /// The caller's identifier of its request (Bundle.identifier, MessageHeader.id, hookInstance), echoed.
  public var requestIdentifier: R4.Identifier?

  /// Creates a request.
  public init(identifier: String, requestIdentifier: R4.Identifier? = nil) {
    self.identifier = identifier
    self.requestIdentifier = requestIdentifier
  }

  /// System and value only: an assigner or an extension could refer to what is not here.
  var echo: R4.Identifier? {
    guard let given = requestIdentifier else { return nil }
    let value = given.value?.value.flatMap { FHIRPrimitive<FHIRString>(shown: $0) }
    let system = given.system?.value.flatMap {
      ShownText.isPlainToken($0) ? FHIRPrimitive<FHIRURI>($0) : nil
    }
    return value == nil && system == nil ? nil : R4.Identifier(system: system, value: value)
  }
}
