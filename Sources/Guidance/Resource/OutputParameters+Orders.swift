import Appropriateness
import CaseRecord
import FHIR

extension OutputParameters {
  /// An order as assessed, in the terms of the IHE RAD profile Guideline Appropriate Ordering: one parameter for
  /// each rating, so that a parameter never holds two, all with the one result.
  func order(_ assessed: OrderRating) -> [Parameter] {
    let ratings = assessed.ratings.isEmpty ? [nil] : assessed.ratings.map(Optional.some)
    return ratings.map { rating in
      var parts: [Parameter] = []
      if let item = assessed.order.concept(ratedAs: rating) {
        parts.append(Parameter(name: "item-assessed", value: .codeableConcept(item)))
      }
      if let request = R4.Reference(assessed.order.evidence) {
        parts.append(Parameter(name: "request", value: .reference(request)))
      }
      if let rating {
        parts.append(.code("rating", rating.rating.rawValue))
        if let variant = rating.variant { parts.append(.code("variant", variant)) }
      }
      parts.append(
        Parameter(
          name: "guideline-followed",
          value: .uri(FHIRPrimitive(Canonical.module(edition: program.edition)))))
      parts.append(.code("result", assessed.result.rawValue))
      if let rating {
        let isCertain = rating.isCertain && assessed.order.doubts.isEmpty
        parts.append(Parameter(name: "certain", value: .boolean(FHIRPrimitive(isCertain))))
      }
      if let score = rating?.score.flatMap({ Int32(exactly: $0) }) {
        parts.append(Parameter(name: "score", value: .integer(FHIRPrimitive(score))))
      }
      parts += assessed.unknown.map { .code("unknown", $0.rawValue) }
      for caution in assessed.cautions { parts.append("caution", caution.citedText) }
      for note in assessed.notes { parts.append("note", note.citedText) }
      if let topic = assessed.topic { parts.append("topic", topic.title) }
      return Parameter(name: "order", part: parts)
    }
  }
}

extension Order {
  /// What was ordered: its codes as they were sent, and the option that it is rated as.
  fileprivate func concept(ratedAs rating: OptionRating?) -> R4.CodeableConcept? {
    var codings = codes.compactMap { R4.Coding($0.text, display: $0.meaning) }
    let option = rating?.option ?? (options.count == 1 ? options.first : nil)
    let isSent = codes.contains { $0.text == "\(Canonical.optionCodeSystem)|\(option ?? "")" }
    if let option, !isSent {
      codings.append(
        R4.Coding(
          system: FHIRPrimitive(Canonical.optionCodeSystem), code: FHIRPrimitive(option),
          display: rating.flatMap { FHIRPrimitive(shown: $0.label) }))
    }
    let text = FHIRPrimitive<FHIRString>(shown: evidence.meaning ?? "")
    guard !codings.isEmpty || text != nil else { return nil }
    return R4.CodeableConcept(coding: codings, text: text)
  }
}
