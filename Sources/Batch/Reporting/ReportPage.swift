import Appropriateness
import CaseRecord
import Guidance

/// The report as one self-contained page; its plots are drawn as inline SVG.
struct ReportPage {
  private let report: BatchReport
  /// How many rows of a long table the page shows; `report.json` has all of them.
  private static let shown = 200
  /// How many of them before somebody asks for the others.
  private static let visible = 12

  init(_ report: BatchReport) { self.report = report }

  /// The page, ending with a line feed.
  var html: String {
    let sections = [
      header, escalations, windows, outcomes, variants, ratings, missing, export, quarantine, codes,
      quality, changes, footer,
    ]
    return PageFrame(title: title, style: ReportStyle.sheet).page(
      "<article>\n\(sections.joined())</article>\n")
  }

  private var title: String {
    "Guidance run as of \(moment)"
  }

  private var moment: String { report.asOf == "bundle" ? "each input" : report.asOf }

  // MARK: At a glance

  private var header: String {
    let totals = report.totals
    let tiles: [(Int, String, Bool)] = [
      (totals.answers, "answers", false),
      (report.escalations.count, "with emergency signs", true),
      (report.closingWindows.count, "acute, window open", false),
      (totals.quarantined, "in quarantine", true),
      (totals.silent, "nothing on a thrombosis", false),
      (totals.evaluated, "evaluated now", false),
      (totals.unchanged, "unchanged", false),
      (totals.retracted, "retracted", false),
    ]
    var html = "<header>\n<h1>Guidance run as of <span>\(escaped(moment))</span></h1>\n"
    html += "<ul class=\"context\"><li>Iliofemoral deep vein thrombosis, ACR criteria "
    html += "\(escaped(report.edition)); VenoGuide \(escaped(report.program))</li></ul>\n"
    html += "<ul class=\"tiles\">"
    for (count, label, isAlarm) in tiles {
      html += "<li\(isAlarm && count > 0 ? " class=\"alarm\"" : "")><b>\(grouped(count))</b> "
      html += "\(label)</li>"
    }
    return html + "</ul>\n</header>\n"
  }

  private var escalations: String {
    guard report.escalations.count > 0 else { return "" }
    var byText: [String: Int] = [:]
    for escalation in report.escalations.items {
      for text in escalation.texts { byText[text, default: 0] += 1 }
    }
    var html = "<ul>"
    for (text, count) in byText.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      html += "<li>\(escaped(text)) <small>\(cases(count))</small></li>"
    }
    html += "</ul>\n"
    html += table(
      ["Case", "Outcome"],
      report.escalations.items.prefix(Self.shown).map {
        [link($0.input, $0.answer), escaped(words($0.outcome))]
      }, total: report.escalations.count)
    return section("Emergency signs: look at these first", html, style: "escalation")
  }

  private var windows: String {
    let windows = report.closingWindows
    guard windows.count > 0 else { return "" }
    var byDate: [(String, Int)] = []
    for window in windows.items {
      if byDate.last?.0 == window.date {
        byDate[byDate.count - 1].1 += 1
      } else {
        byDate.append((window.date, 1))
      }
    }
    var html =
      "<p>On this day fourteen days since onset will have passed, and the answer changes.</p>\n"
    html += bars(byDate.map { ($0.0, $0.1, distance(to: $0.0)) })
    html += folded(
      "Cases by day",
      table(
        ["Day", "Case", "Outcome"],
        windows.items.prefix(Self.shown).map {
          [escaped($0.date), link($0.input, $0.answer), escaped(words($0.outcome))]
        }, total: windows.count))
    return section("Acute cases by the day their window closes", html)
  }

  /// `in 3 days`, from the day of the evaluation; nil when each input has its own.
  private func distance(to date: String) -> String? {
    guard let from = Self.day(report.asOf), let to = Self.day(date) else { return nil }
    let days = from.days(until: to)
    return days == 1 ? "tomorrow" : days > 1 ? "in \(days) days" : nil
  }

  /// The day with which a FHIR dateTime begins.
  private static func day(_ text: String) -> CalendarDay? {
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? CalendarDay(year: parts[0], month: parts[1], day: parts[2]) : nil
  }

  private var outcomes: String {
    let order = Outcome.allCases.map(\.rawValue)
    let rows = order.compactMap { code in
      report.outcomes[code].map { (words(code), $0, Self.meanings[code]) }
    }
    guard !rows.isEmpty else { return section("Outcomes", "<p>No answers.</p>\n") }
    let silent = report.totals.silent
    let note =
      silent == 0
      ? ""
      : "<p>\(grouped(silent)) of \(grouped(report.totals.answers)) answers are about patients of whom nothing on record tells "
        + "of a thrombosis, for or against.</p>\n"
    return section("Outcomes", bars(rows) + note)
  }

  private var variants: String {
    guard !report.variants.isEmpty else { return "" }
    let rows = report.variants.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return section("Variants that fit", bars(rows.map { (words($0.key), $0.value) }))
  }

  private var ratings: String {
    guard !report.ratings.isEmpty else { return "" }
    let order = Rating.allCases
    var html = "<ul class=\"legend\">"
    for rating in order {
      html += "<li class=\"\(rating.rawValue)\"><span></span>\(escaped(rating.words))</li>"
    }
    html += "</ul>\n<div class=\"plot\">"
    for (option, counts) in report.ratings.sorted(by: { $0.key < $1.key }) {
      let total = counts.values.reduce(0, +)
      var start = 0.0
      var marks = ""
      for rating in order {
        guard let count = counts[rating.rawValue], total > 0 else { continue }
        let width = 100 * Double(count) / Double(total)
        marks +=
          "<rect class=\"\(rating.rawValue)\" x=\"\(percent(start))\" width=\"\(percent(width))\" "
        marks += "height=\"100%\"><title>\(escaped(rating.words)): \(grouped(count))</title></rect>"
        start += width
      }
      let spoken = order.compactMap { rating in
        counts[rating.rawValue].map { "\(rating.words): \($0)" }
      }
      html += "<div class=\"row\"><span class=\"label\">\(escaped(words(option)))</span>"
      html += svg(marks, label: "\(words(option)). \(spoken.joined(separator: ", "))")
      html += "<span class=\"number\">\(grouped(total))</span></div>"
    }
    return section("How the options rate", html + "</div>\n")
  }

  private var missing: String {
    guard !report.missing.isEmpty else { return "" }
    return section(
      "Missing most often",
      "<p>Facts that decide and are not on record, of patients with something on record about a thrombosis, by the number of "
        + "answers that ask for them.</p>\n"
        + bars(report.missing.map { (words($0.feature), $0.answers) }))
  }

  // MARK: The inputs

  private var export: String {
    guard let export = report.export else { return "" }
    var html = ""
    if export.isWaiting {
      html +=
        "<p class=\"note\">Files of the export changed a moment before the run, so its patients were left for the next "
      html += "run. Their answers are those of before.</p>\n"
    }
    if export.isPartial {
      html +=
        "<p class=\"note\">The export holds only what changed since some time. What is not in it may still exist on the "
      html += "server.</p>\n"
    }
    for (code, count) in export.errors.sorted(by: { $0.key < $1.key }) {
      html +=
        "<p class=\"note\">Errors that the server reported, of kind \(escaped(code)): \(grouped(count)).</p>\n"
    }
    if !export.types.isEmpty {
      html += bars(
        export.types.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map {
          ($0.key, $0.value)
        })
    }
    html += lackingTypes(export.lacking)
    html += folded(
      "Files",
      table(
        ["File", "Resources", "Needed", "Of a type that matters", "Bad", "Without a patient"],
        export.files.items.prefix(Self.shown).map {
          [
            escaped($0.name), grouped($0.resources), grouped($0.wanted), grouped($0.unread),
            grouped($0.bad), grouped($0.withoutPatient),
          ]
        }, total: export.files.count))
    return section("The export", html)
  }

  private func lackingTypes(_ lacking: [BatchReport.Export.Lacking]) -> String {
    guard !lacking.isEmpty else { return "" }
    let asked = lacking.filter { !$0.facts.isEmpty }
    let others = lacking.filter { $0.facts.isEmpty }.map(\.type)
    var html = "<h3>Types of which the export has nothing</h3>\n"
    html +=
      "<p>That a file is missing does not mean that there are no findings: these facts are unknown.</p>\n"
    if !asked.isEmpty {
      html += table(
        ["Type", "Why", "Facts that it could tell, and answers that ask for them"],
        asked.map { lacking in
          let facts = lacking.facts.map { "\(words($0.feature)) (\(grouped($0.answers)))" }
          return [
            escaped(lacking.type), escaped(Self.requests[lacking.request] ?? lacking.request),
            escaped(facts.joined(separator: ", ")),
          ]
        }, total: asked.count)
    }
    if !others.isEmpty {
      html +=
        "<p><small>Nothing either of \(escaped(others.joined(separator: ", "))); no answer asks for what these could tell."
        + "</small></p>\n"
    }
    return html
  }

  private var quarantine: String {
    guard report.quarantine.count > 0 else { return "" }
    let rows = report.quarantine.items.prefix(Self.shown).map { item in
      [
        escaped(item.input + (item.line.map { ", line \($0)" } ?? "")), escaped(item.reason),
      ]
    }
    return section(
      "Quarantine",
      "<p>These could not be read. The originals are in <code>quarantine/</code>; correct them at their source, or there "
        + "and run with <code>--replay</code>.</p>\n"
        + table(
          ["Input", "Why"], Array(rows), total: report.quarantine.count, visible: Self.visible))
  }

  private var codes: String {
    guard report.foreignCodes.count > 0 else { return "" }
    let top = report.foreignCodes.items.prefix(Self.shown)
    return section(
      "Codes that were not understood",
      "<p>\(grouped(report.foreignCodes.count)) different codes. A site teaches them to the program with "
        + "<code>--terminology</code>.</p>\n"
        + table(
          ["Code", "System", "In", "Count"],
          top.map {
            [
              escaped($0.code + ($0.reason == "damaged" ? " (damaged)" : "")), escaped($0.system),
              escaped($0.resourceType), grouped($0.count),
            ]
          }, total: report.foreignCodes.count, visible: Self.visible))
  }

  private var quality: String {
    guard !report.quality.isEmpty else { return "" }
    let rows = report.quality.prefix(Self.shown).map { source in
      let findings = source.findings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        "\(words($0.key)): \(grouped($0.value))"
      }
      return [
        escaped(source.source == "." ? "the folder itself" : source.source), grouped(source.cases),
        grouped(source.quarantined),
        findings.isEmpty ? "nothing" : escaped(findings.joined(separator: ", ")),
      ]
    }
    return section(
      "Data quality by source",
      table(
        ["Source", "Cases", "In quarantine", "Found"], Array(rows), total: report.quality.count))
  }

  private var changes: String {
    let changes = report.changes
    guard changes.hasBefore else { return "" }
    var html =
      "<p>\(cases(changes.new)) new, \(cases(changes.changed.count)) with another answer, \(cases(changes.confirmed)) "
      + "evaluated again with the same answer, \(cases(report.totals.unchanged)) not touched.</p>\n"
    if changes.changed.count > 0 {
      html += table(
        ["Case", "Before", "Now"],
        changes.changed.items.prefix(Self.shown).map {
          [escaped($0.input), escaped($0.before), escaped($0.after)]
        }, total: changes.changed.count)
    }
    return section("Since the last run", html)
  }

  private var footer: String {
    "<footer><p><small>Guidance for a clinician to weigh; no order and no diagnosis. Criteria and code lists "
      + "\(escaped(String(report.knowledge.prefix(16)))).</small></p></footer>\n"
  }

  // MARK: Parts

  private func section(_ title: String, _ content: String, style: String? = nil) -> String {
    "<section\(style.map { " class=\"\($0)\"" } ?? "")>\n<h2>\(escaped(title))</h2>\n\(content)</section>\n"
  }

  private func folded(_ title: String, _ content: String) -> String {
    "<details><summary>\(escaped(title))</summary>\n\(content)</details>\n"
  }

  /// A bar for each row, of a length in proportion to the longest.
  private func bars(_ rows: [(String, Int, String?)]) -> String {
    let most = max(rows.map(\.1).max() ?? 1, 1)
    var html = "<div class=\"plot\">"
    for (label, count, hint) in rows {
      let width = 100 * Double(count) / Double(most)
      html += "<div class=\"row\"><span class=\"label\">\(escaped(label))"
      if let hint { html += "<small>\(escaped(hint))</small>" }
      html += "</span>"
      html += svg(
        "<rect class=\"bar\" width=\"\(percent(width))\" height=\"100%\" rx=\"2\"/>",
        label: "\(label): \(count)")
      html += "<span class=\"number\">\(grouped(count))</span></div>"
    }
    return html + "</div>\n"
  }

  private func bars(_ rows: [(String, Int)]) -> String {
    bars(rows.map { ($0.0, $0.1, nil) })
  }

  private func svg(_ marks: String, label: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"\(escaped(label))\">\(marks)</svg>"
  }

  private func percent(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
  }

  /// A table of cells that are markup; rows beyond the visible ones are folded.
  private func table(
    _ columns: [String], _ rows: [[String]], total: Int, visible: Int = .max
  ) -> String {
    var html = table(columns, rows.prefix(visible))
    if rows.count > visible {
      html += folded(
        "\(grouped(rows.count - visible)) more", table(columns, rows.dropFirst(visible)))
    }
    if total > rows.count {
      html += "<p><small>\(grouped(total - rows.count)) more are in report.json.</small></p>\n"
    }
    return html
  }

  private func table(_ columns: [String], _ rows: ArraySlice<[String]>) -> String {
    var html = "<table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">"
    for column in columns {
      html += "<th scope=\"col\" role=\"columnheader\">\(escaped(column))</th>"
    }
    html += "</tr></thead><tbody role=\"rowgroup\">"
    for row in rows {
      html += "<tr role=\"row\">"
      for (index, cell) in row.enumerated() {
        html +=
          index == 0
          ? "<th scope=\"row\" role=\"rowheader\">\(cell)</th>"
          : "<td role=\"cell\" data-label=\"\(escaped(columns[index]))\">\(cell)</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody></table>\n"
  }

  private func link(_ input: String, _ answer: String) -> String {
    answer.isEmpty
      ? escaped(input) : "<a href=\"\(escaped(Self.address(answer)))\">\(escaped(input))</a>"
  }

  /// A path as the address of a link: everything but plain characters as `%XX`.
  private static func address(_ path: String) -> String {
    var address = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"):
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default: address += "%" + hexadecimal([byte]).uppercased()
      }
    }
    return address
  }

  private func cases(_ count: Int) -> String { "\(grouped(count)) case\(count == 1 ? "" : "s")" }

  private func escaped(_ text: String) -> String { PageFrame.escaped(text) }

  /// A code as words: `no-variant` as "no variant".
  private func words(_ code: String) -> String {
    Self.names[code] ?? code.replacing("-", with: " ")
  }

  /// `12,345`
  private func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  // MARK: Words

  private static let names = [
    "may-thurner": "May-Thurner", "text-only": "said in text only",
    "set-aside/entered-in-error": "set aside, entered in error",
    "set-aside/not-final": "set aside, not final", "set-aside/malformed": "set aside, malformed",
  ]

  private static let meanings = [
    "matched": "one variant fits, nothing assumed",
    "provisional": "one variant fits if what was assumed holds",
    "overlap": "the sources disagree; nothing was chosen",
    "no-variant": "the facts are known, and no variant covers them",
    "not-covered": "another topic, or no thrombosis",
    "undetermined": "facts are missing that decide",
    "unusable": "the record contradicts itself",
  ]

  private static let requests = [
    "asked": "asked for; the server had none", "not-asked": "not asked for",
    "unknown": "no file, and no manifest that tells why",
  ]
}
