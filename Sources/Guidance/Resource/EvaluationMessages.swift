import Appropriateness
import CaseRecord
import FHIR

/// The contained OperationOutcome: what was wrong with the input, what of it was not used, and what a reader
/// must know besides. `expression` is the FHIRPath into the input.
struct EvaluationMessages {
  let recommendations: [Recommendation]
  /// The case; `nil` when the input could not be read as one.
  let record: CaseRecord?
  let issues: [Issue]

  var outcome: R4.OperationOutcome {
    let all = contradictions + input + notUsed + remarks
    return R4.OperationOutcome(id: ContainedID.messages, issue: all.isEmpty ? [nothing] : all)
  }

  /// FHIR wants at least one issue.
  private var nothing: R4.OperationOutcome.Issue {
    recommendations.isEmpty
      ? message("fatal", "processing", "The input cannot be evaluated.")
      : message("information", "informational", "Everything in the input was read and understood.")
  }

  private var contradictions: [R4.OperationOutcome.Issue] {
    let all = recommendations.filter { $0.outcome == .unusable }.flatMap(\.facts.contradictions)
    return unique(
      all.map { contradiction in
        message(
          "error", "conflict", contradiction.explanation,
          at: contradiction.evidence.map(\.path))
      })
  }

  private var input: [R4.OperationOutcome.Issue] {
    issues.map { issue in
      var position: FHIRPrimitive<FHIRString>?
      if let line = issue.line {
        position = FHIRPrimitive("line \(line)" + (issue.column.map { ", column \($0)" } ?? ""))
      }
      var message = message(
        issue.severity.rawValue, issue.code.rawValue, issue.message, at: [issue.expression])
      message.diagnostics = position
      return message
    }
  }

  private var notUsed: [R4.OperationOutcome.Issue] {
    guard let record else { return [] }
    let resources = record.setAside.map { resource in
      let name = ShownText.clean(resource.reference)
      let text = ShownText.clean(resource.explanation, limit: 500).withFullStop
      return message(
        "warning", resource.reason.issueType,
        "Set aside\(name.isEmpty ? "" : ": \(name)"). \(text)", at: [resource.path])
    }
    let codes = CodeGroup.groups(of: record.unmappedCodes).map { group in
      message("warning", "code-invalid", group.sentence)
    }
    let texts = record.unreadTexts.map { text in
      message("warning", "not-supported", text.sentence, at: [text.path])
    }
    let notes = record.notes.map { note in
      message("information", note.kind.issueType, note.explanation, at: [note.evidence.path])
    }
    return resources + codes + texts + notes
  }

  private var remarks: [R4.OperationOutcome.Issue] {
    // A contradiction of an unusable record is told as the error that it is.
    let all = recommendations.flatMap { recommendation in
      recommendation.remarks.filter { $0.id != "contradiction" }
    }
    let remarks = all.map { remark in
      message("information", "informational", remark.citedText, at: remark.evidence.map(\.path))
    }
    let prompts = recommendations.flatMap(\.promptedQuestions).map { question in
      message("information", "informational", "\(question.text) \(question.reason)")
    }
    let topics = recommendations.flatMap(\.neighbouringTopics).map { topic in
      message(
        "information", "informational",
        "Other topic: “\(topic.title.withoutFullStop)”. \(topic.reason.withFullStop)")
    }
    return unique(remarks + prompts + topics)
  }

  /// Two legs often have the same to say.
  private func unique(_ issues: [R4.OperationOutcome.Issue]) -> [R4.OperationOutcome.Issue] {
    var seen: Set<[String]> = []
    return issues.filter { issue in
      let texts = [issue.details?.text?.value ?? ""] + issue.expression.compactMap(\.value)
      return seen.insert(texts).inserted
    }
  }

  private func message(
    _ severity: String, _ code: String, _ text: String, at paths: [String] = []
  ) -> R4.OperationOutcome.Issue {
    R4.OperationOutcome.Issue(
      severity: FHIRPrimitive(severity), code: FHIRPrimitive(code),
      details: FHIRPrimitive<FHIRString>(shown: text).map { R4.CodeableConcept(text: $0) },
      expression: paths.compactMap { FHIRPrimitive(shown: $0) })
  }
}

extension SetAsideResource.Reason {
  /// The code of FHIR's value set issue-type.
  var issueType: String {
    switch self {
    case .unknownModifier: "extension"
    case .implicitRules: "not-supported"
    case .malformed: "structure"
    case .unknownStatus: "code-invalid"
    case .noSubject: "required"
    case .futureDate, .contradictoryDates: "value"
    // The resource is sound, and its status says that it does not count.
    default: "business-rule"
    }
  }
}

extension MappingNote.Kind {
  /// The code of FHIR's value set issue-type.
  var issueType: String {
    switch self {
    case .codesDisagree: "conflict"
    case .valueNotUnderstood: "value"
    case .otherFocus: "business-rule"
    default: "informational"
    }
  }
}
