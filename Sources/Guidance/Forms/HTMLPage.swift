import Appropriateness

/// Writes explanations as one self-contained page: nothing is loaded from outside, no script runs.
///
///     HTMLPage().render([explanation])
///
/// The page is HTML and well-formed XML at once, fits paper, narrow screens and dark rooms, and says nothing
/// by color alone.
public struct HTMLPage: Sendable, Hashable {
  /// Creates the form.
  public init() {}

  /// The page, with one part for each explanation, ending with a line feed.
  public func render(_ explanations: [Explanation]) -> String {
    var body = ""
    for (index, explanation) in explanations.enumerated() {
      body += article(explanation, number: index + 1)
    }
    return PageFrame(title: explanations.first?.title ?? "No guidance").page(body)
  }

  private func article(_ explanation: Explanation, number: Int) -> String {
    var page = "<article aria-labelledby=\"p\(number)\">\n<header>\n"
    page += "<h1 id=\"p\(number)\">\(Markup.escaped(explanation.title))</h1>\n"
    if let escalation = explanation.section(.escalation) {
      page += part(escalation, number: number)
    }
    page += "<ul class=\"context\">"
    for line in explanation.context { page += "<li>\(Markup.escaped(line))</li>" }
    page += "</ul>\n"
    for sentence in explanation.summary {
      page += "<p class=\"summary\">\(Markup.escaped(sentence))</p>\n"
    }
    page += "</header>\n"
    for section in explanation.sections where section.kind != .escalation {
      page += part(section, number: number)
    }
    return page + "</article>\n"
  }

  private func part(_ section: Explanation.Section, number: Int) -> String {
    let id = "p\(number)-\(section.kind.rawValue)"
    var markup = Markup(for: .page, headingLevel: 2)
    markup.content(of: section)
    return """
      <section class="\(section.kind.rawValue)" aria-labelledby="\(id)">
      <h2 id="\(id)">\(Markup.escaped(section.kind.title))</h2>
      \(markup.text)
      </section>

      """
  }
}
