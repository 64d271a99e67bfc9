import CaseRecord
import CodeLists
import FHIR

extension CaseAssembly {
  /// QuestionnaireResponse: answers to items that are tied to one of our findings or concepts.
  ///
  /// An item is tied by `definition` (`…/CodeSystem/finding#dusky-skin`), or, in a response to one of our own
  /// questionnaires, by a `linkId` whose last part is the code (`severity.dusky-skin`). In our own questionnaires the
  /// item `laterality` of a group, or its linkId `left-leg` or `right-leg`, gives the group's items the side, and an
  /// item `method` under an answer says by which imaging it was found. A vein as the answer on thrombus is thrombus in
  /// that vein. An answer that is itself a code of our findings states that finding. No other item is read: its
  /// question is text.
  mutating func map(_ response: R4.QuestionnaireResponse, _ source: Source) {
    let isOurs = response.questionnaire?.value?.hasPrefix(CodeLists.base + "/") == true
    let items = tied(response.item, at: "item", side: nil, isOurs: isOurs)
    guard !items.isEmpty, isUsable(source, response.status.value) else { return }
    let authored = times.time(response.authored)
    guard isPast(authored, source, "authored") else { return }
    let status = response.status.value
    let isFinal = status == "completed" || status == "amended"
    for item in items {
      let imaging = item.method.map { kind, element in
        ImagingSource(
          position: source.entry.position, method: kind.method, isVenous: kind.isVenous,
          isFinal: isFinal, laterality: item.side, observed: authored,
          evidence: source.evidence(element))
      }
      state(
        item.stated, AnsweredQuestion(answer: item.answer),
        AnswerContext(
          kind: .observation, isFinal: isFinal, observed: authored,
          sites: [BodySite(laterality: item.side)] + [item.site].compactMap { $0 },
          imaging: imaging),
        source, item.path)
    }
  }

  private struct TiedItem {
    var stated: StatedConcept
    var answer: Answer
    var side: Laterality?
    var site: BodySite?
    var method: (kind: ImagingKind, element: String)?
    var path: String
  }

  private func tied(
    _ items: [R4.QuestionnaireResponse.Item], at path: String, side: Laterality?, isOurs: Bool
  ) -> [TiedItem] {
    var found: [TiedItem] = []
    for (index, item) in items.enumerated() {
      let here = "\(path)[\(index)]"
      let side = isOurs ? self.side(of: item) ?? side : side
      let stated = finding(of: item, isOurs: isOurs)
      for (number, answer) in item.answer.enumerated() {
        let place = "\(here).answer[\(number)]"
        if let stated {
          var tied = TiedItem(
            stated: stated, answer: Answer(answer.value, times), side: side, path: place + ".")
          if let vein = vein(answer.value, asAnswerTo: stated) {
            tied.site = vein
            tied.answer = .boolean(true)
          }
          if isOurs { tied.method = method(among: answer.item, at: place + ".item") }
          found.append(tied)
        } else if case .coding(let coding)? = answer.value,
          coding.system?.value == OwnCodeSystem.finding,
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

  /// What an item asks for.
  private func finding(of item: R4.QuestionnaireResponse.Item, isOurs: Bool) -> StatedConcept? {
    if let definition = item.definition?.value {
      for system in [OwnCodeSystem.finding, OwnCodeSystem.concept]
      where definition.hasPrefix(system + "#") {
        return concept(String(definition.dropFirst(system.count + 1)))
      }
    }
    return isOurs ? item.codeOfLinkID.flatMap(concept) : nil
  }

  /// One of our findings, or a concept by its own name, when the case asks for it.
  private func concept(_ code: String) -> StatedConcept? {
    let coding = R4.Coding(
      system: FHIRPrimitive(OwnCodeSystem.finding), code: FHIRPrimitive(code))
    if let stated = concepts.read([coding]).concepts.first(where: { UsedConcepts.contains($0) }) {
      return stated
    }
    let stated = StatedConcept.own(code)
    return UsedConcepts.contains(stated) ? stated : nil
  }

  /// The side of the leg that a group is about.
  private func side(of group: R4.QuestionnaireResponse.Item) -> Laterality? {
    switch group.linkId.value {
    case "left-leg": return .left
    case "right-leg": return .right
    default: break
    }
    let answers = group.item.filter { $0.codeOfLinkID == "laterality" }.flatMap(\.answer)
    guard answers.count == 1, case .coding(let coding)? = answers.first?.value else { return nil }
    return bodySites.read(R4.CodeableConcept(coding: [coding])).site.laterality
  }

  /// The vein that an answer names, when the question is where thrombus was seen.
  private func vein(
    _ value: R4.QuestionnaireResponse.Item.Answer.Value?, asAnswerTo stated: StatedConcept
  ) -> BodySite? {
    guard stated.root == "venous-thrombus", case .coding(let coding)? = value else { return nil }
    let site = bodySites.read(R4.CodeableConcept(coding: [coding])).site
    return site.segments.isEmpty ? nil : site
  }

  /// By which imaging an answer was found.
  private func method(
    among items: [R4.QuestionnaireResponse.Item], at path: String
  ) -> (kind: ImagingKind, element: String)? {
    for (index, item) in items.enumerated() where item.codeOfLinkID == "method" {
      guard item.answer.count == 1, case .coding(let coding)? = item.answer.first?.value else {
        continue
      }
      let isOwn = coding.system?.value == OwnCodeSystem.concept
      let kind =
        isOwn
        ? coding.code?.value.flatMap { StatedConcept.own($0).imagingKind }
        : kind(of: [R4.CodeableConcept(coding: [coding])])
      if let kind { return (kind, "\(path)[\(index)].answer[0].value") }
    }
    return nil
  }
}

/// Our own code systems that name what is asked (CONTRACT 5).
enum OwnCodeSystem {
  static let finding = CodeLists.base + "/CodeSystem/finding"
  static let concept = CodeLists.base + "/CodeSystem/concept"
}

extension StatedConcept {
  /// A concept that is named by itself, without a code that means it.
  fileprivate static func own(_ root: String) -> StatedConcept {
    StatedConcept(
      root: root, flags: [], code: "\(OwnCodeSystem.concept)|\(root)",
      meaning: root.split(separator: "-").joined(separator: " "))
  }
}

extension R4.QuestionnaireResponse.Item {
  /// The last part of the linkId, which is the code of what is asked.
  fileprivate var codeOfLinkID: String? {
    linkId.value?.split(separator: ".").last.map(String.init)
  }
}
