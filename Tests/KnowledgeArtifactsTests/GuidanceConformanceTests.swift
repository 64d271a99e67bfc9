import CaseRecord
import FHIR
import FHIRSyntax
import Foundation
import Guidance
import Testing
import VenoGuide

@testable import KnowledgeArtifacts

/// What the program answers conforms to the profiles that the package gives out.
@Suite struct GuidanceConformanceTests {
  let package: KnowledgePackage

  init() throws {
    package = try BuiltInPackage.shared()
  }

  @Test func `every answer to a sample conforms to the profile, in both editions`() throws {
    var checker = ProfileChecker(package)
    let answers = try SampleAnswers.resources.get() + SampleAnswers.resourcesOf2013.get()
    for (name, answer) in answers {
      checker.check(answer, against: "guidance-response", at: name)
    }
    #expect(answers.count > 160)
    #expect(checker.faults == [])
  }

  @Test(arguments: EvidenceScope.allCases)
  func `every document conforms to the profile, with all that it leads to`(
    scope: EvidenceScope
  ) throws {
    var checker = ProfileChecker(package)
    let documents = try SampleAnswers.documents(scope)
    for (name, document) in documents {
      checker.check(document, against: "guidance-document", at: "\(name) \(scope)")
    }
    #expect(documents.count > 80)
    #expect(checker.faults == [])
  }

  @Test func `every message conforms to the profile`() throws {
    var checker = ProfileChecker(package)
    let messages = try SampleAnswers.messages.get()
    for (name, message) in messages {
      checker.check(message, against: "guidance-message", at: name)
    }
    #expect(messages.count > 0)
    #expect(checker.faults == [])
  }

  @Test func `R4B conforms as R4 does`() throws {
    var checker = ProfileChecker(package)
    for (name, document) in try SampleAnswers.documents(.none) {
      let converted = document.converted(to: .r4b)
      checker.check(converted, against: "guidance-document", at: "\(name) R4B")
    }
    #expect(checker.faults == [])
  }

  @Test func `in R5 what is contained for programs conforms as it does in R4`() throws {
    var checker = ProfileChecker(package)
    var count = 0
    for (name, response) in try SampleAnswers.resources.get() {
      for resource in response.converted(to: .r5).all("contained") {
        let profiles = ["Parameters": "guidance-output", "OperationOutcome": "guidance-messages"]
        guard let profile = profiles[resource.resourceType ?? ""] else { continue }
        checker.check(resource, against: profile, at: "\(name) R5")
        count += 1
      }
    }
    #expect(count > 160)
    #expect(checker.faults == [])
  }

  /// Systems, extensions and profiles that an answer names, and the codes of our systems.
  @Test func `everything of ours that an answer names is in the package`() throws {
    let defined = [
      "CodeSystem", "Library", "NamingSystem", "PlanDefinition", "StructureDefinition", "ValueSet",
    ].map { "\(Canonicals.base)/\($0)/" }
    var strangers: Set<String> = []
    func walk(_ node: FHIRNode) {
      if let text = node.text, defined.contains(where: text.hasPrefix) {
        let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
        let version = parts.count > 1 ? parts[1] : nil
        if package.artifact(url: parts[0], version: version) == nil { strangers.insert(text) }
      }
      if node.name == "extension", let url = node["url"]?.text, url.hasPrefix("http"),
        !url.hasPrefix(Canonicals.base)
      {
        strangers.insert(url)
      }
      if let system = node["system"]?.text, system.hasPrefix(Canonicals.base + "/CodeSystem/"),
        let code = (node["code"] ?? node["value"])?.text
      {
        let known = package.artifact(url: system)?.resource.all("concept") ?? []
        if !known.contains(where: { $0["code"]?.text == code }) {
          strangers.insert("\(system)|\(code)")
        }
      }
      // The Patient and the event of a message are as the sender wrote them.
      for child in node.children
      where child.resourceType != "Patient" && child.name != "eventCoding" {
        walk(child)
      }
    }
    for (_, document) in try SampleAnswers.documents(.none) { walk(document) }
    for (_, message) in try SampleAnswers.messages.get() { walk(message) }
    #expect(strangers == [])
  }

  @Test func `every reviewed answer conforms to the profile`() throws {
    let samples = repository.appending(path: "Samples")
    let files = FileManager.default.enumerator(at: samples, includingPropertiesForKeys: nil)
    var checker = ProfileChecker(package)
    var count = 0
    for case let url as URL in files ?? .init()
    where url.lastPathComponent == "guidance.json" || url.lastPathComponent == "guidance.ndjson" {
      for line in Array(try Data(contentsOf: url)).split(separator: 0x0A, maxSplits: .max)
      where url.pathExtension == "ndjson" {
        checker.check(try tree(Array(line)), against: "guidance-response", at: url.path())
        count += 1
      }
      if url.pathExtension == "json" {
        let root = try tree(Array(try Data(contentsOf: url)))
        checker.check(root, against: "guidance-response", at: url.path())
        count += 1
      }
    }
    #expect(count >= 20)
    #expect(checker.faults == [])
  }

  @Test(arguments: [
    ("\"overlap\"", "\"maybe\"", "no code of"),
    ("\"item-assessed\"", "\"item\"", "no slice of the profile is named item"),
    ("\"draft\"", "\"active\"", "must be draft"),
    ("\"name\": \"edition\"", "\"name\": \"variant\"", "at least 1 are needed"),
    ("\"valueBoolean\": false", "\"valueString\": \"no\"", "must be of type boolean"),
    ("CodeSystem/treatment-option\"", "CodeSystem/other\"", "no code of"),
  ])
  func `the checker sees what departs from the profile`(
    _ old: String, _ new: String, _ fault: String
  ) throws {
    let url = repository.appending(path: "Samples/outcomes/overlap/guidance.json")
    let text = try String(contentsOf: url, encoding: .utf8)
    let changed = text.replacingOccurrences(of: old, with: new)
    var checker = ProfileChecker(package)
    checker.check(try tree(Array(changed.utf8)), against: "guidance-response")
    #expect(changed != text)
    #expect(checker.faults.contains { $0.contains(fault) }, "\(checker.faults)")
  }

  @Test(arguments: [
    ("\"final\"", "\"amended\"", "must be final"),
    ("\"code\":\"basis\"", "\"code\":\"facts\"", "no slice of the profile"),
    ("\"code\":\"answer\"", "\"code\":\"basis\"", "at least 1 are needed"),
    ("NamingSystem/sha-256", "NamingSystem/md5", "entity:digest: 1, at least 2"),
    ("\"deviceName\"", "\"property\"", "Device.deviceName: 0, at least 1"),
    ("\"Device\"", "\"Location\"", "leads to a Location"),
  ])
  func `the checker sees what departs from the profile of a document`(
    _ old: String, _ new: String, _ fault: String
  ) throws {
    let document = try #require(
      try SampleAnswers.documents(.none).first { $0.name == "acute-mild 2020" }?.resource)
    let text = String(decoding: try writeTree(document, as: .json), as: UTF8.self)
    let changed = text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    var checker = ProfileChecker(package)
    checker.check(try tree(Array(changed.utf8)), against: "guidance-document")
    #expect(checker.faults.contains { $0.contains(fault) }, "\(checker.faults)")
  }
}
