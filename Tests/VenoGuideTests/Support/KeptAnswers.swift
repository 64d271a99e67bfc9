import FHIR
import FHIRSyntax
import Foundation
import VenoGuide

/// Answers that tests leave where scripts/validate-guidance looks for them, for validators made by others.
enum KeptAnswers {
  /// Writes what an evaluator packed in every release and format.
  static func keep(_ packed: [FHIRNode], of evaluator: Evaluator, as name: String) throws {
    for release in FHIRRelease.allCases {
      let folder = SampleFolder.repositoryRoot.appending(path: ".build/guidance/\(release)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for format in FHIRFormat.allCases {
        let bytes = try evaluator.encoded(packed, as: OutputForm(format, release: release))
        try Data(bytes).write(to: folder.appending(path: "\(name).\(format)"))
      }
    }
  }
}
