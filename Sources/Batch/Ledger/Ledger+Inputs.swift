import Foundation
import GRDB
import VenoGuide

/// What the ledger knows of an input from before.
struct KnownInput: Sendable {
  var id: Int64
  var digest: [UInt8]
  var state: LedgerEntry.State
  var basis: Int64
  var day: Int?
  var output: String?
  var outputSize: Int
  var outputDigest: [UInt8]
  /// The run that evaluated it.
  var run: Int64
  var reason: String?
}

/// One thing to write to the ledger.
enum LedgerChange: Sendable {
  /// An input was evaluated.
  case evaluated(LedgerEntry)
  /// An input is as it was.
  case seen(Int64)
  /// An input's answer was taken back.
  case retracted(Int64, reason: String)
  /// Nothing is left of an input.
  case forgotten(Int64)
}

extension Ledger {
  /// What is known of an input.
  func input(_ key: String) throws(BatchFailure) -> KnownInput? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT id, digest, state, basis, day, output, output_size, output_digest, run, reason FROM input WHERE key = ?
          """)
      return try Row.fetchOne(statement, arguments: [key]).map { Self.knownInput($0) }
    }
  }

  /// Inputs that a run has not met, in the order of their keys, some at a time.
  func unseen(
    in run: LedgerRun, after key: String, limit: Int
  ) throws(BatchFailure) -> [(key: String, input: KnownInput)] {
    try transaction { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT key, id, digest, state, basis, day, output, output_size, output_digest, run, reason FROM input
          WHERE seen < ? AND key > ? ORDER BY key LIMIT ?
          """,
        arguments: [run.id, key, limit]
      ).map { ($0["key"], Self.knownInput($0)) }
    }
  }

  /// The hashes of the names of all answers.
  func outputs() throws(BatchFailure) -> Set<UInt64> {
    try read { database in
      var names: Set<UInt64> = []
      let cursor = try String.fetchCursor(
        database, sql: "SELECT output FROM input WHERE output IS NOT NULL")
      while let name = try cursor.next() { names.insert(StableHash.of(name.utf8)) }
      return names
    }
  }

  /// How many inputs have an answer that holds.
  func answeredCount() throws(BatchFailure) -> Int {
    try read { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM input WHERE state = 'answered'") ?? 0
    }
  }

  /// The identifiers of the answers to an input.
  func identifiers(of input: Int64) throws(BatchFailure) -> [String] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT identifier FROM answer WHERE input = ? ORDER BY position",
        arguments: [input])
    }
  }

  private static func knownInput(_ row: Row) -> KnownInput {
    KnownInput(
      id: row["id"], digest: [UInt8](row["digest"] as Data),
      state: LedgerEntry.State(rawValue: row["state"]) ?? .quarantined, basis: row["basis"],
      day: row["day"], output: row["output"], outputSize: row["output_size"],
      outputDigest: [UInt8](row["output_digest"] as Data), run: row["run"],
      reason: row["reason"])
  }

  /// Writes changes in one transaction.
  func write(_ changes: [LedgerChange], in run: LedgerRun) throws(BatchFailure) {
    try transaction { database in
      for change in changes {
        switch change {
        case .evaluated(let entry): try Self.write(entry, in: run, database)
        case .seen(let id):
          try database.cachedStatement(sql: "UPDATE input SET seen = ? WHERE id = ?")
            .execute(arguments: [run.id, id])
        case .retracted(let id, let reason):
          try database.cachedStatement(
            sql: """
              UPDATE input SET state = 'retracted', output = NULL, output_size = 0, reason = ?, seen = ?,
                before = CASE WHEN run < ? THEN words ELSE before END, run = ?, words = 'retracted', codes = '',
                quality = ''
              WHERE id = ?
              """
          ).execute(arguments: [reason, run.id, run.id, run.id, id])
          try database.cachedStatement(sql: "DELETE FROM answer WHERE input = ?")
            .execute(arguments: [id])
        case .forgotten(let id):
          try database.cachedStatement(sql: "DELETE FROM answer WHERE input = ?")
            .execute(arguments: [id])
          try database.cachedStatement(sql: "DELETE FROM input WHERE id = ?")
            .execute(arguments: [id])
        }
      }
    }
  }

  private static func write(
    _ entry: LedgerEntry, in run: LedgerRun, _ database: Database
  ) throws {
    let words =
      entry.state == .answered
      ? entry.answers.map(\.words).joined(separator: "; ") : entry.state.rawValue
    let codes = try entry.codes.map { "\(try number(of: $0.code, database)):\($0.count)" }
    let quality = entry.quality.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
    let arguments: StatementArguments = [
      "key": entry.key, "digest": Data(entry.digest), "state": entry.state.rawValue,
      "basis": run.basis, "day": entry.day, "output": entry.output,
      "output_size": entry.outputSize, "output_digest": Data(entry.outputDigest),
      "source": entry.source, "reason": entry.reason,
      "quality": quality.joined(separator: " "), "codes": codes.joined(separator: " "),
      "milliseconds": entry.milliseconds, "run": run.id, "words": words,
    ]
    let id =
      try Int64.fetchOne(
        try database.cachedStatement(
          sql: """
            INSERT INTO input (key, digest, state, basis, day, output, output_size, output_digest, source, reason, quality, codes,
              milliseconds, evaluations, run, seen, before, words)
            VALUES (:key, :digest, :state, :basis, :day, :output, :output_size, :output_digest, :source, :reason, :quality, :codes,
              :milliseconds, 1, :run, :run, NULL, :words)
            ON CONFLICT (key) DO UPDATE SET
              before = CASE WHEN run < excluded.run THEN words ELSE before END,
              digest = excluded.digest, state = excluded.state, basis = excluded.basis, day = excluded.day,
              output = excluded.output, output_size = excluded.output_size, output_digest = excluded.output_digest, source = excluded.source,
              reason = excluded.reason, quality = excluded.quality, codes = excluded.codes,
              milliseconds = excluded.milliseconds, evaluations = evaluations + 1, run = excluded.run,
              seen = excluded.seen, words = excluded.words
            RETURNING id
            """), arguments: arguments) ?? 0
    try database.cachedStatement(sql: "DELETE FROM answer WHERE input = ?").execute(arguments: [id])
    for (position, answer) in entry.answers.enumerated() {
      try database.cachedStatement(
        sql: """
          INSERT INTO answer (input, position, identifier, outcome, silent, variants, ratings, escalations, missing,
            window_closes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        id, position, answer.identifier, answer.outcome, answer.isSilent,
        answer.variants.joined(separator: " "),
        answer.ratings.joined(separator: " "), answer.escalations.joined(separator: "\n"),
        answer.missing.joined(separator: " "), answer.windowCloses,
      ])
    }
  }

  private static func number(of code: ForeignCode, _ database: Database) throws -> Int64 {
    let arguments: StatementArguments = [code.system, code.code, code.resourceType, code.reason]
    let find = try database.cachedStatement(
      sql: "SELECT id FROM code WHERE system = ? AND code = ? AND type = ? AND reason = ?")
    if let known = try Int64.fetchOne(find, arguments: arguments) { return known }
    try database.cachedStatement(
      sql: "INSERT INTO code (system, code, type, reason) VALUES (?, ?, ?, ?)"
    ).execute(arguments: arguments)
    return database.lastInsertedRowID
  }
}
