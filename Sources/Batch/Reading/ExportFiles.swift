import FHIRSyntax

/// The files of a Bulk Data export that are no data: its manifest, what was deleted, what went wrong.
struct ExportFiles: Sendable {
  private(set) var manifest: ExportManifest?
  /// Files that are read here and nowhere else.
  private(set) var skipped: Set<String> = []
  /// Hashes of `Type/id` of what was deleted.
  private(set) var deleted: Set<UInt64> = []
  /// How many errors the server reported, by the code of the issue.
  private(set) var errors: [String: Int] = [:]

  /// Looks for a manifest and reads what it names.
  init(_ files: [InputFile], _ limits: SyntaxLimits) throws(BatchFailure) {
    for file in files where !file.isLines && Self.mayBeManifest(file) {
      let bytes = try OpenFile.reading(file.path).read(file.size)
      guard let found = ExportManifest(bytes) else { continue }
      skipped.insert(file.name)
      manifest = manifest ?? found
      let folder = file.name.lastIndex(of: "/").map { String(file.name[...$0]) } ?? ""
      for other in files where other.isLines && other.name.hasPrefix(folder) {
        let name = other.name.split(separator: "/").last.map(String.init) ?? other.name
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        if found.deleted.contains(name) || found.deleted.contains(plain) {
          skipped.insert(other.name)
          try readDeletions(other, limits)
        } else if found.errors.contains(name) || found.errors.contains(plain) {
          skipped.insert(other.name)
          try readErrors(other, limits)
        }
      }
    }
  }

  /// Manifests are small, and lie where the export begins.
  private static func mayBeManifest(_ file: InputFile) -> Bool {
    guard file.size < 4 << 20, file.name.hasSuffix(".json") else { return false }
    let name = file.name.split(separator: "/").last?.lowercased() ?? ""
    return name.contains("manifest") || name == "export.json" || name == "status.json"
      || name == "response.json"
  }

  private mutating func readDeletions(
    _ file: InputFile, _ limits: SyntaxLimits
  ) throws(BatchFailure) {
    try Self.forEachTree(in: file, limits) { tree in
      guard let tree else { return noteUnreadable() }
      for entry in tree.all("entry") where entry["request"]?["method"]?.text == "DELETE" {
        guard let url = entry["request"]?["url"]?.text else { continue }
        let steps = url.split(separator: "/").suffix(2)
        if steps.count == 2 { deleted.insert(StableHash.of(steps.joined(separator: "/").utf8)) }
      }
    }
  }

  private mutating func readErrors(
    _ file: InputFile, _ limits: SyntaxLimits
  ) throws(BatchFailure) {
    try Self.forEachTree(in: file, limits) { tree in
      guard let tree else { return noteUnreadable() }
      for issue in tree.all("issue") {
        errors[issue["code"]?.text ?? "unknown", default: 0] += 1
      }
    }
  }

  /// A line that cannot be read deletes nothing, which must not go unsaid.
  private mutating func noteUnreadable() {
    errors["unreadable line", default: 0] += 1
  }

  private static func forEachTree(
    in file: InputFile, _ limits: SyntaxLimits, _ use: (FHIRNode?) -> Void
  ) throws(BatchFailure) {
    let queue = InputQueue([file], limits: limits)
    while case .block(let block)? = try queue.next() {
      for line in block.bytes.split(separator: UInt8(ascii: "\n"))
      where line.contains(where: { $0 > 0x20 }) {
        let tree = line.withUnsafeBytes { bytes in try? readTree(bytes, limits: limits) }
        use(tree?.root)
      }
    }
  }
}
