import CPosix
import FHIRSyntax
import VenoGuide

/// Reads inputs: answers documents, and puts resources that stand alone on their way to their patients.
///
/// One for each worker; workers share the queue, the partitions and the ledger.
struct InputReader: ~Copyable {
  let evaluator: CaseEvaluator
  let partitions: PatientPartitions
  let shared: SharedResources
  let limits: SyntaxLimits
  let shard: Shard?
  /// What the export says was deleted, as hashes of `Type/id`.
  let deleted: Set<UInt64>
  /// Files of the export that hold no data: manifests, deletions, errors.
  let skipped: Set<String>
  /// Whether resources are joined; not while files of the export are still being written.
  let joins: Bool
  let corrections: Corrections
  let progress: Progress
  private var scanner: ResourceScanner
  private var buffers = PatientPartitions.Buffers()
  private(set) var tally = ReadingTally()
  /// Of the file that is being read.
  private var fileTally = FileTally()

  init(
    _ evaluator: CaseEvaluator, _ partitions: PatientPartitions, _ shared: SharedResources,
    limits: SyntaxLimits, shard: Shard?, deleted: Set<UInt64>, skipped: Set<String>, joins: Bool,
    corrections: Corrections, progress: Progress
  ) {
    self.evaluator = evaluator
    self.partitions = partitions
    self.shared = shared
    self.limits = limits
    self.shard = shard
    self.deleted = deleted
    self.skipped = skipped
    self.joins = joins
    self.corrections = corrections
    self.progress = progress
    scanner = ResourceScanner(selector: evaluator.evaluator.relevantResources, limits: limits)
  }

  /// Reads until nothing is left, or until the run is to stop.
  mutating func read(_ queue: InputQueue, _ control: RunControl) throws(BatchFailure) {
    while !control.isStopping, let work = try queue.next() {
      switch work {
      case .document(let file): try read(file)
      case .block(let block):
        try read(block, control)
        progress.add(bytes: block.consumed)
      }
    }
    partitions.finish(&buffers)
  }

  // MARK: Documents

  private mutating func read(_ file: InputFile) throws(BatchFailure) {
    if skipped.contains(file.name) { return }
    let original =
      file.size > limits.bytes ? [] : try OpenFile.reading(file.path).read(file.size)
    let quarantined =
      evaluator.isReplay ? try evaluator.folder.contents(of: "quarantine/\(file.name)") : nil
    var one = BatchCase(file, original, replacement: quarantined, limits: limits)
    if file.size > limits.bytes {
      one.defect = SyntaxError(
        kind: .limit, message: "The file is larger than the limit. Limit: bytes=\(limits.bytes).")
    }
    progress.add(bytes: file.size)
    if one.defect == nil, !one.bytes.beginsAsDocument {
      if one.bytes.holdsLines {
        let block = LineBlock(file: file, bytes: one.bytes, firstLine: 1, damage: nil)
        return try read(block, nil)
      }
      let bytes = one.bytes
      let found = bytes.withUnsafeBytes { scanner.scanResource($0) }
      if let found, found.defect == nil, !found.isDocument {
        try take(found, of: bytes, in: file)
        return mergeFileTally(file)
      }
    }
    if let shard, !shard.holds(StableHash.of(file.name.utf8)) { return }
    try answer(one)
  }

  private mutating func answer(_ one: BatchCase) throws(BatchFailure) {
    let result = try evaluator.answer(one)
    if case .unusable = result { tally.unusable += 1 }
    progress.add(result)
  }

  // MARK: Lines

  private mutating func read(_ block: LineBlock, _ control: RunControl?) throws(BatchFailure) {
    if skipped.contains(block.file.name) { return }
    var found: [ScannedResource] = []
    block.bytes.withUnsafeBytes { bytes in
      _ = scanner.scanLines(bytes) { found.append($0) }
    }
    for resource in found {
      if control?.isStopping == true { return }
      try take(resource, line: block.firstLine + resource.line, in: block)
    }
    if let damage = block.damage {
      let bad = BadLine(line: block.firstLine, bytes: [], reason: damage.description)
      addBad(bad, in: block)
    }
    mergeFileTally(block.file)
    try partitions.drain(&buffers)
  }

