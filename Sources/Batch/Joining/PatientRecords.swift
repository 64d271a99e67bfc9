import Synchronization

/// One resource on its way to its patient.
///
/// In a partition: length of the rest (4 bytes), hash of the patient (8), flags (1), lengths of key (2) and name (2),
/// key, name (`Type/id`), the resource as it stood in the export.
struct PatientRecord {
  /// The subject was named by `urn:uuid:`.
  static let urnFlag: UInt8 = 1
  static let headerLength = 17

  var hash: UInt64
  var flags: UInt8
  var key: Range<Int>
  var name: Range<Int>
  var body: Range<Int>

  /// Adds a record whose resource `body` adds.
  static func append(
    to bytes: inout [UInt8], hash: UInt64, flags: UInt8, key: String, type: String, id: String?,
    body: (inout [UInt8]) -> Void
  ) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: headerLength))
    let keyLength = append(key, to: &bytes)
    var nameLength = append(type, to: &bytes)
    if let id {
      bytes.append(UInt8(ascii: "/"))
      nameLength += 1 + append(id, to: &bytes)
    }
    body(&bytes)
    let length = bytes.count - start - 4
    bytes.withUnsafeMutableBytes { buffer in
      func store<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
        buffer.storeBytes(
          of: number.littleEndian, toByteOffset: start + place, as: Number.self)
      }
      store(UInt32(truncatingIfNeeded: length), at: 0)
      store(hash, at: 4)
      store(flags, at: 12)
      store(UInt16(truncatingIfNeeded: keyLength), at: 13)
      store(UInt16(truncatingIfNeeded: nameLength), at: 15)
    }
  }

  /// Adds a text, no more of it than its length can tell; how much that is.
  private static func append(_ text: String, to bytes: inout [UInt8]) -> Int {
    var text = text
    return text.withUTF8 { utf8 in
      let count = min(utf8.count, 10_000)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[..<count]))
      return count
    }
  }

  /// All records in some bytes.
  static func records(in bytes: [UInt8]) -> [PatientRecord] {
    var records: [PatientRecord] = []
    bytes.withUnsafeBytes { buffer in
      func number<Number: FixedWidthInteger>(at place: Int, as: Number.Type) -> Int {
        Int(
          truncatingIfNeeded: Number(
            littleEndian: buffer.loadUnaligned(fromByteOffset: place, as: Number.self)))
      }
      var place = 0
      while place + headerLength <= buffer.count {
        let end = place + 4 + number(at: place, as: UInt32.self)
        guard end <= buffer.count else { break }
        let key = place + headerLength
        let name = key + number(at: place + 13, as: UInt16.self)
        let body = name + number(at: place + 15, as: UInt16.self)
        guard body <= end else { break }
        records.append(
          PatientRecord(
            hash: UInt64(
              littleEndian: buffer.loadUnaligned(fromByteOffset: place + 4, as: UInt64.self)),
            flags: buffer[place + 12], key: key..<name, name: name..<body, body: body..<end))
        place = end
      }
    }
    return records
  }
}

/// The resources of an export that can matter, parted by patient so that each part fits into memory.
///
/// What is little stays in memory; more goes to files without names, which nobody can read and which go with the
/// process. Memory is bounded by ``budget``, whatever the size of the export.
final class PatientPartitions: Sendable {
  static let count = 256
  /// Bytes that wait in memory, of all workers together.
  private static let budget = 12 << 20

  private struct State {
    var files: [OpenFile?] = Array(repeating: nil, count: PatientPartitions.count)
    var sizes: [Int] = Array(repeating: 0, count: PatientPartitions.count)
    var waiting: [[UInt8]] = Array(repeating: [], count: PatientPartitions.count)
  }

  private let folder: String
  private let workerBudget: Int
  private let state = Mutex(State())

  init(folder: String, workers: Int) {
    self.folder = folder
    workerBudget = Self.budget / max(workers, 1)
  }

  /// What one worker has gathered.
  struct Buffers {
    fileprivate var parts: [[UInt8]] = Array(repeating: [], count: PatientPartitions.count)
    fileprivate var size = 0

    mutating func append(
      hash: UInt64, flags: UInt8, key: String, type: String, id: String?,
      body: (inout [UInt8]) -> Void
    ) {
      let part = Int(truncatingIfNeeded: hash >> 56)
      let before = parts[part].count
      PatientRecord.append(
        to: &parts[part], hash: hash, flags: flags, key: key, type: type, id: id, body: body)
      size += parts[part].count - before
    }
  }

  /// Takes what a worker has gathered when it is much.
  func drain(_ buffers: inout Buffers) throws(BatchFailure) {
    if buffers.size < workerBudget { return }
    let parts = buffers.parts
    let folder = folder
    // One worker writes at a time, so that each record is in one piece.
    let result = state.withLock { state in
      Result { () throws(BatchFailure) in
        for part in 0..<Self.count where !parts[part].isEmpty {
          let file: OpenFile
          if let known = state.files[part] {
            file = known
          } else {
            file = try OpenFile.nameless(in: folder, "part-\(part)")
            state.files[part] = file
          }
          try file.write(parts[part])
          state.sizes[part] += parts[part].count
        }
      }
    }
    try result.get()
    buffers = Buffers()
  }

