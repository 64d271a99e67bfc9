import CPosix
import Crypto

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What an export as a whole says, for joining.
struct ExportContext: Sendable {
  /// The base of the server when all absolute references are to one; nil when they are to several.
  var base: String?
  /// When the export was made, for evaluations as of then.
  var timestamp: String?
}

/// The resources of one patient as a Bundle, in an order that does not depend on the export's.
struct PatientBundle {
  /// What the report calls the place that joined patients come from.
  static let source = "joined by patient"

  /// What the ledger calls the patient: no identifier can be read from it.
  let key: String
  let bytes: [UInt8]

  /// The patients in a piece of a partition, one after the other.
  static func forEach(
    in piece: [UInt8], _ context: ExportContext, _ shared: SharedResources,
    _ use: (PatientBundle) throws(BatchFailure) -> Void
  ) throws(BatchFailure) {
    var records = PatientRecord.records(in: piece)
    if context.base != nil {
      for index in records.indices { records[index].key = bare(records[index].key, in: piece) }
    }
    piece.withUnsafeBytes { bytes in
      records.sort { left, right in
        let key = order(left.key, right.key, bytes)
        if key != 0 { return key < 0 }
        let name = order(left.name, right.name, bytes)
        if name != 0 { return name < 0 }
        return order(left.body, right.body, bytes) < 0
      }
    }
    var start = 0
    while start < records.count {
      var end = start + 1
      while end < records.count,
        piece[records[end].key].elementsEqual(piece[records[start].key])
      {
        end += 1
      }
      try use(try PatientBundle(records[start..<end], in: piece, context, shared))
      start = end
    }
  }

  private init(
    _ records: ArraySlice<PatientRecord>, in piece: [UInt8], _ context: ExportContext,
    _ shared: SharedResources
  ) throws(BatchFailure) {
    let key = records.first.map { piece[$0.key] } ?? []
    let name = String(hexadecimal(SHA256.hash(data: key)).prefix(32))
    self.key = "patients/\(name.prefix(2))/\(name)"
    let isURN = records.contains { $0.flags & PatientRecord.urnFlag != 0 }
    let base = context.base ?? keyBase(key)
    var bundle = Array(#"{"resourceType":"Bundle","type":"collection","#.utf8)
    if let timestamp = context.timestamp {
      bundle += Array(#""timestamp":"#.utf8) + quoted(timestamp) + [UInt8(ascii: ",")]
    }
    bundle += Array(#""entry":["#.utf8)
    bundle.reserveCapacity(bundle.count + records.reduce(0) { $0 + $1.body.count + 160 })
    var isFirst = true
    func append(_ name: ArraySlice<UInt8>, _ body: ArraySlice<UInt8>) {
      bundle += isFirst ? [UInt8(ascii: "{")] : [UInt8(ascii: ","), UInt8(ascii: "{")]
      isFirst = false
      if isURN || !base.isEmpty {
        let name = String(decoding: name, as: UTF8.self)
        if isURN, let id = name.split(separator: "/").last, id.utf8.count == 36 {
          bundle += Array(#""fullUrl":"#.utf8) + quoted("urn:uuid:\(id.lowercased())")
          bundle.append(UInt8(ascii: ","))
        } else if !base.isEmpty, name.utf8.contains(UInt8(ascii: "/")) {
          bundle += Array(#""fullUrl":"#.utf8) + quoted("\(base)/\(name)")
          bundle.append(UInt8(ascii: ","))
        }
      }
      bundle.append(contentsOf: Self.resourceName)
      bundle.append(contentsOf: body)
      bundle.append(UInt8(ascii: "}"))
    }
    var wanted: Set<String> = []
    for record in records {
      append(piece[record.name], piece[record.body])
      if !shared.isEmpty {
        references(in: piece, record.body, to: "Medication/", &wanted)
        references(in: piece, record.body, to: "Device/", &wanted)
      }
    }
    for name in wanted.sorted() {
      if let body = try shared.resource(name) { append(Array(name.utf8)[...], body[...]) }
    }
    bundle += Array("]}".utf8)
    bytes = bundle
  }

  private static let resourceName = Array(#""resource":"#.utf8)

  /// A key without the base of the server.
  private static func bare(_ key: Range<Int>, in piece: [UInt8]) -> Range<Int> {
    key.lowerBound..<(piece[key].firstIndex(of: 0) ?? key.upperBound)
  }

  private static func order(
    _ left: Range<Int>, _ right: Range<Int>, _ bytes: UnsafeRawBufferPointer
  ) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    let order = memcmp(
      base + left.lowerBound, base + right.lowerBound, min(left.count, right.count))
    return order != 0 ? Int(order) : left.count - right.count
  }
}

/// The base of the server in a key; empty when there is none.
private func keyBase(_ key: ArraySlice<UInt8>) -> String {
  key.firstIndex(of: 0).map { String(decoding: key[($0 + 1)...], as: UTF8.self) } ?? ""
}

/// Finds the names that follow a type in references: `Medication/m1`.
private func references(
  in bytes: [UInt8], _ range: Range<Int>, to type: StaticString, _ found: inout Set<String>
) {
  bytes.withUnsafeBytes { buffer in
    guard let base = buffer.baseAddress else { return }
    var place = range.lowerBound
    while place < range.upperBound {
      let start =
        place
        + venoguide_place_of(
          base + place, range.upperBound - place, type.utf8Start, type.utf8CodeUnitCount)
      if start == range.upperBound { break }
      var end = start + type.utf8CodeUnitCount
      while end < range.upperBound, isIDCharacter(buffer[end]) { end += 1 }
      found.insert(String(decoding: buffer[start..<end], as: UTF8.self))
      place = end
    }
  }
}

/// Whether a byte may stand in an id (FHIR R4, `id`).
func isIDCharacter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
    true
  default: false
  }
}

/// A text as JSON has it.
func quoted(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  appendQuoted(text, to: &bytes)
  return bytes
}

/// Adds a text as JSON has it.
func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  var text = text
  text.withUTF8 { utf8 in
    let isPlain = utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return bytes.append(contentsOf: utf8) }
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: bytes += Array("\\u00".utf8) + Array(hexadecimal([byte]).utf8)
      default: bytes.append(byte)
      }
    }
  }
  bytes.append(UInt8(ascii: "\""))
}

/// Lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 0x0F)])
  }
  return String(decoding: text, as: UTF8.self)
}
