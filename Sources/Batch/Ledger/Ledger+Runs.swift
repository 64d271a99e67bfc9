import GRDB
import VenoGuide

/// A run as the ledger knows it.
struct LedgerRun: Sendable {
  var id: Int64
  var basis: Int64
  /// The moment of evaluation, a FHIR dateTime, or `bundle`.
  var moment: String
  /// Whether it was begun before and not finished.
  var isResumed: Bool
}

extension Ledger {
  /// A moment that an interrupted run began with lasts so long, in seconds.
  private static let resumption = 12 * 3600

  /// Begins a run, or goes on with one that was not finished.
  ///
  /// - Parameters:
  ///   - versions: by what answers are made.
  ///   - form: how they are written.
  ///   - moment: the moment of evaluation that was asked for; `nil` when now is good.
  ///   - now: the clock, as a FHIR dateTime and in seconds since 1970.
  /// - Returns: the run, with the moment that it is to take.
  /// - Throws: ``BatchFailure`` when the ledger cannot be written.
  func beginRun(
    _ versions: Evaluator.Versions, form: String, moment: String?, now: (text: String, seconds: Int)
  ) throws(BatchFailure) -> LedgerRun {
    let nowText = now.text
    let nowSeconds = now.seconds
    return try transaction { database in
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO basis (program, edition, knowledge, terminology, form)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          versions.program, versions.edition, versions.knowledge, versions.terminology, form,
        ])
      let basis =
        try Int64.fetchOne(
          database,
          sql: """
            SELECT id FROM basis
            WHERE program = ? AND edition = ? AND knowledge = ? AND terminology = ? AND form = ?
            """,
          arguments: [
            versions.program, versions.edition, versions.knowledge, versions.terminology, form,
          ]) ?? 0
      let open = try Row.fetchOne(
        database, sql: "SELECT id, moment, started FROM run WHERE finished IS NULL")
      guard let open else {
        try database.execute(
          sql: "INSERT INTO run (moment, basis, started) VALUES (?, ?, ?)",
          arguments: [moment ?? nowText, basis, nowSeconds])
        return LedgerRun(
          id: database.lastInsertedRowID, basis: basis, moment: moment ?? nowText,
          isResumed: false)
      }
      let id: Int64 = open["id"]
      let before: String = open["moment"]
      let started: Int = open["started"]
      let isFresh = before != "bundle" && (0..<Self.resumption).contains(nowSeconds - started)
      let chosen = moment ?? (isFresh ? before : nowText)
      try database.execute(
        sql: "UPDATE run SET moment = ?, basis = ? WHERE id = ?", arguments: [chosen, basis, id])
      return LedgerRun(id: id, basis: basis, moment: chosen, isResumed: true)
    }
  }

  /// Says that everything of a run is done.
  func finish(_ run: LedgerRun, at seconds: Int) throws(BatchFailure) {
    try transaction { database in
      try database.execute(
        sql: "UPDATE run SET finished = ? WHERE id = ?", arguments: [seconds, run.id])
    }
  }

  /// Checks that a setting is what it was when the folder was first used, and keeps it.
  ///
  /// - Returns: the value from before when it differs.
  func keep(setting name: String, _ value: String) throws(BatchFailure) -> String? {
    try transaction { database in
      let before = try String.fetchOne(
        database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
      if let before { return before == value ? nil : before }
      try database.execute(
        sql: "INSERT INTO setting (name, value) VALUES (?, ?)", arguments: [name, value])
      return nil
    }
  }
}