  /// Takes the rest of what a worker has gathered.
  func finish(_ buffers: inout Buffers) {
    let parts = buffers.parts
    state.withLock { state in
      for part in 0..<Self.count { state.waiting[part] += parts[part] }
    }
    buffers = Buffers()
  }

  /// Hands out the records of a partition, in pieces that fit into memory; all of one patient are in one piece.
  func pieces(of part: Int, _ use: ([UInt8]) throws(BatchFailure) -> Void) throws(BatchFailure) {
    let (file, size, waiting) = state.withLock { state in
      defer {
        state.files[part] = nil
        state.waiting[part] = []
      }
      return (state.files[part], state.sizes[part], state.waiting[part])
    }
    guard let file else {
      if !waiting.isEmpty { try use(waiting) }
      return
    }
    try split(file, size, waiting, level: 0, use)
  }

  /// The most that is looked at together.
  private static let pieceSize = 8 << 20
  private static let ways = 16

  private func split(
    _ file: OpenFile, _ size: Int, _ rest: [UInt8], level: Int,
    _ use: ([UInt8]) throws(BatchFailure) -> Void
  ) throws(BatchFailure) {
    if size + rest.count <= Self.pieceSize || level == 6 {
      return try use(try file.read(at: 0, count: size) + rest)
    }
    var files: [OpenFile] = []
    for way in 0..<Self.ways {
      files.append(
        try OpenFile.nameless(in: folder, "split-\(level)-\(way)-\(size)-\(file.descriptor)"))
    }
    var sizes = Array(repeating: 0, count: Self.ways)
    func distribute(_ bytes: [UInt8]) throws(BatchFailure) {
      var parts: [[UInt8]] = Array(repeating: [], count: Self.ways)
      for record in PatientRecord.records(in: bytes) {
        let way = Int(truncatingIfNeeded: record.hash >> UInt64(52 - 4 * level)) & (Self.ways - 1)
        parts[way] +=
          bytes[(record.key.lowerBound - PatientRecord.headerLength)..<record.body.upperBound]
      }
      for way in 0..<Self.ways where !parts[way].isEmpty {
        try files[way].write(parts[way])
        sizes[way] += parts[way].count
      }
    }
    var place = 0
    while place < size {
      var bytes = try file.read(at: place, count: min(Self.pieceSize / 2, size - place))
      var used = PatientRecord.records(in: bytes).last?.body.upperBound ?? 0
      if used == 0 {
        // One record is larger than a piece.
        bytes = try file.read(at: place, count: size - place)
        used = bytes.count
      }
      try distribute(Array(bytes[..<used]))
      place += used
    }
    try distribute(rest)
    for way in 0..<Self.ways where sizes[way] > 0 {
      try split(files[way], sizes[way], [], level: level + 1, use)
    }
  }
}

/// Resources that belong to nobody and that those of patients refer to: medications, devices.
final class SharedResources: Sendable {
  private struct State {
    var file: OpenFile?
    var places: [UInt64: (start: Int, count: Int)] = [:]
    var end = 0
    var waiting: [UInt8] = []
  }

  private let folder: String
  private let state = Mutex(State())

  init(folder: String) { self.folder = folder }

  /// Keeps a resource by its name, `Medication/m1`; of two of one name none is right, so none is kept.
  func add(_ name: String, _ body: some Collection<UInt8>) throws(BatchFailure) {
    let hash = StableHash.of(name.utf8)
    let folder = folder
    let bytes = Array(body)
    let result = state.withLock { state in
      Result { () throws(BatchFailure) in
        if let known = state.places[hash] {
          if try Self.read(known, state) != bytes { state.places[hash] = (0, 0) }
          return
        }
        state.places[hash] = (state.end, bytes.count)
        state.waiting += bytes
        state.end += bytes.count
        guard state.waiting.count > 1 << 20 else { return }
        let file: OpenFile
        if let known = state.file {
          file = known
        } else {
          file = try OpenFile.nameless(in: folder, "shared")
          state.file = file
        }
        try file.write(state.waiting)
        state.waiting.removeAll(keepingCapacity: true)
      }
    }
    try result.get()
  }

  /// The resource of a name; `nil` when there is none, or when there are several.
  func resource(_ name: String) throws(BatchFailure) -> [UInt8]? {
    let hash = StableHash.of(name.utf8)
    let result = state.withLock { state in
      Result { () throws(BatchFailure) -> [UInt8]? in
        guard let place = state.places[hash], place.count > 0 else { return nil }
        return try Self.read(place, state)
      }
    }
    return try result.get()
  }

  var isEmpty: Bool { state.withLock { $0.places.isEmpty } }

  private static func read(
    _ place: (start: Int, count: Int), _ state: State
  ) throws(BatchFailure) -> [UInt8] {
    let written = state.end - state.waiting.count
    if place.start >= written {
      let start = place.start - written
      return Array(state.waiting[start..<start + place.count])
    }
    return try state.file?.read(at: place.start, count: place.count) ?? []
  }
}
