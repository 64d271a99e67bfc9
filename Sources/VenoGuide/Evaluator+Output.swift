import Appropriateness
import CaseMapping
import CaseRecord
import FHIR
import FHIRSyntax
import Guidance

/// A form of explanation for people.
public enum ExplanationForm: Sendable, Hashable {
  /// Text of that many columns, with the styles of a terminal or without.
  case text(columns: Int, isStyled: Bool)
  /// One self-contained HTML page.
  case page
}

extension Evaluator {
  /// Guidance as bytes: one GuidanceResponse, or a collection Bundle of several.
  ///
  /// Throws when the guidance cannot be written in that form, which is a fault of the program.
  public func encoded(_ answers: [Answer], as form: OutputForm) throws(SyntaxError) -> [UInt8] {
    if let only = answers.first, answers.count == 1 {
      return try write(only.guidance, as: form)
    }
    let entries = answers.map { answer in
      R4.Bundle.Entry(
        fullUrl: answer.guidance.id?.value.map { FHIRPrimitive("urn:uuid:\($0)") },
        resource: .guidanceResponse(answer.guidance))
    }
    let bundle = R4.Bundle(type: "collection", entry: entries)
    return try write(bundle, as: form)
  }

  /// The OperationOutcome that stands for an input of which no FHIR could be read.
  public func encoded(
    outcomeOf error: InputError, as form: OutputForm
  ) throws(SyntaxError) -> [UInt8] {
    try write(composer.operationOutcome(for: [error.issue]), as: form)
  }

  /// The answers for a person.
  public func explanation(of answers: [Answer], as form: ExplanationForm) -> [UInt8] {
    let explanations = answers.map { answer in
      Explanation(
        of: answer.recommendations, record: AnswerListing.listed(answer.record).record,
        issues: answer.issues,
        program: composer.program)
    }
    switch form {
    case .text(let columns, let isStyled):
      let renderer = TerminalText(width: columns, style: isStyled ? .ansi : .plain)
      return Array(explanations.map(renderer.render).joined(separator: "\n\n").utf8)
    case .page: return Array(HTMLPage().render(explanations).utf8)
    }
  }

  /// The case record behind an answer as JSON, each fact with its evidence.
  public func caseDocument(of answer: Answer, pretty: Bool = false) -> [UInt8] {
    CaseDocument(answer.record, facts: answer.recommendations.map(\.facts)).json(isPretty: pretty)
  }

  private func write(
    _ resource: some FHIRResource, as form: OutputForm
  ) throws(SyntaxError) -> [UInt8] {
    try writeTree(
      resource.node(in: form.release), as: form.format, layout: form.isPretty ? .pretty : .compact)
  }
}
