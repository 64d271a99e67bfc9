import CaseRecord
import Crypto
import FHIR
import FHIRSyntax
import VenoGuide

/// Answers cases: asks the ledger, evaluates, writes the answer, tells the ledger.
struct CaseEvaluator: Sendable {
  let evaluator: Evaluator
  let moment: EvaluationMoment
  let inputRelease: FHIRRelease?
  let outputRelease: FHIRRelease?
  let folder: OutputFolder
  let ledger: Ledger
  let run: LedgerRun
  let committer: Committer
  /// Whether what is in quarantine is tried again.
  let isReplay: Bool

  /// The day of the evaluation; `nil` when each input tells its own.
  private var day: Int? {
    if case .fixed(let asOf) = moment { asOf.day.daysSinceEpoch } else { nil }
  }

  /// Answers a case unless it is as it was.
  func answer(_ one: BatchCase) throws(BatchFailure) -> CaseResult {
    let known = try ledger.input(one.key)
    if let known, try isCurrent(known, one) {
      try committer.add(.seen(known.id))
      guard known.state == .quarantined else { return .unchanged }
      return .unusable(known.reason ?? "")
    }
    let start = ContinuousClock.now
    let result = evaluated(one)
    switch result {
    case .success(let (evaluation, bytes)):
      try keep(evaluation, bytes, of: one, known, since: start)
      return .answered
    case .failure(let reason):
      try quarantine(one, known, reason: reason.text, since: start)
      return .unusable(reason.text)
    }
  }

  /// Takes back the answer to an input whose source is not there any more.
  func retract(_ known: KnownInput, key: String, _ reason: Retraction.Reason) throws(BatchFailure) {
    if known.state == .retracted { return try committer.add(.seen(known.id)) }
    if known.state == .quarantined {
      try removeQuarantine(key)
      return try committer.add(.forgotten(known.id))
    }
    try writeRetractions(known, reason)
    if let output = known.output { try folder.remove(output) }
    try committer.add(.retracted(known.id, reason: reason.rawValue))
  }

  private func isCurrent(_ known: KnownInput, _ one: BatchCase) throws(BatchFailure) -> Bool {
    guard known.digest == one.digest, known.basis == run.basis else { return false }
    if let day = known.day, day != self.day { return false }
    switch known.state {
    case .answered: return try hasAnswer(known)
    case .quarantined: return !isReplay
    case .retracted: return false
    }
  }

  /// Whether the answer is in its place, and whole where a power failure may have damaged it.
  private func hasAnswer(_ known: KnownInput) throws(BatchFailure) -> Bool {
    guard let output = known.output, folder.holds(output, size: known.outputSize) else {
      return false
    }
    guard run.isResumed, known.run == run.id else { return true }
    let bytes = try folder.contents(of: output) ?? []
    return Array(SHA256.hash(data: bytes)) == known.outputDigest
  }

  // MARK: Evaluation

  /// Why a case is of no use, without patient data.
  private struct Unusable: Error {
    var text: String
  }

  private func evaluated(_ one: BatchCase) -> Result<(Evaluation, [UInt8]), Unusable> {
    do {
      if let defect = one.defect { throw InputError(defect) }
      let evaluation = try evaluator.evaluate(one.bytes, at: moment, release: inputRelease)
      if evaluation.answers.allSatisfy({ $0.recommendations.isEmpty }) {
        let messages = evaluation.answers.flatMap(\.failureMessages)
        return .failure(Unusable(text: messages.first ?? "The input names no patient."))
      }
      let form = OutputForm(.json, release: outputRelease ?? evaluation.release)
      return .success((evaluation, try evaluator.encoded(evaluation.packed, as: form) + [0x0A]))
    } catch let error as InputError {
      return .failure(Unusable(text: error.description))
    } catch let error as SyntaxError {
      return .failure(Unusable(text: "The answer could not be written: \(error)"))
    } catch {
      return .failure(Unusable(text: "The input could not be read."))
    }
  }

