/// Code lists as FHIR ValueSets, ConceptMaps and CodeSystems, or as CSV, read into entries of one table.
///
/// The build reads `Profiles/terminology` with it, an operator's overlay folder is read with it at start. What
/// the files may say is the same for both and is described in `Profiles/terminology/README.md`.
public struct CodeLists: Sendable {
  /// The base of every canonical URL of ours; the only place in the program that has it.
  public static let base = "https://venoguide.example/fhir"

  /// What a ConceptMap says of a code, until the code's entry is known.
  struct Quality {
    var system: String
    var code: String
    /// The concept that the map is about; `nil` when it is about every concept of the code in its file.
    var concept: String?
    var flag: String?
    var qualifier: CodeEntry.Qualifier?
    var place: ListPlace
  }

  /// What the lists say, qualities not yet applied.
  var listed: [CodeEntry] = []
  var qualities: [Quality] = []
  /// Roots, `/flags` and `key=value` that may be used.
  public private(set) var vocabulary: Set<String>

  /// Begins a set of lists.
  ///
  /// - Parameter vocabulary: The words of a table that these lists add to; empty when the lists define them.
  public init(vocabulary: Set<String> = []) {
    self.vocabulary = vocabulary
  }

  /// Adds a file, recognised by its name: `.json` or `.csv`.
  public mutating func add(_ bytes: [UInt8], file: String) throws(CodeListError) {
    if file.hasSuffix(".csv") {
      listed += try CodeListCSV.entries(of: bytes, file: file)
      return
    }
    guard file.hasSuffix(".json") else {
      throw CodeListError(
        "a code list is a FHIR resource in a .json file or a table in a .csv file",
        at: ListPlace(file: file, line: 1))
    }
    let resource = try LocatedJSON.read(bytes, file: file)
    switch resource.string("resourceType") {
    case "ValueSet": listed += try ValueSetReader(file: file).entries(of: resource)
    case "ConceptMap":
      let map = try ConceptMapReader(file: file).read(resource)
      listed += map.entries
      qualities += map.qualities
    case "CodeSystem": define(resource, file: file)
    case "StructureDefinition": break
    default:
      throw CodeListError(
        "resourceType must be ValueSet, ConceptMap or CodeSystem",
        at: ListPlace(file: file, line: resource["resourceType"]?.line ?? resource.line))
    }
  }

  /// Takes the words that our own CodeSystems define; a site's CodeSystem only documents its codes.
  private mutating func define(_ resource: LocatedJSON, file: String) {
    guard let url = resource.string("url"), let name = CodeLists.ownName(of: url, in: "CodeSystem")
    else { return }
    for concept in resource.items("concept") {
      guard let code = concept.string("code") else { continue }
      switch name {
      case "concept": vocabulary.insert(code)
      case "flag": vocabulary.insert("/\(code)")
      case "finding":
        vocabulary.insert(code)
        listed.append(
          CodeEntry(
            system: url, code: code, concept: code, display: concept.string("display") ?? "",
            place: ListPlace(file: file, line: concept.line)))
      default: vocabulary.insert("\(name)=\(code)")
      }
    }
  }

  /// Every entry with its qualities, checked against the vocabulary and the check digits.
  public func entries() throws(CodeListError) -> [CodeEntry] {
    var entries = listed
    var byCode: [String: [Int]] = [:]
    for index in entries.indices where !qualities.isEmpty && entries[index].selector == .exact {
      byCode["\(entries[index].system)|\(entries[index].code)", default: []].append(index)
    }
    for quality in qualities {
      let indices = (byCode["\(quality.system)|\(quality.code)"] ?? []).filter { index in
        if let concept = quality.concept { return entries[index].concept == concept }
        return entries[index].place.file == quality.place.file
      }
      guard !indices.isEmpty else {
        throw CodeListError(
          "code \(quality.code) has a quality but no concept"
            + (quality.concept.map { ": it is not in the ValueSet \($0)" }
              ?? ": map it to a concept in this file too"),
          at: quality.place)
      }
      for index in indices {
        if let flag = quality.flag { entries[index].flags.append(flag) }
        if let qualifier = quality.qualifier { entries[index].qualifiers.append(qualifier) }
      }
    }
    for entry in entries {
      try check(entry)
    }
    try checkAgreement(of: entries)
    return entries
  }

  /// One code may mean several concepts, but each of them in one way only.
  private func checkAgreement(of entries: [CodeEntry]) throws(CodeListError) {
    struct Key: Hashable {
      let system: String
      let code: String
      let selector: CodeEntry.Selector
      let concept: String
    }
    var seen: [Key: Int] = Dictionary(minimumCapacity: entries.count)
    for (index, entry) in entries.enumerated() {
      let key = Key(
        system: entry.system, code: entry.code, selector: entry.selector, concept: entry.concept)
      guard let earlier = seen.updateValue(index, forKey: key) else { continue }
      let other = entries[earlier]
      guard other.path == entry.path, other.isRemoval == entry.isRemoval else {
        throw CodeListError(
          "\(entry.code) stands under \(entry.concept) in another way in \(other.place.file):"
            + "\(other.place.line): keep one of the two", at: entry.place)
      }
    }
  }

  private func check(_ entry: CodeEntry) throws(CodeListError) {
    func require(_ word: String, _ kind: String, _ list: String) throws(CodeListError) {
      guard !vocabulary.contains(word) else { return }
      throw CodeListError(
        "unknown \(kind) '\(word.hasPrefix("/") ? String(word.dropFirst()) : word)': "
          + "take one of Profiles/terminology/CodeSystem/\(list).json", at: entry.place)
    }
    try require(entry.concept, "concept", "concept")
    for flag in entry.flags { try require("/\(flag)", "flag", "flag") }
    for qualifier in entry.qualifiers {
      try require("\(qualifier.key)=\(qualifier.value)", "qualifier", qualifier.key)
    }
    guard !entry.system.isEmpty, !entry.system.utf8.contains(where: { $0 <= 0x20 }) else {
      throw CodeListError("the code system's URI is missing or holds spaces", at: entry.place)
    }
    guard entry.selector == .exact else { return }
    var (system, code) = (entry.system, entry.code)
    let form = system.withUTF8 { CodeForm(system: UnsafeRawBufferPointer($0)) }
    let fault = code.withUTF8 { bytes -> CheckDigit.Fault? in
      switch form {
      case .snomed: CheckDigit.faultOfSNOMED(UnsafeRawBufferPointer(bytes))
      case .loinc: CheckDigit.faultOfLOINC(UnsafeRawBufferPointer(bytes))
      case .plain, .icd10, .icd10CM: nil
      }
    }
    if fault != nil {
      throw CodeListError(
        "\(entry.code) is damaged: its check digit does not fit. Look the code up at its source.",
        at: entry.place)
    }
  }

  /// The last part of one of our own canonical URLs; `nil` for every other URL.
  static func ownName(of url: String, in kind: String) -> String? {
    let prefix = "\(base)/\(kind)/"
    guard url.hasPrefix(prefix) else { return nil }
    // A canonical may carry its version after '|'.
    return url.dropFirst(prefix.count).split(separator: "|").first.map(String.init)
  }
}
