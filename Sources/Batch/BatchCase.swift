import Crypto
import FHIRSyntax

/// One thing to answer: a document, a line that is one, or the resources of a patient.
struct BatchCase {
  /// What the ledger calls it.
  var key: String
  /// The name of its answer in the output folder.
  var output: String
  /// The place that it came from, for the report.
  var source: String
  /// What it says, inflated where it came compressed.
  var bytes: [UInt8]
  /// Why it must not be read.
  var defect: SyntaxError?
  /// SHA-256 of what was read.
  var digest: [UInt8]
  /// Where the original goes when it cannot be used, and the original; `nil` when its file takes care of its lines.
  var quarantine: (name: String, original: [UInt8])?
}

extension BatchCase {
  /// A file that is a document.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - original: its bytes.
  ///   - replacement: the bytes to read in their place: the file as it lies in quarantine.
  ///   - limits: how far compressed data may expand.
  init(_ file: InputFile, _ original: [UInt8], replacement: [UInt8]?, limits: SyntaxLimits) {
    key = file.name
    output = "guidance/\(file.name).guidance.json"
    source = file.source
    digest = Array(SHA256.hash(data: original))
    quarantine = (file.name, original)
    do throws(SyntaxError) {
      bytes = try inflated(replacement ?? original, limits: limits)
    } catch {
      bytes = []
      defect = error
    }
  }

  /// A line that is a document.
  init(_ file: InputFile, line: Int, _ bytes: [UInt8]) {
    key = "\(file.name)#\(line)"
    output = "guidance/\(file.name)/\(line).guidance.json"
    source = file.source
    digest = Array(SHA256.hash(data: bytes))
    self.bytes = bytes
  }

  /// The resources of a patient.
  init(_ patient: PatientBundle) {
    key = patient.key
    output = "guidance/\(patient.key).guidance.json"
    source = PatientBundle.source
    bytes = patient.bytes
    digest = Array(SHA256.hash(data: patient.bytes))
    quarantine = ("\(patient.key).json", patient.bytes)
  }
}

/// What became of a case.
enum CaseResult {
  /// Its answer stands.
  case unchanged
  /// It was answered.
  case answered
  /// It cannot be used, and why.
  case unusable(String)
}