  private mutating func mergeFileTally(_ file: InputFile) {
    guard fileTally.lines > 0 else { return }
    tally.files[file.name, default: FileTally()] += fileTally
    fileTally = FileTally()
  }

  /// Takes what stands on a line: a document, a resource, or nothing that can be used. What somebody made of the line in
  /// quarantine stands in for it.
  private mutating func take(
    _ resource: ScannedResource, line: Int, in block: LineBlock
  ) throws(BatchFailure) {
    let text = block.bytes[resource.place]
    if !corrections.isEmpty,
      let found = corrections.correction(of: Array(text), file: block.file.name, line: line),
      let corrected = found.bytes.withUnsafeBytes({ scanner.scanResource($0) })
    {
      let former = BadLine(line: line, bytes: Array(text), reason: found.reason)
      if try use(corrected, of: found.bytes, line: line, in: block) == nil {
        keep(former.corrected(found.bytes), in: block)
      } else {
        // It is none: the line goes back as it came.
        addBad(former, in: block)
      }
    } else if let reason = try use(resource, of: block.bytes, line: line, in: block) {
      addBad(BadLine(line: line, bytes: Array(text), reason: reason), in: block)
    }
  }

  /// Answers a document, or puts a resource on its way; why not, when it cannot be used.
  private mutating func use(
    _ resource: ScannedResource, of bytes: [UInt8], line: Int, in block: LineBlock
  ) throws(BatchFailure) -> String? {
    if let defect = resource.defect { return defect.description }
    guard resource.isDocument else {
      try take(resource, of: bytes, in: block.file)
      return nil
    }
    if resource.isHeader(in: bytes) {
      fileTally.note(resource, "Parameters")
      return nil
    }
    let one = BatchCase(block.file, line: line, Array(bytes[resource.place]))
    if let shard, !shard.holds(StableHash.of(one.key.utf8)) { return nil }
    let result = try evaluator.answer(one)
    if case .unusable(let reason) = result { return reason }
    progress.add(result)
    return nil
  }

  private mutating func addBad(_ line: BadLine, in block: LineBlock) {
    fileTally.lines += 1
    fileTally.bad += 1
    tally.unusable += 1
    progress.add(.unusable(line.reason))
    keep(line, in: block)
  }

  private mutating func keep(_ line: BadLine, in block: LineBlock) {
    tally.badLines[block.file.name, default: []].append(line)
  }

  // MARK: Resources

  private mutating func take(
    _ resource: ScannedResource, of bytes: [UInt8], in file: InputFile
  ) throws(BatchFailure) {
    let type = resource.resourceType ?? ""
    fileTally.note(resource, type)
    guard resource.matters, joins else { return }
    if !deleted.isEmpty, let id = resource.id, isDeleted(type, id) { return }
    let key: String
    let hash: UInt64
    var flags: UInt8 = 0
    switch PatientKey(type: type, id: resource.id, subject: resource.subject) {
    case .patient(let id, let base, let isURN):
      hash = StableHash.of(id.utf8)
      key = base.isEmpty ? "Patient/\(id)" : "Patient/\(id)\0\(base)"
      if !base.isEmpty { tally.bases.insert(base) }
      if isURN { flags = PatientRecord.urnFlag }
      if !deleted.isEmpty, isDeleted("Patient", id) { return }
    case .contained:
      key = "\(type)/\(resource.id ?? "") in \(file.name)"
      hash = StableHash.of(key.utf8)
    case .shared:
      guard let id = resource.id else { return }
      var body: [UInt8] = []
      resource.append(to: &body, of: bytes)
      return try shared.add("\(type)/\(id)", body)
    case .missing, .elsewhere:
      if Self.needsPatient(type) { fileTally.withoutPatient += 1 }
      return
    }
    if let shard, !shard.holds(hash) { return }
    buffers.append(hash: hash, flags: flags, key: key, type: type, id: resource.id) { body in
      resource.append(to: &body, of: bytes)
    }
  }

