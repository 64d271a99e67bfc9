import FHIR
import FHIRSyntax
import VenoGuide

/// Evaluates inputs and writes the guidance, in the format and release that the caller or the input chose.
struct GuidanceWriter {
  private let evaluator: Evaluator
  private let moment: EvaluationMoment
  private let reading: ReadingOptions
  private let format: EvaluateCommand.OutputFormat?
  private let release: FHIRRelease?
  private let isPretty: Bool
  /// Answers that wait for the end: those that go into one XML Bundle, or may be the only JSON document.
  private var held: [(guidance: FHIRNode, form: OutputForm)] = []
  private var hasWritten = false

  init(
    evaluator: Evaluator, moment: EvaluationMoment, reading: ReadingOptions,
    format: EvaluateCommand.OutputFormat?, release: FHIRRelease?, isPretty: Bool
  ) {
    self.evaluator = evaluator
    self.moment = moment
    self.reading = reading
    self.format = format
    self.release = release
    self.isPretty = isPretty
  }

  /// Answers everything in one file.
  mutating func answer(_ path: String) throws(CommandFailure) -> AnswerTally {
    var tally = AnswerTally(shape: .document)
    var source = try reading.opened(path)
    while let piece = try source.next() {
      switch evaluate(piece) {
      case .success(let evaluation):
        for answer in evaluation.answers {
          tally.hasFailure = tally.hasFailure || answer.status == .failure
          tally.needsData = tally.needsData || answer.status == .dataRequired
          for message in answer.failureMessages { MessageOutput.say("\(piece.name): \(message)") }
        }
        let isOneLine = !isPretty && form(for: evaluation).format == .json
        let shape = try source.shape(mustKnow: !isOneLine || evaluation.packed.count > 1)
        try write(evaluation, shape: shape)
      case .failure(let error):
        tally.hasFailure = true
        let shape = try source.shape(mustKnow: true)
        MessageOutput.say("\(shape == .document ? source.name : piece.name): \(error)")
        if shape == .lines {
          try writeLine(encode(error))
        }
      }
    }
    tally.shape = try source.shape(mustKnow: true)
    tally.isCutOff = source.isCutOff
    return tally
  }

  private func evaluate(_ piece: InputPiece) -> Result<Evaluation, InputError> {
    Result { () throws(InputError) in
      try evaluator.evaluate(piece, at: moment, release: reading.inputRelease)
    }
  }

  /// The form of the output: what the caller chose, and otherwise that of the input.
  private func form(for evaluation: Evaluation) -> OutputForm {
    var form = evaluation.form
    if let format { form.format = format.encoding }
    if let release { form.release = release }
    return form
  }

  private mutating func write(_ evaluation: Evaluation, shape: InputShape) throws(CommandFailure) {
    let form = form(for: evaluation)
    if shape == .lines {
      try writeLine(encode(evaluation.packed, form))
      return
    }
    for guidance in evaluation.packed {
      if format == .ndjson {
        try writeLine(encode([guidance], form))
      } else {
        try hold(guidance, form)
      }
    }
  }

  private func encode(
    _ packed: [FHIRNode], _ form: OutputForm
  ) throws(CommandFailure) -> [UInt8] {
    do {
      return try evaluator.encoded(packed, as: form)
    } catch {
      throw CommandFailure.fault(error)
    }
  }

  private func encode(_ error: InputError) throws(CommandFailure) -> [UInt8] {
    let form = OutputForm(
      format?.encoding ?? .json, release: release ?? reading.inputRelease ?? .r4)
    do {
      return try evaluator.encoded(outcomeOf: error, as: form)
    } catch {
      throw CommandFailure.fault(error)
    }
  }

  private mutating func hold(_ guidance: FHIRNode, _ form: OutputForm) throws(CommandFailure) {
    held.append((guidance, form))
    // A second answer settles that JSON comes out as lines; XML waits for its Bundle.
    if form.format == .json, held.count > 1 || hasWritten { try flushLines() }
  }

  private mutating func flushLines() throws(CommandFailure) {
    let lines = held.filter { $0.form.format == .json }
    held.removeAll { $0.form.format == .json }
    for line in lines { try writeLine(encode([line.guidance], line.form)) }
  }

  private mutating func writeLine(_ bytes: [UInt8]) throws(CommandFailure) {
    hasWritten = true
    try DocumentOutput.write(bytes + [UInt8(ascii: "\n")])
  }

  /// Writes what waited for the end.
  mutating func finish() throws(CommandFailure) {
    if hasWritten { try flushLines() }
    // One Bundle is of one release: that of the first answer in it.
    guard var form = held.first?.form else { return }
    form.isPretty = isPretty
    let bytes = try encode(held.map(\.guidance), form)
    held = []
    try writeLine(bytes)
  }
}
