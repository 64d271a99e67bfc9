import CodeLists
import FoundationEssentials

/// What an overlay changes of the built-in lists.
public struct CodeListNotice: Sendable, Hashable, CustomStringConvertible {
  /// Where in the overlay.
  public let place: ListPlace
  /// What changes.
  public let message: String

  /// `file:line: message`.
  public var description: String { "\(place.file):\(place.line): \(message)" }
}

extension Terminology {
  /// A file of an overlay.
  public struct OverlayFile: Sendable, Hashable {
    /// The file's name, for messages; its extension says what it is.
    public let name: String
    /// What it holds.
    public let bytes: [UInt8]

    /// Creates a file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The built-in lists with a site's own codes from a folder on top.
  ///
  /// Read are `.json` (FHIR ValueSet, ConceptMap, CodeSystem) and `.csv` in the form of the shared lists; `.md`,
  /// `.txt` and hidden files are left alone. `Profiles/terminology/README.md` shows each form.
  public init(overlayFolder path: String) throws(CodeListError) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw CodeListError(
        "\(path): the folder of code lists cannot be read; give an existing folder")
    }
    var files: [OverlayFile] = []
    for name in names.sorted()
    where !name.hasPrefix(".") && !name.hasSuffix(".md") && !name.hasSuffix(".txt") {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else {
        throw CodeListError("the file cannot be read", at: ListPlace(file: name, line: 1))
      }
      files.append(OverlayFile(name: name, bytes: Array(data)))
    }
    guard !files.isEmpty else {
      throw CodeListError("\(path): no .json or .csv file in this folder of code lists")
    }
    try self.init(overlay: files)
  }

  /// The built-in lists with a site's own codes on top.
  public init(overlay files: [OverlayFile]) throws(CodeListError) {
    let builtIn = Terminology.builtIn
    var lists = CodeLists(vocabulary: builtIn.builtInTable.vocabulary)
    var digests = builtIn.digest
    for file in files.sorted(by: { $0.name < $1.name }) {
      try lists.add(file.bytes, file: file.name)
      digests += "\n" + SHA256.hexadecimal(of: file.bytes)
    }
    let entries = try lists.entries()
    let bytes = try CodeTableBuilder.bytes(
      of: entries, vocabulary: lists.vocabulary, namesFiles: true)
    self.init(
      builtInTable: builtIn.builtInTable, overlayTable: CodeTable(bytes: bytes),
      digest: SHA256.hexadecimal(of: digests.utf8), notices: builtIn.notices(of: entries))
  }

  /// Which meanings of the built-in lists these entries replace or take away.
  private func notices(of entries: [CodeEntry]) -> [CodeListNotice] {
    entries.compactMap { entry in
      guard entry.selector == .exact,
        let meaning = meanings(system: entry.system, code: entry.code)
          .first(where: { $0.concept == entry.concept })
      else { return nil }
      if entry.isRemoval {
        return CodeListNotice(
          place: entry.place, message: "\(entry.code) no longer means \(entry.concept)")
      }
      guard
        Set(meaning.flags) != Set(entry.flags) || Set(meaning.qualifiers) != Set(entry.qualifiers)
      else { return nil }
      return CodeListNotice(
        place: entry.place,
        message: "\(entry.code) now means \(entry.path), instead of what the built-in list says")
    }
  }
}