  private func isDeleted(_ type: String, _ id: String) -> Bool {
    deleted.contains(StableHash.of("\(type)/\(id)".utf8))
  }

  /// Types that may stand for nobody: their resources are not missed.
  private static func needsPatient(_ type: String) -> Bool {
    !["List", "Composition", "Parameters", "MessageHeader", "Device", "Medication"].contains(type)
  }
}

extension FileTally {
  fileprivate mutating func note(_ resource: ScannedResource, _ type: String) {
    lines += 1
    types[type, default: 0] += 1
    if resource.isWanted { wanted += 1 } else if resource.matters { unread += 1 }
  }
}

extension ScannedResource {
  /// Whether it is a case by itself.
  fileprivate var isDocument: Bool { resourceType == "Bundle" || resourceType == "Parameters" }

  /// Whether it begins the lines of a patient, in an export that is organised by patient (Bulk Data Access IG,
  /// `organizeOutputBy`): Parameters with a `header` and no resource.
  fileprivate func isHeader(in bytes: [UInt8]) -> Bool {
    guard resourceType == "Parameters" else { return false }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      func holds(_ text: StaticString) -> Bool {
        venoguide_place_of(
          base + place.lowerBound, place.count, text.utf8Start, text.utf8CodeUnitCount)
          < place.count
      }
      return holds("\"header\"") && !holds("\"resource\"")
    }
  }

  /// Adds what goes on of a resource: all of it; or, when none of its codes is needed, these codes, since the answer
  /// lists them.
  fileprivate func append(to body: inout [UInt8], of bytes: [UInt8]) {
    if isWanted { return body.append(contentsOf: bytes[place]) }
    body.append(contentsOf: Self.typeName)
    appendQuoted(resourceType ?? "", to: &body)
    if let id {
      body.append(contentsOf: Self.idName)
      appendQuoted(id, to: &body)
    }
    if let subject {
      body.append(contentsOf: Self.subjectName)
      appendQuoted(subject, to: &body)
      body.append(UInt8(ascii: "}"))
    }
    body.append(contentsOf: Self.codingName)
    for (index, coding) in unrecognized.enumerated() {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body.append(contentsOf: Self.systemName)
      appendQuoted(coding.system, to: &body)
      body.append(contentsOf: Self.codeName)
      appendQuoted(coding.code, to: &body)
      body.append(UInt8(ascii: "}"))
    }
    body.append(contentsOf: Self.ending)
  }

  private static let typeName = Array(#"{"resourceType":"#.utf8)
  private static let idName = Array(#","id":"#.utf8)
  private static let subjectName = Array(#","subject":{"reference":"#.utf8)
  private static let codingName = Array(#","code":{"coding":["#.utf8)
  private static let systemName = Array(#"{"system":"#.utf8)
  private static let codeName = Array(#","code":"#.utf8)
  private static let ending = Array("]}}".utf8)
}

extension [UInt8] {
  /// Whether this is a Bundle, Parameters or XML, as far as its beginning shows.
  fileprivate var beginsAsDocument: Bool {
    guard let first = first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) else {
      return true
    }
    if first != UInt8(ascii: "{") { return true }
    let beginning = String(decoding: prefix(400), as: UTF8.self).filter { !$0.isWhitespace }
    return beginning.hasPrefix(#"{"resourceType":"Bundle""#)
      || beginning.hasPrefix(#"{"resourceType":"Parameters""#)
  }

  /// Whether the first line is a whole object and others follow.
  fileprivate var holdsLines: Bool {
    guard let end = firstIndex(of: UInt8(ascii: "\n")) else { return false }
    let line = self[..<end].reversed().first { $0 > 0x20 }
    let next = self[end...].first { $0 > 0x20 }
    return line == UInt8(ascii: "}") && next == UInt8(ascii: "{")
  }
}
