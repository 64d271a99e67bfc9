import CaseRecord
import FHIRSyntax
import Foundation
import Testing
import VenoGuide

/// Messages in, messages out: FHIR R4 Messaging, section 2.4, and CONTRACT section 2.
@Suite("Guidance as a message")
struct MessageTests {
  private func answer(to bytes: [UInt8], keptAs name: String? = nil) throws -> PackedBundle {
    var configuration = Evaluator.Configuration()
    configuration.packaging = .message
    let asOf = try #require(AsOf(fhir: "2026-06-15"))
    let evaluator = try Evaluator(configuration)
    let packed = try evaluator.evaluate(bytes, at: .fixed(asOf)).packed
    #expect(packed.count == 1)
    if let name { try KeptAnswers.keep(packed, of: evaluator, as: "message-\(name)") }
    return PackedBundle(root: try #require(packed.first))
  }

  /// A sample's Bundle as a message.
  private func message(
    _ name: String, header: String, url: String = "urn:uuid:0d1a9a3c-6a5b-4c3e-9b1f-3c1d0a7e5f10"
  ) throws -> [UInt8] {
    let sample = try #require(SampleFolder.all.first { $0.name == name })
    let bytes = try #require(sample.bytes(of: "bundle.json"))
    var bundle = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let entry = try JSONSerialization.jsonObject(
      with: Data(
        #"{"fullUrl":"\#(url)","resource":\#(header)}"#.utf8))
    bundle["type"] = "message"
    bundle["entry"] = [entry] + (bundle["entry"] as? [Any] ?? [])
    return Array(try JSONSerialization.data(withJSONObject: bundle))
  }

  private static let header = """
    {"resourceType":"MessageHeader","id":"m-1","eventUri":"http://hospital.example/event/evaluate",
     "source":{"name":"engine","endpoint":"http://hospital.example/in"},
     "destination":[{"endpoint":"http://adapter.example/messages"}]}
    """

  @Test("The answer names the message that it answers and leads to the guidance")
  func header() throws {
    let answer = try answer(to: message("variants/acute-mild", header: Self.header), keptAs: "ok")
    #expect(answer.root["type"]?.text == "message")
    let header = try #require(answer.entries.first?.resource)
    #expect(header.resourceType == "MessageHeader")
    #expect(header["response"]?["identifier"]?.text == "m-1")
    #expect(header["response"]?["code"]?.text == "ok")
    #expect(header["eventUri"]?.text == "http://hospital.example/event/evaluate")
    #expect(header["destination"]?["endpoint"]?.text == "http://hospital.example/in")
    #expect(header["source"]?["endpoint"]?.text == "http://adapter.example/messages")
    #expect(answer.reachable == Set(answer.entries.map(\.url)))
    #expect(answer.resources("GuidanceResponse").count == 1)
  }

  @Test("Two patients in a message get two answers in one message")
  func twoPatients() throws {
    let answer = try answer(to: message("rules/two-patients", header: Self.header), keptAs: "two")
    #expect(answer.resources("GuidanceResponse").count == 2)
    #expect(answer.reachable == Set(answer.entries.map(\.url)))
  }

  @Test("A message that cannot be evaluated is a fatal error with the reason")
  func fatalError() throws {
    let answer = try answer(to: message("outcomes/unusable", header: Self.header), keptAs: "fatal")
    let header = try #require(answer.entries.first?.resource)
    #expect(header["response"]?["code"]?.text == "fatal-error")
    let details = try #require(header["response"]?["details"]?["reference"]?.text)
    let outcome = try #require(answer.entries.first { $0.url == details }?.resource)
    #expect(outcome.resourceType == "OperationOutcome")
    #expect(outcome.all("issue").contains { $0["severity"]?.text == "error" })
  }

  @Test("Only a message is answered with a message")
  func noMessage() throws {
    let sample = try #require(SampleFolder.all.first { $0.name == "variants/acute-mild" })
    let bytes = try #require(sample.bytes(of: "bundle.json"))
    #expect(throws: InputError.self) { try self.answer(to: bytes) }
  }

  @Test("A message without an id is named by its full URL, as half of the NHS messages need it")
  func namedByFullURL() throws {
    let answer = try answer(to: message("variants/acute-mild", header: Self.anonymous))
    let header = try #require(answer.entries.first?.resource)
    #expect(header["response"]?["identifier"]?.text == "0d1a9a3c-6a5b-4c3e-9b1f-3c1d0a7e5f10")
  }

  @Test("A message that nothing names cannot be answered, and that is said")
  func nameless() throws {
    let bytes = try message(
      "variants/acute-mild", header: Self.anonymous, url: "http://hospital.example/MessageHeader")
    let error = #expect(throws: InputError.self) { try self.answer(to: bytes) }
    #expect(error?.path == "MessageHeader.id")
  }

  private static let anonymous = header.replacingOccurrences(of: #""id":"m-1","#, with: "")
}
