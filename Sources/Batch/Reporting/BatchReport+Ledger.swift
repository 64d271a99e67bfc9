import CaseMapping
import GRDB
import VenoGuide

extension BatchReport {
  /// Puts the report together from the ledger.
  init(
    _ ledger: Ledger, _ run: LedgerRun, _ versions: Evaluator.Versions, _ export: ExportFiles,
    isWaiting: Bool
  ) throws(BatchFailure) {
    self = try ledger.transaction { database in
      var report = BatchReport(
        asOf: run.moment, edition: versions.edition, program: versions.program,
        knowledge: versions.knowledge)
      var gathering = Gathering()
      try report.readCases(database, run, &gathering)
      try report.readCodes(database, gathering)
      try report.readBadLines(database, &gathering)
      try report.readExport(database, export, gathering, isWaiting: isWaiting)
      report.changes.hasBefore =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM run WHERE id < ?", arguments: [run.id]) ?? 0 > 0
      report.missing = gathering.missing.map { MissingFact(feature: $0, answers: $1) }.mostFirst
      report.quality = gathering.sources.map { source, found in
        SourceQuality(
          source: source, cases: found.cases, quarantined: found.quarantined,
          findings: found.findings)
      }.sorted { $0.source < $1.source }
      report.closingWindows = gathering.windows
      return report
    }
  }

  /// What is counted on the way.
  private struct Gathering {
    struct Source {
      var cases = 0
      var quarantined = 0
      var findings: [String: Int] = [:]
    }

    var missing: [String: Int] = [:]
    /// For joined patients: by type that could tell, by feature.
    var missingByType: [String: [String: Int]] = [:]
    var codes: [Int64: Int] = [:]
    var sources: [String: Source] = [:]
    var windows = Listing<ClosingWindow>()
  }

