import Foundation

/// A program of the system that tests ask for a second opinion.
enum OutsideProgram {
  /// The root of the repository.
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Puts an answer where scripts/validate-guidance looks for what tests answered.
  static func keep(_ bytes: [UInt8], as name: String) throws {
    let folder = repository.appending(path: ".build/guidance")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: folder.appending(path: name))
  }

  /// FHIR's own XML schema for R4, beside the repository or where VENOGUIDE_SHARED says; nil where it is not
  /// there.
  static var schema: URL? {
    let named = ProcessInfo.processInfo.environment["VENOGUIDE_SHARED"].map { URL(filePath: $0) }
    let shared = named ?? repository.deletingLastPathComponent().appending(path: "shared")
    let place = shared.appending(path: "fhir/spec/R4/xsd/fhir-single.xsd")
    return FileManager.default.fileExists(atPath: place.path) ? place : nil
  }

  /// The program on the search path; nil where it is not installed.
  static func find(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").lazy
      .map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs a program on a file and returns its exit status and what it says.
  static func run(
    _ program: URL, _ arguments: [String], on bytes: [UInt8], name: String
  ) throws -> (status: Int32, says: String) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "guidance-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments + [file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let says = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: says, as: UTF8.self))
  }
}
