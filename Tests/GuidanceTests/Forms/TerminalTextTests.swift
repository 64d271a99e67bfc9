import CaseRecord
import Testing

@testable import Guidance

@Suite("Terminal text")
struct TerminalTextTests {
  @Test(
    "No line is wider than the terminal", arguments: ExampleCase.all + [HostileInputTests.hostile],
    [40, 60, 80, 132])
  func width(example: ExampleCase, width: Int) {
    let text = TerminalText(width: width).render(example.explanation)
    for line in text.split(separator: "\n") {
      #expect(TextColumns.width(line) <= width, "\(line)")
    }
  }

  @Test("Plain text has no escape sequences; with ANSI it says the same")
  func style() {
    let explanation = ExampleCase.legsApart.explanation
    let plain = TerminalText().render(explanation)
    let ansi = TerminalText(style: .ansi).render(explanation)
    #expect(!plain.contains("\u{1B}"))
    #expect(ansi.contains("\u{1B}[1;37;41mACT FIRST\u{1B}[0m"))
    #expect(ansi.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test("The emergency stands right under the title")
  func escalationFirst() {
    let lines = TerminalText().render(ExampleCase.undetermined.explanation)
      .split(separator: "\n")
    #expect(lines[1] == "ACT FIRST")
    #expect(lines[2].contains("Possible limb threat"))
  }

  @Test(
    "The text ends with one line feed and never has two blank lines", arguments: ExampleCase.all)
  func layout(example: ExampleCase) {
    let text = TerminalText().render(example.explanation)
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    #expect(!text.contains("\n\n\n"))
    #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
  }

  @Test("A line breaks at blanks, and a word that does not fit breaks where the line ends")
  func wrapping() {
    #expect(TextColumns.wrap("one two three", width: 7) == ["one two", "three"])
    #expect(TextColumns.wrap("abcdefghij kl", width: 4) == ["abcd", "efgh", "ij", "kl"])
    #expect(TextColumns.wrap("Condition/dvt-left", width: 12) == ["Condition/", "dvt-left"])
    #expect(TextColumns.wrap("", width: 4).isEmpty)
    #expect(TextColumns.wrap("静脈 血栓", width: 4) == ["静脈", "血栓"])
    #expect(TextColumns.width("e\u{301}") == 1)
  }

  @Test("A resource is named once, with all that its codes mean")
  func evidenceNames() {
    let names = ExplanationWriter.names(of: [
      ExampleCase.dvt, Evidence(reference: "Condition/dvt", path: "onset"), ExampleCase.dvt,
      Evidence(reference: "", path: "Bundle.entry[0]"), Evidence(reference: "", path: ""),
    ])
    #expect(names == ["Condition/dvt (iliofemoral deep vein thrombosis)", "Bundle.entry[0]"])
  }

  @Test("A table too wide for its columns becomes a list with every cell named")
  func narrowTable() {
    let text = TerminalText(width: 40).render(ExampleCase.matched.explanation)
    #expect(text.contains("The record says: Adult: 45 years"))
  }
}

@Suite("The page")
struct HTMLPageTests {
  @Test("Nothing is loaded from outside and no script runs", arguments: ExampleCase.all)
  func selfContained(example: ExampleCase) {
    let page = HTMLPage().render([example.explanation])
    for name in ["<script", "<link", "<img", "src=", "href=", "@import", "url("] {
      #expect(!page.contains(name), "\(name)")
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test("It has a language, one heading for each patient and a labelled section for each part")
  func structure() {
    let page = HTMLPage().render([
      ExampleCase.matched.explanation, ExampleCase.undetermined.explanation,
    ])
    #expect(page.contains("lang=\"en\""))
    #expect(page.components(of: "<h1 ") == 2)
    #expect(page.components(of: "<article ") == 2)
    #expect(page.components(of: "<section ") == page.components(of: "<h2 "))
    #expect(page.contains("aria-labelledby=\"p2-escalation\""))
  }

  @Test("No level of headings is skipped, with legs and without", arguments: ExampleCase.all)
  func headings(example: ExampleCase) {
    let page = HTMLPage().render([example.explanation])
    let levels = page.matches(of: #/<h([1-6])[ >]/#).compactMap { Int($0.output.1) }
    #expect(levels.first == 1)
    for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
  }

  @Test("Ids are unique on a page with several patients")
  func ids() {
    let page = HTMLPage().render([
      ExampleCase.matched.explanation, ExampleCase.matched.explanation,
    ])
    let ids = page.matches(of: #/ id="([^"]+)"/#).map(\.output.1)
    #expect(Set(ids).count == ids.count)
  }

  @Test("The emergency comes before the patient's line and the answer")
  func escalationFirst() throws {
    let page = HTMLPage().render([ExampleCase.undetermined.explanation])
    let escalation = try #require(page.firstRange(of: "class=\"escalation\""))
    let context = try #require(page.firstRange(of: "class=\"context\""))
    let summary = try #require(page.firstRange(of: "class=\"summary\""))
    #expect(escalation.lowerBound < context.lowerBound)
    #expect(context.lowerBound < summary.lowerBound)
  }

  @Test("A cell carries its column's name for narrow screens, and its rating in words")
  func cells() {
    let page = HTMLPage().render([ExampleCase.matched.explanation])
    #expect(
      page.contains(
        "data-label=\"Rating\" class=\"usually-appropriate\"><b>Usually appropriate</b>"))
  }

  @Test("No explanation gives an empty page, not a broken one")
  func empty() {
    #expect(HTMLPage().render([]).contains("<title>No guidance</title>"))
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
