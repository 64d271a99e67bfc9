import FoundationEssentials

/// The shared code lists beside the repository, from which `Profiles/terminology` is generated.
enum SharedLists {
  /// One row of a list, as written.
  struct Row: Sendable {
    let file: String
    let line: Int
    let system: String
    let code: String
    let display: String
    let concept: String
    let confidence: String

    var root: String { String(concept.split(separator: "/")[0]) }
    var refinements: [String] { concept.split(separator: "/").dropFirst().map(String.init) }
  }

  static let folder: URL = {
    if let shared = ProcessInfo.processInfo.environment["VENOGUIDE_SHARED"] {
      return URL(filePath: shared).appending(path: "terminology")
    }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return root.deletingLastPathComponent().appending(path: "shared/terminology")
  }()

  /// Whether the lists are there; says so when they are not.
  static let arePresent: Bool = {
    let isPresent = FileManager.default.fileExists(atPath: folder.path)
    if !isPresent {
      print("SKIPPED: ../shared/terminology is not there; its lists are not compared")
    }
    return isPresent
  }()

  /// The rows of the lists that are built in.
  static func builtInRows() throws -> [Row] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter {
      $0.hasSuffix(".csv") && $0 != "active-cancer-snomed-vsac.csv" && $0 != "in-the-wild.csv"
    }.flatMap(rows(of:))
  }

  /// The rows of one list. The fields of these lists hold no line breaks.
  static func rows(of name: String) throws -> [Row] {
    try records(of: name).map { line, fields in
      Row(
        file: name, line: line, system: fields[0], code: fields[1], display: fields[2],
        concept: fields[3], confidence: fields[5])
    }
  }

  /// The fields of each line after the header.
  static func records(of name: String) throws -> [(line: Int, fields: [String])] {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).enumerated().dropFirst().map { index, line in
      (index + 1, fields(of: line))
    }
  }

  private static func fields(of line: Substring) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
