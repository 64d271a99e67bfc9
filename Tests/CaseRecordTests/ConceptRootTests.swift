import Testing

@testable import CaseRecord

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite("The concepts that features read")
struct ConceptRootTests {
  /// Stated by empty lists and sections, not by a code of the terminology.
  private static let ofEmptyLists: Set<String> = ["no-known-procedures", "no-known-medications"]

  @Test("Each is one of the terminology's or of our own findings")
  func known() {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appending(path: "Profiles/terminology/CodeSystem")
    var lists = ""
    for name in ["concept.json", "finding.json"] {
      guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path)
      else {
        print("skipped: \(name) is not in Profiles/terminology/CodeSystem")
        return
      }
      lists += String(decoding: data, as: UTF8.self)
    }
    for concept in ConceptRoot.allCases where !Self.ofEmptyLists.contains(concept.name) {
      #expect(lists.contains("{\"code\": \"\(concept.name)\""), "\(concept.name)")
    }
  }

  @Test("Names are distinct and lead back to their root")
  func roundTrip() {
    for concept in ConceptRoot.allCases {
      #expect(ConceptRoot(name: Substring(concept.name)) == concept)
    }
    #expect(ConceptRoot(name: "weight") == nil)
  }

  @Test("Flags are whole parts behind the root")
  func flags() {
    let concept = Concept("lysis-contraindication/recent-surgery/procedure-category")
    #expect(concept.rootName == "lysis-contraindication")
    #expect(concept.leads(with: "recent-surgery"))
    #expect(!concept.leads(with: "procedure-category"))
    #expect(!concept.leads(with: "recent"))
    #expect(concept.has(flag: "procedure-category"))
    #expect(!concept.has(flag: "lysis-contraindication"))
    #expect(!Concept("phlebitis").has(flag: "phlebitis"))
    #expect(Concept("phlebitis").isBare)
  }
}
