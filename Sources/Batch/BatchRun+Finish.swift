import VenoGuide

extension BatchRun {
  /// Writes what belongs to the whole run: lines in quarantine, the ledger of files, the report.
  func finish(
    _ tally: ReadingTally, _ export: ExportFiles, _ cases: CaseEvaluator, _ inputs: InputFolder,
    joins: Bool, _ result: inout BatchResult
  ) throws(BatchFailure) {
    if cases.run.isResumed { try removeOrphans(cases) }
    try keepBadLines(tally, cases, inputs)
    let badLines = tally.badLines.mapValues { $0.filter { !$0.isCorrected } }
    try cases.ledger.write(ReadingRecord(files: tally.files, badLines: badLines))
    let report = try BatchReport(
      cases.ledger, cases.run, cases.evaluator.versions, export, isWaiting: !joins)
    try cases.folder.put(try jsonBytes(report), at: "report.json")
    try cases.folder.put(Array(ReportPage(report).html.utf8), at: "report.html")
    try cases.folder.settle()
    result.quarantined = report.totals.quarantined
    result.remarks = report.remarks
  }

  /// Removes answers that the ledger does not know: a run was killed after it wrote them, and their inputs were gone when
  /// the next one came.
  private func removeOrphans(_ cases: CaseEvaluator) throws(BatchFailure) {
    let known = try cases.ledger.outputs()
    for name in try cases.folder.files(below: "guidance")
    where !known.contains(StableHash.of(name.utf8)) {
      try cases.folder.remove(name)
    }
  }

  /// Puts the lines that cannot be used into quarantine, one file for each file of the input.
  private func keepBadLines(
    _ tally: ReadingTally, _ cases: CaseEvaluator, _ inputs: InputFolder
  ) throws(BatchFailure) {
    let former = try cases.ledger.filesWithBadLines()
    let lineFiles = inputs.files.filter(\.isLines).map(\.name)
    for name in Set(former + lineFiles) where tally.badLines[name] == nil {
      // A young file keeps what is known of it.
      if inputs.young.contains(where: { $0.name == name }) { continue }
      try cases.folder.remove("quarantine/\(name)")
      try cases.folder.remove("quarantine/\(name).reason.json")
    }
    for (name, unsorted) in tally.badLines {
      let lines = unsorted.sorted { $0.line < $1.line }
      var bytes: [UInt8] = []
      for line in lines { bytes += line.bytes + [UInt8(ascii: "\n")] }
      try cases.folder.put(bytes, at: "quarantine/\(name)")
      let note = QuarantineNote(
        input: name,
        records: lines.map {
          .init(
            line: $0.line, reason: $0.reason, sha256: $0.sha256,
            isCorrected: $0.isCorrected ? true : nil)
        })
      try cases.folder.put(try note.bytes(), at: "quarantine/\(name).reason.json")
    }
  }
}

extension BatchReport {
  /// What somebody at a terminal should know besides counts.
  fileprivate var remarks: [String] {
    var remarks: [String] = []
    if let export {
      if export.isWaiting {
        remarks.append(
          "files of the export changed a moment ago; its patients are left for the next run")
      }
      if export.isPartial {
        remarks.append(
          "the export holds only what changed since some time; what is not in it may still exist")
      }
      if !export.errors.isEmpty {
        remarks.append("the server reported errors in the export; see the report")
      }
    }
    if escalations.count > 0 {
      remarks.append("\(escalations.count) cases with emergency signs; see the report")
    }
    return remarks
  }
}