  private func keep(
    _ evaluation: Evaluation, _ bytes: [UInt8], of one: BatchCase, _ known: KnownInput?,
    since start: ContinuousClock.Instant
  ) throws(BatchFailure) {
    var entry = LedgerEntry(
      key: one.key, digest: one.digest, state: .answered, output: one.output,
      outputSize: bytes.count, outputDigest: Array(SHA256.hash(data: bytes)), source: one.source,
      day: evaluation.answers.contains(where: \.restsOnCalendar) ? day : nil,
      answers: evaluation.answers.map { AnswerSummary($0) })
    for answer in evaluation.answers { answer.countQuality(into: &entry.quality) }
    entry.codes = evaluation.answers.foreignCodes
    if let known, known.state == .answered, known.day != nil,
      evaluation.answers.allSatisfy(\.isWithdrawn)
    {
      try writeRetractions(known, .enteredInError)
    }
    try folder.put(bytes, at: one.output)
    for answer in entry.answers where folder.hasRetractions {
      try folder.remove(Self.retraction(answer.identifier))
    }
    if known?.state == .quarantined { try removeQuarantine(one.quarantine?.name) }
    entry.milliseconds = (ContinuousClock.now - start).milliseconds
    try committer.add(.evaluated(entry))
  }

  // MARK: Quarantine and retraction

  private func quarantine(
    _ one: BatchCase, _ known: KnownInput?, reason: String, since start: ContinuousClock.Instant
  ) throws(BatchFailure) {
    if let (name, original) = one.quarantine {
      let isCorrection = isReplay && folder.contains("quarantine/\(name)")
      if !isCorrection { try folder.put(original, at: "quarantine/\(name)") }
      let record = QuarantineNote(input: one.key, records: [.init(line: nil, reason: reason)])
      try folder.put(try record.bytes(), at: "quarantine/\(name).reason.json")
    }
    if let known, known.state == .answered {
      try writeRetractions(known, .unreadable)
      if let output = known.output { try folder.remove(output) }
    }
    try committer.add(
      .evaluated(
        LedgerEntry(
          key: one.key, digest: one.digest, state: .quarantined, source: one.source,
          reason: reason, milliseconds: (ContinuousClock.now - start).milliseconds)))
  }

  private func removeQuarantine(_ name: String?) throws(BatchFailure) {
    guard let name else { return }
    try folder.remove("quarantine/\(name)")
    try folder.remove("quarantine/\(name).reason.json")
  }

  /// Writes what takes the answers of an input back.
  ///
  /// One that is there already was written by a run that was killed after it; the answer's file may be another by now.
  private func writeRetractions(
    _ known: KnownInput, _ reason: Retraction.Reason
  ) throws(BatchFailure) {
    let identifiers = try ledger.identifiers(of: known.id)
    guard !identifiers.allSatisfy({ folder.contains(Self.retraction($0)) }),
      let output = known.output, let answer = try folder.contents(of: output)
    else { return }
    let retractions: [Retraction]
    do {
      retractions = try Retraction.retractions(of: answer, reason)
    } catch {
      throw BatchFailure(
        .system,
        "\(folder.path(of: output)): is no answer any more and cannot be retracted: \(error)")
    }
    for retraction in retractions where identifiers.contains(retraction.identifier) {
      try folder.put(retraction.bytes + [0x0A], at: Self.retraction(retraction.identifier))
    }
    folder.noteRetraction()
  }

  private static func retraction(_ identifier: String) -> String {
    "retracted/\(identifier).json"
  }
}

extension Answer {
  /// Whether nothing is left of a thrombosis because what told of it was entered in error.
  var isWithdrawn: Bool {
    record.setAside.contains { $0.reason == .enteredInError }
      && recommendations.allSatisfy(\.isSilent)
  }
}

extension [Answer] {
  /// The codes that were not understood, each once with its count.
  var foreignCodes: [CodeCount] {
    var counts: [ForeignCode: Int] = [:]
    for code in flatMap(\.record.unmappedCodes) {
      let key = ForeignCode(
        system: code.system, code: code.code, resourceType: code.resourceType,
        reason: code.reason.rawValue)
      counts[key, default: 0] += code.count
    }
    return counts.map { CodeCount(code: $0, count: $1) }
  }
}

extension Duration {
  /// In thousandths of a second.
  var milliseconds: Double {
    Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
  }
}
