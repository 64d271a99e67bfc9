import GRDB

/// What reading a folder left behind beside answers.
struct ReadingRecord: Sendable {
  var files: [String: FileTally]
  var badLines: [String: [BadLine]]
}

extension Ledger {
  /// The files of which lines are in quarantine.
  func filesWithBadLines() throws(BatchFailure) -> [String] {
    try transaction { database in
      try String.fetchAll(database, sql: "SELECT DISTINCT file FROM bad_line ORDER BY file")
    }
  }

  /// Keeps what the files of resources held, in place of what they held before.
  func write(_ reading: ReadingRecord) throws(BatchFailure) {
    try transaction { database in
      try database.execute(sql: "DELETE FROM file; DELETE FROM bad_line")
      for (name, tally) in reading.files {
        let types = tally.types.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
        try database.cachedStatement(
          sql: """
            INSERT INTO file (name, lines, wanted, unread, bad, without_patient, types)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(arguments: [
          name, tally.lines, tally.wanted, tally.unread, tally.bad, tally.withoutPatient,
          types.joined(separator: " "),
        ])
      }
      for (file, lines) in reading.badLines {
        for line in lines {
          try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO bad_line (file, line, reason) VALUES (?, ?, ?)"
          ).execute(arguments: [file, line.line, line.reason])
        }
      }
    }
  }
}
