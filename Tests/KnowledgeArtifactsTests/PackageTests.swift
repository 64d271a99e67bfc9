import FHIR
import FHIRSyntax
import Foundation
import Testing

@testable import Appropriateness
@testable import CaseMapping
@testable import KnowledgeArtifacts

/// The package holds together and says what the rules and codes say.
@Suite struct PackageTests {
  let package: KnowledgePackage

  init() throws {
    package = try BuiltInPackage.shared()
  }

  @Test func `nothing in the package leads nowhere`() {
    #expect(package.faults() == [])
    #expect(package.artifacts.count > 250)
  }

  @Test func `every artifact is the same in JSON and XML`() throws {
    for artifact in package.artifacts {
      let json = try tree(try writeTree(artifact.resource, as: .json))
      let xml = try tree(try writeTree(artifact.resource, as: .xml))
      #expect(TypedTree(json, release: .r4).root == artifact.resource, "\(artifact.fileName)")
      let typed = TypedTree(xml, arraysAreMarked: false, release: .r4)
      #expect(typed.root == artifact.resource, "\(artifact.fileName)")
      #expect(typed.issues == [], "\(artifact.fileName)")
    }
  }

  @Test func `the same knowledge gives the same bytes`() throws {
    let again = try BuiltInPackage.make()
    #expect(try again.files(as: .json) == package.files(as: .json))
    #expect(try again.files(as: .xml) == package.files(as: .xml))
  }

  /// Left in `.build/package` for `scripts/validate-package`.
  @Test func `the package is written for validators made by others`() throws {
    for (format, name) in [(FHIRFormat.json, "json"), (.xml, "xml")] {
      let folder = repository.appending(path: ".build/package/\(name)")
      try? FileManager.default.removeItem(at: folder)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in try package.files(as: format) {
        try Data(file.bytes).write(to: folder.appending(path: file.name))
      }
    }
  }

