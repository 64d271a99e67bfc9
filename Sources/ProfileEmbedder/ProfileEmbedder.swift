import CodeLists
import FoundationEssentials
import Glibc

/// Turns `Profiles/` into Swift source: the code lists compiled to one table, the criteria as they are, and the FHIR
/// artifacts to be passed on.
///
/// Run by the build plugin `EmbedProfiles`: `ProfileEmbedder OUTPUT FILE…`. A fault in a profile ends the build with
/// `file:line: error: …`.
@main
struct ProfileEmbedder {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      fail("error: usage: ProfileEmbedder OUTPUT FILE…")
    }
    do {
      let source = try source(embedding: arguments.dropFirst(2).sorted())
      try Data(source.utf8).write(to: URL(filePath: arguments[1]))
    } catch let fault as CodeListError {
      fail(
        fault.place.map { "\($0.file):\($0.line): error: \(fault.message)" }
          ?? "error: \(fault.message)")
    } catch {
      fail("error: cannot embed the profiles: \(error)")
    }
  }

  private static func fail(_ message: String) -> Never {
    let line = Array("\(message)\n".utf8)
    write(STDERR_FILENO, line, line.count)
    exit(1)
  }

  static func source(embedding paths: [String]) throws -> String {
    var lists = CodeLists()
    var criteria: [(name: String, literal: String, digest: String)] = []
    var artifacts: [UInt8] = []
    var notices: [UInt8] = []
    for path in paths {
      let bytes = Array(try Data(contentsOf: URL(filePath: path)))
      let folders = path.split(separator: "/").dropLast()
      if path.hasSuffix(".md") {
        notices = bytes
      } else if folders.contains("terminology") {
        try lists.add(bytes, file: path)
        artifacts += oneLine(bytes)
      } else if folders.contains("conformance") {
        try CodeLists.checkJSON(bytes, file: path)
        artifacts += oneLine(bytes)
      } else if folders.last == "criteria" {
        try CodeLists.checkJSON(bytes, file: path)
        let name = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? ""
        criteria.append(
          (name, try literal(bytes, file: path), SHA256.hexadecimal(of: bytes)))
      }
    }
    let table = try CodeTableBuilder.bytes(of: lists.entries(), vocabulary: lists.vocabulary)
    let files = criteria.map {
      "      File(\"\($0.name)\", \($0.literal), digest: \"\($0.digest)\"),\n"
    }
    return """
      // Written by ProfileEmbedder from Profiles/. Do not edit.

      extension EmbeddedProfiles {
        /// The code lists of `Profiles/terminology`, as the text of a `CodeTable`.
        public static var codeTable: StaticString {
      \(try literal(table, file: "code table"))
        }

        /// SHA-256 of `codeTable` in hexadecimal digits.
        public static var codeTableDigest: StaticString { "\(SHA256.hexadecimal(of: table))" }

        /// The artifacts of `Profiles/conformance` and `Profiles/terminology`, one on each line.
        public static var artifacts: StaticString {
      \(try literal(artifacts, file: "artifacts"))
        }

        /// `Profiles/NOTICE.md`.
        public static var notices: StaticString {
      \(try literal(notices, file: "NOTICE.md"))
        }

        /// The files of `Profiles/criteria`, in the order of their names.
        public static var criteria: [File] {
          [
      \(files.joined())    ]
        }
      }

      """
  }

  /// A JSON text on one line; its strings hold no line breaks, so what is around them can go.
  private static func oneLine(_ json: [UInt8]) -> [UInt8] {
    json.split(separator: 0x0A).flatMap { $0.drop { $0 == 0x20 } } + [0x0A]
  }

  /// A raw multi-line literal that holds exactly these bytes.
  private static func literal(_ bytes: [UInt8], file: String) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CodeListError("the file is not UTF-8", at: ListPlace(file: file, line: 1))
    }
    var line = 1
    for byte in bytes {
      if byte == 0x0A { line += 1 }
      guard byte >= 0x20 || byte == 0x0A || byte == 0x09, byte != 0x7F else {
        throw CodeListError(
          "control character or carriage return: save the file with line ends of one line feed",
          at: ListPlace(file: file, line: line))
      }
    }
    var hashes = "#"
    while text.contains("\"\"\"\(hashes)") || text.contains("\\\(hashes)") { hashes += "#" }
    return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
  }
}
