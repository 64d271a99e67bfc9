import Appropriateness
import CaseRecord
import FHIRSyntax
import Guidance

/// Checks that artifacts of one type ask for.
extension PackageCheck {
  mutating func checkCodeSystem(_ system: FHIRNode) {
    let codes = system.all("concept").compactMap { $0["code"]?.text }
    if Set(codes).count != codes.count { report("concept", "a code stands twice") }
    if let count = system["count"]?.text, count != String(codes.count) {
      report("count", "says \(count), and there are \(codes.count) concepts")
    }
    let properties = Set(system.all("property").compactMap { $0["code"]?.text })
    for (index, concept) in system.all("concept").enumerated() {
      for property in concept.all("property") {
        guard let code = property["code"]?.text, !properties.contains(code) else { continue }
        report("concept[\(index)].property", "the property \(code) is not defined")
      }
    }
  }

  mutating func checkMap(_ map: FHIRNode) {
    let mapped = map["sourceCanonical"]?.text.flatMap { package.artifact(url: $0) }
    for (number, group) in map.all("group").enumerated() {
      let path = "group[\(number)]"
      let source = group["source"]?.text ?? ""
      let target = group["target"]?.text ?? ""
      let accepted = mapped.map { $0.resource.codes(of: source) }
      for (index, element) in group.all("element").enumerated() {
        let code = element["code"]?.text ?? ""
        let place = "\(path).element[\(index)]"
        if let accepted, !accepted.contains(code) {
          report(place, "\(code) is not in the ValueSet that is mapped")
        }
        for value in element.all("target").compactMap({ $0["code"]?.text })
        where codes[target]?.contains(value) == false {
          report(place, "\(target) has no code \(value)")
        }
      }
    }
  }

  mutating func checkStructure(_ structure: FHIRNode) {
    let type = structure["type"]?.text ?? ""
    var ids: Set<String> = []
    for (index, element) in (structure["differential"]?.all("element") ?? []).enumerated() {
      let place = "differential.element[\(index)]"
      let id = element["id"]?.text ?? ""
      let path = element["path"]?.text ?? ""
      if !ids.insert(id).inserted { report(place, "the id \(id) stands twice") }
      if path != type, !path.hasPrefix(type + ".") {
        report(place, "the path \(path) is not of \(type)")
      }
      let plain = id.split(separator: ".").map { $0.prefix { $0 != ":" } }.joined(separator: ".")
      if plain != path { report(place, "the id \(id) does not belong to the path \(path)") }
      let slice = id.split(separator: ".").last?.split(separator: ":").dropFirst().first
      if slice.map(String.init) != element["sliceName"]?.text {
        report(place, "id and sliceName name different slices")
      }
      if type == "Extension", path == "Extension.url", !id.contains(":"),
        element["fixedUri"]?.text != structure["url"]?.text
      {
        report(place, "the URL of an extension is that of its definition")
      }
    }
  }

  mutating func checkQuestionnaire(_ questionnaire: FHIRNode) {
    var linkIDs: Set<String> = []
    func collect(_ items: [FHIRNode], into all: inout [FHIRNode]) {
      for item in items {
        all.append(item)
        collect(item.all("item"), into: &all)
      }
    }
    var items: [FHIRNode] = []
    collect(questionnaire.all("item"), into: &items)
    for item in items {
      let linkID = item["linkId"]?.text ?? ""
      if !linkIDs.insert(linkID).inserted { report("item", "the linkId \(linkID) stands twice") }
      let type = item["type"]?.text ?? ""
      let hasOptions = item["answerOption"] != nil || item["answerValueSet"] != nil
      if (type == "choice") != hasOptions {
        report("item", "\(linkID): a choice has options, and nothing else has any")
      }
    }
  }

  mutating func checkGuide(_ guide: FHIRNode) {
    let listed = (guide["definition"]?.all("resource") ?? [])
      .compactMap { $0["reference"]?["reference"]?.text }
    let present = package.artifacts.filter { $0.type != "ImplementationGuide" }
      .map { "\($0.type)/\($0.id)" }
    for reference in Set(present).subtracting(listed).sorted() {
      report("definition.resource", "\(reference) is not listed")
    }
    for reference in Set(listed).subtracting(present).sorted() {
      report("definition.resource", "\(reference) is not in the package")
    }
    if Set(listed).count != listed.count { report("definition.resource", "one stands twice") }
  }

  /// Every code that an answer can use is defined.
  mutating func checkCodesOfAnswers() {
    let used: [(system: String, codes: [String])] = [
      ("outcome", Outcome.allCases.map(\.rawValue)),
      ("appropriateness", Rating.allCases.map(\.rawValue)),
      ("feature", Feature.allCases.map(\.rawValue)),
      ("feature-value", Feature.allCases.flatMap(\.domain).map(\.rawValue)),
      ("fact-state", Fact.State.allCases.map(\.rawValue)),
      ("laterality", Leg.allCases.map(\.rawValue)),
      ("order-result", OrderResult.allCases.map(\.rawValue)),
      ("evidence-kind", PublishedEvidence.Kind.allCases.map(\.rawValue)),
      ("follow-up-kind", FollowUp.Kind.allCases.map(\.rawValue)),
      ("episode-standing", OtherEpisode.Standing.allCases.map(\.rawValue)),
      ("document-type", [GuidanceDocument.typeCode]),
      ("document-section", GuidanceDocument.sectionCodes),
    ]
    for (system, values) in used {
      let known = codes[Canonicals.codeSystem(system)] ?? []
      for value in values where !known.contains(value) {
        report("", "CodeSystem/\(system) lacks the code \(value), which answers use")
      }
    }
  }
}

extension FHIRNode {
  /// The codes of a ValueSet that are listed one by one.
  fileprivate func codes(of system: String) -> Set<String> {
    let includes = self["compose"]?.all("include").filter { $0["system"]?.text == system } ?? []
    return Set(includes.flatMap { $0.all("concept") }.compactMap { $0["code"]?.text })
  }
}
