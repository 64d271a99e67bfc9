import FHIRSyntax
import VenoGuide

/// Evaluates inputs and writes the guidance, in the format that the caller or the input chose.
struct GuidanceWriter {
  private let evaluator: Evaluator
  private let moment: EvaluationMoment
  private let limits: SyntaxLimits
  private let format: EvaluateCommand.OutputFormat?
  private let isPretty: Bool
  /// Answers that wait for the end: those that go into one XML Bundle, or may be the only JSON document.
  private var held: [(answer: Answer, format: FHIRFormat)] = []
  private var hasWritten = false

  init(
    evaluator: Evaluator, moment: EvaluationMoment, limits: SyntaxLimits,
    format: EvaluateCommand.OutputFormat?, isPretty: Bool
  ) {
    self.evaluator = evaluator
    self.moment = moment
    self.limits = limits
    self.format = format
    self.isPretty = isPretty
  }

  /// Answers everything in one file.
  mutating func answer(_ path: String, from kind: InputKind) throws(CommandFailure) -> AnswerTally {
    var tally = AnswerTally(shape: .document)
    var source = try InputRun.opened(path, kind: kind, limits: limits)
    while let piece = try source.next() {
      switch evaluate(piece) {
      case .success(let evaluation):
        for answer in evaluation.answers {
          tally.hasFailure = tally.hasFailure || answer.status == .failure
          tally.needsData = tally.needsData || answer.status == .dataRequired
          for message in answer.failureMessages { MessageOutput.say("\(piece.name): \(message)") }
        }
        let isOneLine = !isPretty && lineFormat(for: evaluation) == .json
        let shape = try source.shape(mustKnow: !isOneLine || evaluation.answers.count > 1)
        try write(evaluation, shape: shape)
      case .failure(let error):
        tally.hasFailure = true
        let shape = try source.shape(mustKnow: true)
        MessageOutput.say("\(shape == .document ? source.name : piece.name): \(error)")
        if shape == .lines {
          try writeLine(encode(error, format == .xml ? .xml : .json))
        }
      }
    }
    tally.shape = try source.shape(mustKnow: true)
    return tally
  }

  private func evaluate(_ piece: InputPiece) -> Result<Evaluation, InputError> {
    Result { () throws(InputError) in try evaluator.evaluate(piece, at: moment) }
  }

  private func lineFormat(for evaluation: Evaluation) -> FHIRFormat {
    switch format {
    case .xml: .xml
    case .json, .ndjson: .json
    case nil: evaluation.format
    }
  }

  private mutating func write(_ evaluation: Evaluation, shape: InputShape) throws(CommandFailure) {
    if shape == .lines {
      try writeLine(encode(evaluation.answers, lineFormat(for: evaluation)))
      return
    }
    for answer in evaluation.answers {
      switch format {
      case .ndjson: try writeLine(encode([answer], .json))
      case .json: try hold(answer, .json)
      case .xml: try hold(answer, .xml)
      case nil: try hold(answer, evaluation.format)
      }
    }
  }

  private func encode(
    _ answers: [Answer], _ format: FHIRFormat, pretty: Bool = false
  ) throws(CommandFailure) -> [UInt8] {
    do {
      return try evaluator.encoded(answers, as: format, pretty: pretty)
    } catch {
      throw CommandFailure.fault(error)
    }
  }

  private func encode(_ error: InputError, _ format: FHIRFormat) throws(CommandFailure) -> [UInt8] {
    do {
      return try evaluator.encoded(outcomeOf: error, as: format)
    } catch {
      throw CommandFailure.fault(error)
    }
  }

  private mutating func hold(_ answer: Answer, _ format: FHIRFormat) throws(CommandFailure) {
    held.append((answer, format))
    // A second answer settles that JSON comes out as lines; XML waits for its Bundle.
    if format == .json, held.count > 1 || hasWritten { try flushLines() }
  }

  private mutating func flushLines() throws(CommandFailure) {
    let lines = held.filter { $0.format == .json }
    held.removeAll { $0.format == .json }
    for line in lines { try writeLine(encode([line.answer], .json)) }
  }

  private mutating func writeLine(_ bytes: [UInt8]) throws(CommandFailure) {
    hasWritten = true
    try DocumentOutput.write(bytes + [UInt8(ascii: "\n")])
  }

  /// Writes what waited for the end.
  mutating func finish() throws(CommandFailure) {
    if hasWritten { try flushLines() }
    guard let format = held.first?.format else { return }
    let bytes = try encode(held.map(\.answer), format, pretty: isPretty)
    held = []
    try writeLine(bytes)
  }
}