  private mutating func readCases(
    _ database: Database, _ run: LedgerRun, _ gathering: inout Gathering
  ) throws {
    let inputs = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, key, state, output, source, reason, quality, codes, run, before, words FROM input ORDER BY key
        """)
    while let row = try inputs.next() {
      let key: String = row["key"]
      let state: String = row["state"]
      let source: String = row["source"]
      let isNow = row["run"] as Int64 == run.id
      totals.cases += 1
      if isNow {
        noteChange(key, row["before"], row["words"])
        totals.evaluated += 1
      } else {
        totals.unchanged += 1
      }
      if state == LedgerEntry.State.retracted.rawValue {
        totals.cases -= 1
        if isNow { totals.evaluated -= 1 } else { totals.unchanged -= 1 }
        totals.retracted += 1
        continue
      }
      gathering.sources[source, default: Gathering.Source()].cases += 1
      if state == LedgerEntry.State.quarantined.rawValue, !key.utf8.contains(UInt8(ascii: "#")) {
        totals.quarantined += 1
        gathering.sources[source, default: Gathering.Source()].quarantined += 1
        quarantine.append(Quarantined(input: key, line: nil, reason: row["reason"] ?? ""))
      }
      for (finding, count) in counts(row["quality"]) {
        gathering.sources[source, default: Gathering.Source()].findings[finding, default: 0] +=
          count
      }
      for (code, count) in counts(row["codes"]) {
        if let number = Int64(code) { gathering.codes[number, default: 0] += count }
      }
      guard state == LedgerEntry.State.answered.rawValue else { continue }
      try readAnswers(
        database, of: row["id"], key, output: row["output"] ?? "",
        isJoined: source == PatientBundle.source, &gathering)
    }
    gathering.windows.items.sort { ($0.date, $0.input) < ($1.date, $1.input) }
  }

  private mutating func noteChange(_ key: String, _ before: String?, _ after: String) {
    guard let before else {
      changes.new += 1
      return
    }
    if before == after {
      changes.confirmed += 1
    } else {
      changes.changed.append(Changes.Change(input: key, before: before, after: after))
    }
  }

  private mutating func readAnswers(
    _ database: Database, of input: Int64, _ key: String, output: String, isJoined: Bool,
    _ gathering: inout Gathering
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT outcome, silent, variants, ratings, escalations, missing, window_closes FROM answer
        WHERE input = ? ORDER BY position
        """)
    let rows = try Row.fetchCursor(statement, arguments: [input])
    while let row = try rows.next() {
      let outcome: String = row["outcome"]
      let isSilent: Bool = row["silent"]
      totals.answers += 1
      if isSilent { totals.silent += 1 }
      outcomes[outcome, default: 0] += 1
      for variant in words(row["variants"]) { variants[variant, default: 0] += 1 }
      for rating in words(row["ratings"]) {
        let parts = rating.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2 { ratings[parts[0], default: [:]][parts[1], default: 0] += 1 }
      }
      let texts = (row["escalations"] as String).split(separator: "\n").map(String.init)
      if !texts.isEmpty {
        escalations.append(
          Escalation(input: key, answer: output, outcome: outcome, texts: texts))
      }
      if let date: String = row["window_closes"] {
        gathering.windows.append(
          ClosingWindow(date: date, input: key, answer: output, outcome: outcome))
      }
      for fact in words(row["missing"]) {
        let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
        if !isSilent { gathering.missing[parts[0], default: 0] += 1 }
        guard isJoined, parts.count == 2 else { continue }
        for type in parts[1].split(separator: ",") {
          gathering.missingByType[String(type), default: [:]][parts[0], default: 0] += 1
        }
      }
    }
  }

  private mutating func readCodes(_ database: Database, _ gathering: Gathering) throws {
    var uses: [CodeUse] = []
    for (number, count) in gathering.codes {
      let statement = try database.cachedStatement(
        sql: "SELECT system, code, type, reason FROM code WHERE id = ?")
      guard let row = try Row.fetchOne(statement, arguments: [number]) else { continue }
      uses.append(
        CodeUse(
          system: row["system"], code: row["code"], resourceType: row["type"],
          reason: row["reason"], count: count))
    }
    uses.sort {
      (-$0.count, $0.system, $0.code, $0.resourceType, $0.reason)
        < (-$1.count, $1.system, $1.code, $1.resourceType, $1.reason)
    }
    for use in uses { foreignCodes.append(use) }
  }

  private mutating func readBadLines(
    _ database: Database, _ gathering: inout Gathering
  ) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT file, line, reason FROM bad_line ORDER BY file, line")
    while let row = try rows.next() {
      let file: String = row["file"]
      totals.quarantined += 1
      let source = file.firstIndex(of: "/").map { String(file[..<$0]) } ?? "."
      gathering.sources[source, default: Gathering.Source()].quarantined += 1
      quarantine.append(Quarantined(input: file, line: row["line"], reason: row["reason"]))
    }
  }

  private mutating func readExport(
    _ database: Database, _ files: ExportFiles, _ gathering: Gathering, isWaiting: Bool
  ) throws {
    var found = Export(
      files: Listing(), types: [:], lacking: [], isPartial: files.manifest?.isPartial ?? false,
      errors: files.errors, deletions: files.deleted.count, isWaiting: isWaiting)
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM file ORDER BY name")
    while let row = try rows.next() {
      found.files.append(
        Export.File(
          name: row["name"], resources: row["lines"], wanted: row["wanted"],
          unread: row["unread"], bad: row["bad"], withoutPatient: row["without_patient"]))
      for (type, count) in counts(row["types"]) { found.types[type, default: 0] += count }
    }
    guard !found.types.isEmpty || files.manifest != nil || isWaiting else { return }
    for type in RelevantResources.typesOfRecords where found.types[type] == nil {
      let request =
        files.manifest.map { manifest in
          manifest.types.map { $0.contains(type) } ?? true ? "asked" : "not-asked"
        } ?? "unknown"
      let facts = (gathering.missingByType[type] ?? [:]).map {
        MissingFact(feature: $0, answers: $1)
      }
      found.lacking.append(
        Export.Lacking(type: type, request: request, facts: facts.mostFirst))
    }
    export = found
  }
}

extension [BatchReport.MissingFact] {
  /// The most frequent first.
  fileprivate var mostFirst: [BatchReport.MissingFact] {
    sorted { ($1.answers, $0.feature) < ($0.answers, $1.feature) }
  }
}

/// The parts of a text between blanks.
private func words(_ text: String) -> [String] {
  text.split(separator: " ").map(String.init)
}

/// `a:3 b/c:1`
private func counts(_ text: String) -> [(String, Int)] {
  text.split(separator: " ").compactMap { part in
    guard let colon = part.lastIndex(of: ":"), let count = Int(part[part.index(after: colon)...])
    else { return nil }
    return (String(part[..<colon]), count)
  }
}
