import CaseRecord
import FHIRSyntax
import Guidance
import VenoGuide

/// The answers to every sample, packed in each way; evaluated once for all tests.
enum SampleAnswers {
  typealias Answers = [(name: String, resource: FHIRNode)]

  static let resources = Result { try answers(.resource) }
  static let resourcesOf2013 = Result { try answers(.resource, edition: "2013") }
  static let messages = Result { try answers(.message) }

  static func documents(_ scope: EvidenceScope) throws -> Answers {
    switch scope {
    case .none: try withNoEvidence.get()
    case .used: try withUsedEvidence.get()
    case .all: try withAllEvidence.get()
    }
  }

  private static let withNoEvidence = Result { try answers(.document(.none)) }
  private static let withUsedEvidence = Result { try answers(.document(.used)) }
  private static let withAllEvidence = Result { try answers(.document(.all)) }

  /// What cannot be answered so, a message that is none for example, is left out.
  private static func answers(
    _ packaging: GuidancePackaging, edition: String = "2020"
  ) throws -> Answers {
    var configuration = Evaluator.Configuration()
    configuration.packaging = packaging
    configuration.edition = edition
    let evaluator = try Evaluator(configuration)
    guard let asOf = AsOf(fhir: "2026-06-15") else { return [] }
    return sampleBundles.flatMap { sample in
      let evaluation = try? evaluator.evaluate(sample.bytes, at: .fixed(asOf))
      return (evaluation?.packed ?? []).map { ("\(sample.name) \(edition)", $0) }
    }
  }
}
