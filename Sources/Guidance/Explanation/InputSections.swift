import CaseRecord
import FHIR

/// What of the input was not used, and what this answer is not.
extension ExplanationWriter {
  /// Nothing that was set aside, unread or not understood is passed over in silence (CONTRACT section 4).
  var notUnderstood: [Block] {
    var blocks: [Block] = []
    func add(_ heading: String, _ items: [Item]) {
      guard !items.isEmpty else { return }
      blocks.append(.heading(heading))
      blocks.append(.list(items, isNumbered: false))
    }
    add(
      "Resources that were set aside",
      record.setAside.map {
        Item(
          Self.place($0.reference, $0.path),
          details: [ShownText.clean($0.explanation).withFullStop])
      })
    add(
      "Text that a person should read; it was not interpreted",
      record.unreadTexts.map {
        Item(
          Self.place($0.reference, $0.path), details: $0.aboutWords.isEmpty ? [] : [$0.aboutWords])
      })
    add(
      "Codes that no list of this program has",
      CodeGroup.groups(of: record.unmappedCodes).filter { $0.reason == .unknown }
        .map { Item($0.words) })
    add(
      "Damaged codes (wrong check digit); they were not repaired",
      CodeGroup.groups(of: record.unmappedCodes).filter { $0.reason == .damaged }
        .map { Item($0.words) })
    add(
      "What the codes do not settle",
      record.notes.map {
        Item(
          ShownText.clean($0.explanation, limit: 500).withFullStop,
          details: basis(of: [$0.evidence]))
      })
    add("Remarks on the input", issues.map { Item($0.words) })
    return blocks
  }

  var limits: [Block] {
    [
      .list(
        [
          Item(
            "This is decision support for clinicians. It is not an order and not a diagnosis, and it "
              + "does not replace examining the patient."),
          Item(
            "The ratings are those of \(program.guideline), edition \(program.edition). They belong to "
              + "scenarios, not to persons; the decision stays with clinician and patient."),
          Item(
            "An option that a scenario does not rate is not therefore inappropriate. Ratings are "
              + "categories; no figure is made up from them."),
          Item(
            "What the record does not say counts as unknown, never as absent. Text was not interpreted, "
              + "only codes and structured values."),
          Item(
            "Answered by \(ShownText.clean(program.name)) \(ShownText.clean(program.version)), "
              + "knowledge digest \(ShownText.clean(program.knowledgeDigest))."),
        ], isNumbered: false)
    ]
  }
}

extension Issue {
  /// `warning at Bundle.entry[3].resource.onset (line 4, column 7): …`.
  var words: String {
    var place = ShownText.clean(expression)
    if let line {
      let position = "line \(line)" + (column.map { ", column \($0)" } ?? "")
      place = place.isEmpty ? position : "\(place) (\(position))"
    }
    let text = ShownText.clean(message, limit: 500).withFullStop
    let severity = severity.rawValue.sentenceCased
    return place.isEmpty ? "\(severity): \(text)" : "\(severity) at \(place): \(text)"
  }
}
