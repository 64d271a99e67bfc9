import CaseRecord
import FHIR

extension CaseAssembly {
  /// QuestionnaireResponse: answers to items that are tied to one of our findings.
  ///
  /// An item is tied by `definition` (`…/CodeSystem/finding#dusky-skin`), or, in a response to one of our own
  /// questionnaires, by a `linkId` that is the finding's code. A group with the linkId `left-leg` or `right-leg`
  /// gives its items the side. An answer that is itself a code of our findings states that finding. No other
  /// item is read: its question is text.
  mutating func map(_ response: R4.QuestionnaireResponse, _ source: Source) {
    let isOurs = response.questionnaire?.value?.hasPrefix(FindingSystem.base + "/") == true
    let items = tied(response.item, at: "item", side: nil, isOurs: isOurs)
    guard !items.isEmpty, isUsable(source, response.status.value) else { return }
    let authored = times.time(response.authored)
    guard isPast(authored, source, "authored") else { return }
    let status = response.status.value
    let isFinal = status == "completed" || status == "amended"
    for item in items {
      state(
        item.stated, AnsweredQuestion(answer: item.answer),
        AnswerContext(
          kind: .observation, isFinal: isFinal, observed: authored,
          sites: [BodySite(laterality: item.side)]),
        source, item.path)
    }
  }

  private struct TiedItem {
    var stated: StatedConcept
    var answer: Answer
    var side: Laterality?
    var path: String
  }

  private func tied(
    _ items: [R4.QuestionnaireResponse.Item], at path: String, side: Laterality?, isOurs: Bool
  ) -> [TiedItem] {
    var found: [TiedItem] = []
    for (index, item) in items.enumerated() {
      let here = "\(path)[\(index)]"
      let side = isOurs ? FindingSystem.side(ofGroup: item.linkId.value) ?? side : side
      let stated = finding(of: item, isOurs: isOurs)
      for (number, answer) in item.answer.enumerated() {
        let place = "\(here).answer[\(number)]"
        if let stated {
          found.append(
            TiedItem(
              stated: stated, answer: Answer(answer.value, times), side: side, path: place + "."))
        } else if case .coding(let coding)? = answer.value,
          coding.system?.value == FindingSystem.uri,
          let stated = concepts.read([coding]).concepts.first, UsedConcepts.contains(stated)
        {
          found.append(
            TiedItem(stated: stated, answer: .boolean(true), side: side, path: place + "."))
        }
        found += tied(answer.item, at: place + ".item", side: side, isOurs: isOurs)
      }
      found += tied(item.item, at: here + ".item", side: side, isOurs: isOurs)
    }
    return found
  }

  /// The finding that an item asks for.
  private func finding(
    of item: R4.QuestionnaireResponse.Item, isOurs: Bool
  ) -> StatedConcept? {
    var code: String?
    if let definition = item.definition?.value {
      let prefix = FindingSystem.uri + "#"
      if definition.hasPrefix(prefix) { code = String(definition.dropFirst(prefix.count)) }
    }
    if code == nil, isOurs { code = item.linkId.value }
    guard let code else { return nil }
    let coding = R4.Coding(system: FHIRPrimitive(FindingSystem.uri), code: FHIRPrimitive(code))
    return concepts.read([coding]).concepts.first { UsedConcepts.contains($0) }
  }
}

/// Our own code system of findings (CONTRACT 5).
enum FindingSystem {
  static let base = "https://venoguide.example/fhir"
  static let uri = base + "/CodeSystem/finding"

  static func side(ofGroup linkID: String?) -> Laterality? {
    switch linkID {
    case "left-leg": .left
    case "right-leg": .right
    default: nil
    }
  }
}
