import VenoGuide

/// Compares the cases of files and folders and writes the rows as they come.
///
/// What cannot be used is said on standard error and listed; the run goes on, and its status tells at the end.
struct ComparisonWriter {
  private let comparer: CaseComparer
  private var report: ComparisonReport
  private let moment: EvaluationMoment
  private let reading: ReadingOptions
  /// The gravest thing that happened; reading that failed before a file that is not there before a faulty one.
  private var status = CommandFailure.Status.success

  init(
    comparer: CaseComparer, report: ComparisonReport, moment: EvaluationMoment,
    reading: ReadingOptions
  ) {
    self.comparer = comparer
    self.report = report
    self.moment = moment
    self.reading = reading
  }

  /// Compares everything; throws a failure at the end when something could not be used.
  mutating func write(_ paths: some Sequence<String>) throws(CommandFailure) {
    try DocumentOutput.write(text: report.beginning)
    for path in paths {
      if path != "-", Folder.kind(of: path) == .folder {
        try compare(Folder(path: path))
      } else {
        try compare(path, isFromFolder: false)
      }
    }
    try DocumentOutput.write(text: report.end)
    if status != .success { throw CommandFailure(status, "") }
  }

  private mutating func compare(_ folder: Folder) throws(CommandFailure) {
    let names: [String]
    do {
      names = try folder.names()
    } catch {
      note(
        CommandFailure(
          .noInput,
          "\(folder.path): cannot be opened as a folder: \(systemMessage(error.number))"))
      return
    }
    for path in names.map(folder.path) {
      switch Folder.kind(of: path) {
      case .folder: try compare(Folder(path: path))
      case .file: try compare(path, isFromFolder: true)
      case .other: report.passOver()
      }
    }
  }

  private mutating func compare(_ path: String, isFromFolder: Bool) throws(CommandFailure) {
    guard var run = try opened(path) else { return }
    while let piece = try next(of: &run) {
      try write(piece, isFromFolder: isFromFolder)
    }
  }

  private mutating func opened(_ path: String) throws(CommandFailure) -> InputRun? {
    do {
      return try reading.opened(path)
    } catch {
      try writeUnreadable(InputPlace(file: path), error)
      return nil
    }
  }

  private mutating func next(of run: inout InputRun) throws(CommandFailure) -> InputPiece? {
    do {
      guard var piece = try run.next() else { return nil }
      // A single line is a document like any other.
      if try run.shape(mustKnow: true) == .document { piece.place.line = nil }
      return piece
    } catch {
      try writeUnreadable(InputPlace(file: run.name), error)
      return nil
    }
  }

  private mutating func writeUnreadable(
    _ place: InputPlace, _ failure: CommandFailure
  ) throws(CommandFailure) {
    note(failure)
    try DocumentOutput.write(text: report.row(withoutCase: place))
  }

  private mutating func write(
    _ piece: InputPiece, isFromFolder: Bool
  ) throws(CommandFailure) {
    let input: ComparedInput
    do {
      input = try comparer.compare(piece, at: moment, release: reading.inputRelease)
    } catch {
      // What was named is an input, whatever it holds; a folder may hold other things beside inputs.
      if isFromFolder && error.isOtherContent { return report.passOver() }
      return try writeUnreadable(
        piece.place, CommandFailure(.dataError, "\(piece.name): \(error)"))
    }
    if isFromFolder && input.isAnswer { return report.passOver() }
    for message in input.failureMessages {
      note(CommandFailure(.dataError, "\(piece.name): \(message)"))
    }
    try DocumentOutput.write(text: report.rows(of: input, at: piece.place))
  }

  private mutating func note(_ failure: CommandFailure) {
    MessageOutput.say(failure.message)
    let gravest: [CommandFailure.Status] = [.ioError, .noInput, .dataError]
    status = gravest.first { $0 == status || $0 == failure.status } ?? failure.status
  }
}
