import ArgumentParser
import FHIRSyntax
import KnowledgeArtifacts
import VenoGuide

/// `venoguide profiles`: the FHIR package of what the program knows, and what of an input it can use.
struct ProfilesCommand: ParsableCommand {
  /// The format of the artifacts.
  enum ArtifactFormat: String, ExpressibleByArgument, CaseIterable {
    case json
    case xml
  }

  static let configuration = CommandConfiguration(
    commandName: "profiles",
    abstract:
      "Write the FHIR artifacts as a package, or check them and what can be used of an input.",
    discussion: """
      Without --check, <file> is the folder to write to; it must be new or empty. In JSON it is the folder of a FHIR \
      package (R4), with package.json; in XML a folder of artifacts. A site's own criteria and codes are in it.

      With --check and no <file>, the artifacts are checked: that references lead somewhere, that codes exist, that \
      URLs, versions and notices are right. With files, each resource of an input is listed with what the mapping makes \
      of it: used and for which fact, or not and why.

      Examples:
        venoguide profiles package/
        venoguide profiles --to xml artifacts/
        venoguide profiles --check
        venoguide profiles --check bundle.json
        venoguide profiles --check --json - < bundle.json

      Exit status: 0 written, sound, or every input was read; 65 an input could not be used; 73 the folder cannot be \
      written; 78 the artifacts, criteria or terminology are at fault.
      """)

  @OptionGroup(title: "Evaluation")
  var evaluation: EvaluationOptions

  @Flag(help: "Check in place of writing.")
  var check = false

  @Option(name: .customLong("to"), help: "Format of the artifacts.")
  var format: ArtifactFormat = .json

  @Flag(help: "With --check and files: JSON in place of text, one object for each input.")
  var json = false

  @Option(help: "Columns of the text; those of the terminal, or 80.")
  var width: Int?

  func validate() throws {
    if !check, evaluation.files.count != 1 {
      throw ValidationError("Name the folder to write to, or use --check.")
    }
    if json, !check || evaluation.files.isEmpty {
      throw ValidationError("--json goes with --check and files.")
    }
    if let width, !(40...400).contains(width) {
      throw ValidationError("--width needs a number from 40 to 400.")
    }
  }

  func run() throws {
    if check, !evaluation.files.isEmpty { return try reviewInputs() }
    do throws(CommandFailure) {
      let package = try package()
      if check { try report(package) } else { try write(package, to: evaluation.files[0]) }
    } catch {
      throw error.report()
    }
  }

  private func package() throws(CommandFailure) -> ProfilePackage {
    let configuration = try evaluation.configuration()
    do {
      return try ProfilePackage(configuration)
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  private func write(_ package: ProfilePackage, to path: String) throws(CommandFailure) {
    let files: [PackageFile]
    do {
      files = try package.files(as: format == .xml ? .xml : .json)
    } catch {
      throw CommandFailure(
        .software,
        "an artifact could not be written, which is a fault of this program; please report it: \(error)"
      )
    }
    let folder = try OutputFolder(path)
    for file in files { try folder.write(file.bytes, as: file.name) }
    MessageOutput.say("\(files.count) files of package version \(package.version) in \(path)")
  }

  private func report(_ package: ProfilePackage) throws(CommandFailure) {
    let faults = package.faults()
    var counts: [(type: String, count: Int)] = []
    for artifact in package.artifacts {
      if let last = counts.last, last.type == artifact.type {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((artifact.type, 1))
      }
    }
    let lines =
      counts.map { "\($0.count) \($0.type)" } + faults.map(\.description) + [
        faults.isEmpty ? "no faults" : "\(faults.count) faults"
      ]
    try DocumentOutput.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    if !faults.isEmpty {
      throw CommandFailure(.configuration, "the artifacts do not hold together; see above")
    }
  }

  // MARK: - Inputs

  private func reviewInputs() throws {
    let columns = width ?? min(DocumentOutput.columns, 100)
    try evaluation.writeForEachInput { evaluator, moment, piece throws(InputError) in
      let review = try evaluator.review(piece, at: moment, release: evaluation.reading.inputRelease)
      return json
        ? review.json.json() + [UInt8(ascii: "\n")] : Array(review.text(width: columns).utf8)
    }
  }
}
