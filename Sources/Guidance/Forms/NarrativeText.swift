import FHIR

/// The explanation as the narrative of a resource (FHIR R4 Narrative).
enum NarrativeText {
  /// The whole explanation.
  static func narrative(of explanation: Explanation) -> R4.Narrative {
    narrative { markup in
      markup.element("h2", explanation.title)
      if let escalation = explanation.section(.escalation) { markup.section(escalation) }
      markup.items(explanation.context)
      for sentence in explanation.summary { markup.strong(sentence) }
      for section in explanation.sections where section.kind != .escalation {
        markup.section(section)
      }
    }
  }

  /// A narrative with that content in a `div` of the XHTML name space.
  static func narrative(_ write: (inout Markup) -> Void) -> R4.Narrative {
    var markup = Markup(for: .narrative, headingLevel: 3)
    markup.raw("<div xmlns=\"http://www.w3.org/1999/xhtml\">")
    write(&markup)
    markup.raw("</div>")
    return R4.Narrative(status: "generated", div: markup.text)
  }
}
