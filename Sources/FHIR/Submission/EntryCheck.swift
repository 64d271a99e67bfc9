import FHIRSyntax

extension SubmissionReader {
  /// Notes what is odd about an entry although its resource may be sound: nothing in it, a call instead of data.
  func checkEntry(
    _ scanned: ScannedEntry, _ node: FHIRNode?, _ place: Submission.Place, _ found: inout [Issue]
  ) {
    let offset = scanned.offset < 0 ? nil : scanned.offset
    if place.index != nil, scanned.resourceType == nil, scanned.defect == nil,
      scanned.entry["request"] == nil, scanned.entry["response"] == nil
    {
      found.append(
        Issue(
          .warning, .invariant,
          "The entry has no resource, and neither request nor response (bdl-5).",
          at: place.entryPath, offset: offset))
    }
    if let url = scanned.entry["request"]?["url"]?.text, Self.callsOperation(url) {
      found.append(
        Issue(
          .information, .informational,
          "The entry calls an operation; a resource in it is read like any other.",
          at: place.entryPath + ".request.url", offset: offset))
    }
    guard let node else { return }
    if node.children.isEmpty {
      found.append(
        Issue(
          .information, .informational, "The resource has no content.", at: place.path,
          offset: node.offset < 0 ? nil : node.offset))
    }
    if node.resourceType == "Composition", node["section"] == nil {
      found.append(
        Issue(
          .information, .informational, "The document has no section: it says nothing.",
          at: place.path, offset: node.offset < 0 ? nil : node.offset))
    }
  }

  /// Whether the last step of an address names an operation: `Patient/1/$everything`.
  private static func callsOperation(_ url: String) -> Bool {
    let path = url.prefix { $0 != "?" }
    return path.split(separator: "/").last?.first == "$"
  }

  /// Whether an address of the form `urn:uuid:…` names no UUID. Asked for each entry, so it makes no strings.
  static func isBadUUID(_ url: String) -> Bool {
    guard url.hasPrefix("urn:uuid:") else { return false }
    guard url.utf8.count == 45 else { return true }
    var place = 0
    for byte in url.utf8.dropFirst(9) {
      let isHyphen = place == 8 || place == 13 || place == 18 || place == 23
      let isRight =
        isHyphen
        ? byte == UInt8(ascii: "-")
        : Digits.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
      if !isRight { return true }
      place += 1
    }
    return false
  }
}