  @Test func `a package has its manifest, and the index names every file`() throws {
    struct Manifest: Decodable {
      let name: String
      let version: String
      let canonical: String
      let fhirVersions: [String]
    }
    struct Index: Decodable {
      struct File: Decodable {
        let filename: String
        let resourceType: String
        let id: String
        let url: String
      }
      let files: [File]
    }
    let files = try package.files(as: .json)
    let manifest = try JSONDecoder().decode(
      Manifest.self, from: Data(try #require(files.first { $0.name == "package.json" }).bytes))
    #expect(manifest.name == "example.venoguide.iliofemoral-dvt")
    #expect(manifest.version == "0.1.0")
    #expect(manifest.canonical == "https://venoguide.example/fhir")
    #expect(manifest.fhirVersions == ["4.0.1"])
    let index = try JSONDecoder().decode(
      Index.self, from: Data(try #require(files.first { $0.name == ".index.json" }).bytes))
    let others: Set = ["package.json", ".index.json", "NOTICE.md"]
    #expect(Set(index.files.map(\.filename)) == Set(files.map(\.name)).subtracting(others))
    for file in index.files {
      #expect(package.artifact(file.resourceType, file.id)?.url == file.url)
    }
  }

  // MARK: - The rules

  @Test(arguments: ["2020", "2013"])
  func `an answer's canonical leads to the plan of its edition`(edition: String) throws {
    let plan = try #require(
      package.artifact(
        url: "https://venoguide.example/fhir/PlanDefinition/iliofemoral-dvt", version: edition))
    #expect(plan.resource["library"]?.text?.hasSuffix("Library/iliofemoral-dvt|\(edition)") == true)
  }

  @Test(arguments: ["2020", "2013"])
  func `the plan has every row of the rating table and no other`(edition: String) throws {
    let criteria = try BuiltInPackage.criteria(edition)
    let plan = try #require(package.artifact("PlanDefinition", "iliofemoral-dvt-\(edition)"))
    var rows: Set<String> = []
    for variant in plan.resource.all("action") {
      let code = variant["code"]?["coding"]?["code"]?.text
      for option in variant.all("action").flatMap({ $0.all("action") }) {
        guard let rating = option.part("rating")?["valueCoding"] else { continue }
        let item = option["code"]?["coding"]
        #expect(option["definitionCanonical"] == nil)
        #expect(option["title"]?.text?.hasPrefix(rating["display"]?.text ?? "none") == true)
        rows.insert(
          [
            code, item?["code"]?.text, item?["display"]?.text, rating["code"]?.text,
            option.part("score")?["valueInteger"]?.text ?? "no score",
            option.part("confidence")?["valueString"]?.text,
          ].compactMap { $0 }.joined(separator: "; "))
      }
    }
    #expect(
      rows
        == Set(
          criteria.ratings.map { row in
            [
              row.variant, row.option, row.label, row.rating.rawValue,
              row.score.map(String.init) ?? "no score", row.confidence,
            ].joined(separator: "; ")
          }))
  }

  @Test(arguments: ["2020", "2013"])
  func `every condition of the plan can be read back as the box that it is`(
    edition: String
  ) throws {
    let criteria = try BuiltInPackage.criteria(edition)
    let plan = try #require(package.artifact("PlanDefinition", "iliofemoral-dvt-\(edition)"))
    for row in criteria.variants {
      let action = try #require(
        plan.resource.all("action").first { $0["id"]?.text == "variant.\(row.code)" })
      let expression = try #require(action["condition"]?["expression"])
      #expect(expression["language"]?.text == CriteriaPlan.conditionLanguage)
      let json = try #require(expression["expression"]?.text)
      let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8))
      let boxes = parsed as? [[String: [String]]] ?? [parsed as? [String: [String]] ?? [:]]
      #expect(
        boxes
          == row.conditions.map { condition in
            Dictionary(
              uniqueKeysWithValues: condition.terms.map { ($0.key, $0.values.map(\.rawValue)) })
          })
    }
  }

  @Test(arguments: ["2020", "2013"])
  func `every row of follow-up, change, emergency and overlap is in the plan`(
    edition: String
  ) throws {
    let criteria = try BuiltInPackage.criteria(edition)
    let plan = try #require(package.artifact("PlanDefinition", "iliofemoral-dvt-\(edition)"))
    var ids: Set<String> = []
    func collect(_ node: FHIRNode) {
      if let id = node["id"]?.text { ids.insert(id) }
      for action in node.all("action") { collect(action) }
    }
    for action in plan.resource.all("action") { collect(action) }
    func expectAction(_ stem: String, _ variants: [String]) {
      let wanted = variants.isEmpty ? [stem] : variants.map { "variant.\($0).\(stem)" }
      for id in wanted { #expect(ids.contains(id)) }
    }
    for row in criteria.followUps {
      expectAction("follow-up.\(row.id)", row.condition.variants)
      // What an event on record brings along stands once more, for every variant.
      if row.isShownWithEvent { expectAction("follow-up.\(row.id)", []) }
    }
    for row in criteria.transitions { expectAction("change.\(row.id)", row.condition.variants) }
    for row in criteria.escalations { expectAction("emergency.\(row.id)", []) }
    for row in criteria.overlaps { expectAction("overlap.\(row.id)", []) }
    for row in criteria.notCovered { expectAction("other-topic.\(row.id)", []) }
    for row in criteria.clocks { expectAction("clock.\(row.id)", []) }
  }

  @Test(arguments: ["2020", "2013"])
  func `the library holds the criteria files byte for byte`(edition: String) throws {
    let library = try #require(package.artifact("Library", "iliofemoral-dvt-\(edition)"))
    for attachment in library.resource.all("content") {
      let name = try #require(attachment["title"]?.text?.split(separator: ".").first)
      let data = try #require(attachment["data"]?.text.flatMap { Data(base64Encoded: $0) })
      #expect(Array(data) == (try BuiltInPackage.file(String(name))).bytes)
    }
    #expect(library.resource.all("content").count == 4)
  }

  @Test func `the ratings' copyright is told wherever ratings are`() throws {
    for (type, id) in [
      ("PlanDefinition", "iliofemoral-dvt-2020"), ("Library", "iliofemoral-dvt-2020"),
      ("CodeSystem", "variant"), ("CodeSystem", "treatment-option"),
    ] {
      let copyright = package.artifact(type, id)?.resource["copyright"]?.text
      #expect(copyright?.contains("American College of Radiology") == true, "\(type)/\(id)")
    }
  }

  @Test func `each notice that artifacts need stands in the file of notices`() throws {
    let notices = try String(
      contentsOf: repository.appending(path: "Profiles/NOTICE.md"), encoding: .utf8)
    for system in Notices.codeSystems {
      #expect(notices.contains(system.holder), "\(system.name)")
      #expect(Notices.builtIn.notices(of: [system.system]).count == 1, "\(system.name)")
    }
  }

  // MARK: - A site's own knowledge

  @Test func `a site's codes are in the package, and can be taken over from it`() throws {
    let list = """
      system,code,display,concept,source,confidence
      https://hospital.example/codes,DVT-IL-L,"Clot, left iliac",dvt-iliofemoral-acute/segment=iliac/laterality=left,local,verified
      http://hl7.org/fhir/sid/icd-10-cm,prefix:C50,Breast cancer,active-cancer,local,verified
      https://hospital.example/codes,MTS,May-Thurner,iliac-vein-compression,local,verified
      """
    let overlay = Terminology.OverlayFile(name: "site.csv", bytes: Array(list.utf8))
    let site = try BuiltInPackage.make(site: [overlay])
    #expect(site.faults() == [])
    #expect(site.version == "0.1.0+site.01234567")
    let thrombosis = try #require(site.artifact("ValueSet", "dvt-iliofemoral-acute"))
    #expect(thrombosis.version == "1.0.0+site.01234567")
    #expect(site.artifact("ValueSet", "venous-ulcer")?.version == "1.0.0")
    #expect(
      thrombosis.resource["compose"]?.all("include").contains {
        $0["system"]?.text == "https://hospital.example/codes"
          && $0["concept"]?["code"]?.text == "DVT-IL-L"
      } == true)

    // Another site loads what this one gives out.
    let files = try ["ConceptMap-site", "ValueSet-active-cancer"].map { name in
      let file = try #require(try site.files(as: .json).first { $0.name == name + ".json" })
      return Terminology.OverlayFile(name: file.name, bytes: file.bytes)
    }
    let before = try Terminology(overlay: [overlay])
    let after = try Terminology(overlay: files)
    for (system, code) in [
      ("https://hospital.example/codes", "DVT-IL-L"), ("https://hospital.example/codes", "MTS"),
      ("http://hl7.org/fhir/sid/icd-10-cm", "C50.911"),
    ] {
      let meaning = try #require(before.meaning(system: system, code: code))
      let taken = try #require(after.meaning(system: system, code: code))
      #expect(taken.refinedConcept == meaning.refinedConcept, "\(code)")
      #expect(taken.qualifiers == meaning.qualifiers, "\(code)")
    }
  }

  @Test func `a code that a site takes away is not in its package`() throws {
    let map = """
      {"resourceType": "ConceptMap", "status": "active", "group": [
        {"source": "http://hl7.org/fhir/sid/icd-10-cm", "target": "https://venoguide.example/fhir/CodeSystem/concept",
         "element": [{"code": "I82.421", "target": [{"code": "dvt-iliofemoral-acute", "equivalence": "disjoint"}]}]}]}
      """
    let site = try BuiltInPackage.make(
      site: [Terminology.OverlayFile(name: "map.json", bytes: Array(map.utf8))])
    func holds(_ package: KnowledgePackage) -> Bool {
      package.artifact("ValueSet", "dvt-iliofemoral-acute")?.resource.holds {
        $0.name == "concept" && $0["code"]?.text == "I82.421"
      } == true
    }
    #expect(holds(package))
    #expect(!holds(site))
    #expect(site.faults() == [])
  }
}

extension FHIRNode {
  /// A part of the rating of an option.
  fileprivate func part(_ name: String) -> FHIRNode? {
    self["extension"]?.all("extension").first { $0["url"]?.text == name }
  }
}
