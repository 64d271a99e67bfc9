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
  /// Guidance as bytes: one GuidanceResponse, document or message, or a collection Bundle of several.
  ///
  /// Throws when the guidance cannot be written in that form, which is a fault of the program.
  public func encoded(_ packed: [FHIRNode], as form: OutputForm) throws(SyntaxError) -> [UInt8] {
    if let only = packed.first, packed.count == 1 {
      return try write(only, as: form)
    }
    let entries = packed.map { node in
      R4.Bundle.Entry(
        fullUrl: node["id"]?.text.map { FHIRPrimitive("urn:uuid:\($0)") }, resource: .other(node))
    }
    let bundle = R4.Bundle(type: "collection", entry: entries)
    return try write(bundle.node, as: form)
  }

  /// The OperationOutcome that stands for an input of which no FHIR could be read.
  public func encoded(
    outcomeOf error: InputError, as form: OutputForm
  ) throws(SyntaxError) -> [UInt8] {
    try write(composer.operationOutcome(for: [error.issue]).node, as: form)
  }

  /// The answers for a person.
  public func explanation(of answers: [Answer], as form: ExplanationForm) -> [UInt8] {
    let explanations = answers.map { explanation(of: $0) }
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
    _ resource: FHIRNode, as form: OutputForm
  ) throws(SyntaxError) -> [UInt8] {
    try writeTree(
      resource.converted(to: form.release), as: form.format,
      layout: form.isPretty ? .pretty : .compact)
  }
}
