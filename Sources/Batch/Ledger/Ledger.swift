import GRDB
import VenoGuide

/// What is known of every input, in one SQLite file (WAL, one writer).
///
/// Everything that belongs together is written in one transaction, and only when the files that it speaks of are in
/// their places: whatever stops the program, the ledger never promises more than the folder holds.
final class Ledger: Sendable {
  private let queue: DatabaseQueue
  private let path: String

  /// Opens the ledger, or makes one.
  init(_ path: String) throws(BatchFailure) {
    self.path = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { try Self.makeTables(in: $0) }
    } catch {
      throw BatchFailure(.system, "\(path): the ledger cannot be opened: \(Self.words(error))")
    }
  }

  /// Reads or writes in one transaction.
  func transaction<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(BatchFailure) -> Value {
    do {
      return try queue.write(body)
    } catch let failure as BatchFailure {
      throw failure
    } catch {
      throw BatchFailure(
        .system,
        "\(path): the ledger cannot be written: \(Self.words(error)); what was committed before is whole"
      )
    }
  }

  /// Reads what was committed.
  func read<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) throws(BatchFailure) -> Value {
    do {
      return try queue.writeWithoutTransaction(body)
    } catch {
      throw BatchFailure(.system, "\(path): the ledger cannot be read: \(Self.words(error))")
    }
  }

  /// SQLite's words, without the values of a statement.
  private static func words(_ error: any Error) -> String {
    guard let error = error as? DatabaseError else { return "unknown fault" }
    return error.message ?? "SQLite error \(error.resultCode.rawValue)"
  }

  private static func makeTables(in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        -- by what answers were made
        CREATE TABLE IF NOT EXISTS basis (
          id INTEGER PRIMARY KEY, program TEXT NOT NULL, edition TEXT NOT NULL, knowledge TEXT NOT NULL,
          terminology TEXT NOT NULL, form TEXT NOT NULL,
          UNIQUE (program, edition, knowledge, terminology, form));

        -- a run; one that was interrupted goes on under its number until it is finished
        CREATE TABLE IF NOT EXISTS run (
          id INTEGER PRIMARY KEY, moment TEXT NOT NULL, basis INTEGER NOT NULL, started INTEGER NOT NULL,
          finished INTEGER);

        CREATE TABLE IF NOT EXISTS input (
          id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest BLOB NOT NULL, state TEXT NOT NULL,
          basis INTEGER NOT NULL, day INTEGER, output TEXT, output_size INTEGER NOT NULL, output_digest BLOB NOT NULL, source TEXT NOT NULL,
          reason TEXT, quality TEXT NOT NULL, codes TEXT NOT NULL, milliseconds REAL NOT NULL,
          evaluations INTEGER NOT NULL, run INTEGER NOT NULL, seen INTEGER NOT NULL,
          before TEXT, words TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS input_seen ON input (seen);

        -- the answer for each patient of an input
        CREATE TABLE IF NOT EXISTS answer (
          input INTEGER NOT NULL, position INTEGER NOT NULL, identifier TEXT NOT NULL, outcome TEXT NOT NULL,
          silent INTEGER NOT NULL, variants TEXT NOT NULL, ratings TEXT NOT NULL, escalations TEXT NOT NULL, missing TEXT NOT NULL,
          window_closes TEXT, PRIMARY KEY (input, position)) WITHOUT ROWID;

        -- codes that were not understood; inputs name them by number
        CREATE TABLE IF NOT EXISTS code (
          id INTEGER PRIMARY KEY, system TEXT NOT NULL, code TEXT NOT NULL, type TEXT NOT NULL,
          reason TEXT NOT NULL, UNIQUE (system, code, type, reason));

        -- the files whose resources were joined by patient, as the last run found them
        CREATE TABLE IF NOT EXISTS file (
          name TEXT PRIMARY KEY, lines INTEGER NOT NULL, wanted INTEGER NOT NULL, unread INTEGER NOT NULL,
          bad INTEGER NOT NULL, without_patient INTEGER NOT NULL, types TEXT NOT NULL) WITHOUT ROWID;

        -- lines that cannot be used, as the last run found them
        CREATE TABLE IF NOT EXISTS bad_line (
          file TEXT NOT NULL, line INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (file, line)) WITHOUT ROWID;
        """)
  }
}
