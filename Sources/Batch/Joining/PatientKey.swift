/// Whom a resource of an export is about, as far as its reference tells.
enum PatientKey: Sendable, Hashable {
  /// A patient by id, with the server's base where the reference is absolute.
  case patient(id: String, base: String, isURN: Bool)
  /// The resource holds its patient in itself: nothing can be joined to it.
  case contained
  /// The resource is nobody's: a medication, a device.
  case shared
  /// It names no patient although its type should.
  case missing
  /// It names somebody in a way that leads nowhere, or something that is no patient.
  case elsewhere

  /// Reads type, id and subject of a resource.
  init(type: String, id: String?, subject: String?) {
    if type == "Patient" {
      self = id.map { .patient(id: $0, base: "", isURN: false) } ?? .missing
      return
    }
    guard let subject else {
      self = type == "Medication" || type == "Device" ? .shared : .missing
      return
    }
    self = Self.reference(subject)
  }

  private static func reference(_ text: String) -> PatientKey {
    // Nearly all are of this form.
    if text.hasPrefix("Patient/") {
      let id = text.utf8.dropFirst(8)
      if !id.isEmpty, id.allSatisfy(isIDCharacter) {
        return .patient(id: String(Substring(id)), base: "", isURN: false)
      }
    }
    if text.hasPrefix("#") { return .contained }
    if text.hasPrefix("urn:uuid:") {
      return .patient(id: text.dropFirst(9).lowercased(), base: "", isURN: true)
    }
    var address = text[...]
    if let history = text.range(ofText: "/_history/") { address = text[..<history.lowerBound] }
    let steps = address.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.count >= 2, steps[steps.count - 2] == "Patient", let id = steps.last, !id.isEmpty,
      !id.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "|") })
    else { return .elsewhere }
    let base = steps.dropLast(2).joined(separator: "/")
    if !base.isEmpty && !base.utf8.contains(UInt8(ascii: ":")) { return .elsewhere }
    return .patient(id: String(id), base: base, isURN: false)
  }
}

extension String {
  /// The first place of a text; the standard library has no search for one.
  fileprivate func range(ofText text: String) -> Range<String.Index>? {
    let wanted = Array(text.utf8)
    var start = utf8.startIndex
    while let end = utf8.index(start, offsetBy: wanted.count, limitedBy: utf8.endIndex) {
      if utf8[start..<end].elementsEqual(wanted) { return start..<end }
      start = utf8.index(after: start)
    }
    return nil
  }
}

/// A hash that is the same in every process, for partitions, shards and names.
enum StableHash {
  /// FNV-1a of 64 bits, mixed so that every bit depends on all bytes.
  static func of(_ text: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }
}

/// One of several runs that share a work: those whose hash falls to it.
public struct Shard: Sendable, Hashable {
  /// Which one, from 1.
  public var number: Int
  /// How many there are.
  public var count: Int

  /// A shard; `nil` when the number is not among them.
  public init?(number: Int, count: Int) {
    guard (1...10_000).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  func holds(_ hash: UInt64) -> Bool { hash % UInt64(count) == UInt64(number - 1) }
}
