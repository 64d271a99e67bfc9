import CaseRecord
import Crypto
import FHIRSyntax
import Guidance
import Testing
import VenoGuide

/// Documents of every sample: FHIR R4 Documents, section 3.3, and CONTRACT section 2.
@Suite("Guidance as a document")
struct DocumentTests {
  private static let evaluators = Dictionary(
    uniqueKeysWithValues: EvidenceScope.allCases.compactMap { scope in
      var configuration = Evaluator.Configuration()
      configuration.packaging = .document(scope)
      return (try? Evaluator(configuration)).map { (scope, $0) }
    })

  private func documents(
    of sample: SampleFolder, _ file: String = "bundle.json", _ scope: EvidenceScope = .used
  ) throws -> [PackedBundle] {
    let evaluator = try #require(Self.evaluators[scope])
    let bytes = try #require(sample.bytes(of: file))
    let asOf = try #require(AsOf(fhir: try sample.expectation().asOf))
    return try evaluator.evaluate(bytes, at: .fixed(asOf)).packed.map(PackedBundle.init)
  }

  static let samples = SampleFolder.answerable.filter { $0.inputs.contains("bundle.json") }

  @Test(
    "The Composition comes first and leads to every entry (bdl-7, 9, 10, 11)", arguments: samples)
  func everythingIsReachable(sample: SampleFolder) throws {
    for scope in EvidenceScope.allCases {
      let documents = try documents(of: sample, "bundle.json", scope)
      let name = "document-\(scope.rawValue)-\(sample.name.replacing("/", with: "-"))"
      try KeptAnswers.keep(documents.map(\.root), of: #require(Self.evaluators[scope]), as: name)
      for document in documents {
        #expect(document.root["type"]?.text == "document")
        #expect(document.root["identifier"]?["value"]?.text?.hasPrefix("urn:uuid:") == true)
        #expect(document.root["timestamp"]?.text?.contains("T") == true)
        #expect(document.entries.first?.resource.resourceType == "Composition")
        let urls = document.entries.map(\.url)
        #expect(Set(urls).count == urls.count)
        #expect(urls.allSatisfy { $0.hasPrefix("urn:uuid:") })
        #expect(document.reachable == Set(urls), "\(sample.name), evidence \(scope)")
      }
    }
  }

  @Test("What the guidance rests on is in the document, and referred to there", arguments: samples)
  func evidenceIsThere(sample: SampleFolder) throws {
    for document in try documents(of: sample) {
      let urls = Set(document.entries.map(\.url))
      let guidance = try #require(document.resources("GuidanceResponse").first)
      let loose = PackedBundle.references(in: guidance)
        .filter { !urls.contains($0) && !$0.hasPrefix("#") }
      // A patient who is only named, and what the sample leaves outside.
      #expect(
        document.resources("Patient").isEmpty || loose.isEmpty, "\(sample.name): \(Set(loose))")
    }
  }

  @Test("Each scope holds what its name says")
  func scopes() throws {
    let sample = try #require(Self.samples.first { $0.name == "articles/TV-4" })
    let counts = try EvidenceScope.allCases.map { scope in
      try #require(documents(of: sample, "bundle.json", scope).first).entries.count
    }
    // Composition, GuidanceResponse, Patient, Device, Provenance; no option is proposed here.
    #expect(counts[0] == 5)
    #expect(counts[0] < counts[1])
    #expect(counts[1] <= counts[2])
  }

  @Test("Emergencies are the first section", arguments: samples)
  func escalationFirst(sample: SampleFolder) throws {
    let expected = try sample.expectation().answers
    for (answer, document) in zip(expected, try documents(of: sample)) {
      let sections = try #require(document.resources("Composition").first).all("section")
      let codes = sections.compactMap { $0["code"]?["coding"]?["code"]?.text }
      let always = ["answer", "basis", "missing", "sources", "follow-up"]
      #expect(codes == (answer.escalation ? ["escalation"] : []) + always, "\(sample.name)")
      #expect(sections.allSatisfy { $0["text"]?["div"]?.text?.isEmpty == false })
    }
  }

  @Test("The Provenance names the input by the digest of its bytes")
  func provenance() throws {
    let sample = try #require(Self.samples.first { $0.name == "variants/acute-mild" })
    let bytes = try #require(sample.bytes(of: "bundle.json"))
    let document = try #require(try documents(of: sample).first)
    let provenance = try #require(document.resources("Provenance").first)
    let digests = provenance.all("entity").compactMap { $0["what"]?["identifier"]?["value"]?.text }
    let digest = SHA256.hash(data: bytes).map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }
      .joined()
    #expect(digests.first == digest)
  }

  @Test("JSON and XML give the same document but for the digest of their bytes", arguments: samples)
  func sameFromBothFormats(sample: SampleFolder) throws {
    guard sample.inputs.contains("bundle.xml") else { return }
    let json = try documents(of: sample)
    let xml = try documents(of: sample, "bundle.xml")
    #expect(json.count == xml.count)
    for (one, other) in zip(json, xml) {
      #expect(try written(one) == written(other), "\(sample.name)")
    }
  }

  private func written(_ document: PackedBundle) throws -> String {
    let bytes = try writeTree(document.root, as: .json, layout: .compact)
    let text = String(decoding: bytes, as: UTF8.self)
    let provenance = try #require(document.resources("Provenance").first)
    let digest = try #require(provenance["entity"]?["what"]?["identifier"]?["value"]?.text)
    return text.replacing(digest, with: "")
  }
}
