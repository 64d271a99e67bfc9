import CaseRecord
import FHIR
import FHIRSyntax
import Foundation
import Testing

@testable import CaseMapping

/// The R5 twin of a Bundle of R4 is the same case.
@Suite struct ReleaseTests {
  @Test(arguments: FormatTests.samples)
  func `a sample is the same case in R5`(path: String) throws {
    let r4 = TypedTree(try tree(path), release: .r4)
    let original = try cases(r4.root, .json)
    let twin = r4.converted(to: .r5).root
    for format in FHIRFormat.allCases {
      let asR5 = try cases(twin, format)
      #expect(asR5.map(\.withoutPaths) == original.map(\.withoutPaths), "as sent")
      // A sender of R5 does not write what the conversion notes for the way back.
      let bare = try cases(twin.withoutCrossVersionExtensions, format)
      #expect(bare.map(\.withoutPaths) == original.map(\.withoutPaths), "\(format), bare")
    }
  }

  @Test(arguments: FormatTests.samples)
  func `evidence from R5 names the elements of R5`(path: String) throws {
    let twin = TypedTree(try tree(path), release: .r4).converted(to: .r5).root
      .withoutCrossVersionExtensions
    var elsewhere: [String] = []
    for record in try cases(twin, .json) {
      for path in record.paths where !twin.holds(path) { elsewhere.append(path) }
    }
    #expect(elsewhere == [])
  }

  private func tree(_ path: String) throws -> SyntaxTree {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return try bytes.withUnsafeBytes { bytes in try readTree(bytes) }
  }

  private func cases(_ root: FHIRNode, _ format: FHIRFormat) throws -> [CaseRecord] {
    let bytes = try writeTree(root.withoutMalformedNarratives().tree, as: format)
    let scanned = try bytes.withUnsafeBytes { bytes in
      try scan(bytes, selector: RelevantResources(terminology: .builtIn))
    }
    return try MappedCase.all(in: Submission(scanned)).map(\.record)
  }
}

extension CaseRecord {
  /// All places that the record names.
  fileprivate var paths: [String] {
    findings.flatMap { [$0.evidence.path] + $0.imagingEvidence.map(\.path) }
      + setAside.filter { $0.reason != .deleted }.map(\.path) + unreadTexts.map(\.path)
      + notes.map(\.evidence.path)
      + person.evidence.map(\.path)
  }

  /// The record without the places of its evidence, which have other names in another release, and without the
  /// explanations that repeat them.
  fileprivate var withoutPaths: CaseRecord {
    var record = self
    for place in record.findings.indices {
      record.findings[place].evidence.path = ""
      for inner in record.findings[place].imagingEvidence.indices {
        record.findings[place].imagingEvidence[inner].path = ""
      }
    }
    for place in record.setAside.indices {
      record.setAside[place].path = ""
      record.setAside[place].explanation = ""
    }
    for place in record.unreadTexts.indices { record.unreadTexts[place].path = "" }
    for place in record.notes.indices { record.notes[place].evidence.path = "" }
    for place in record.person.evidence.indices { record.person.evidence[place].path = "" }
    return record
  }
}

extension FHIRNode {
  /// The tree without what a conversion keeps for the way back.
  fileprivate var withoutCrossVersionExtensions: FHIRNode {
    var node = self
    node.children = children.filter { child in
      child["url"]?.text?.hasPrefix("http://hl7.org/fhir/4.0/StructureDefinition/extension-")
        != true
    }
    .map(\.withoutCrossVersionExtensions)
    return node
  }

  /// Whether an element stands at a path; a choice is called without its type.
  fileprivate func holds(_ path: String) -> Bool {
    var node = self
    for step in path.split(separator: ".").dropFirst() {
      let parts = step.split(whereSeparator: { $0 == "[" || $0 == "]" })
      let name = String(parts[0])
      let index = parts.dropFirst().first.flatMap { Int($0) } ?? 0
      let found = node.children.filter { child in
        child.name == name
          || child.name.hasPrefix(name)
            && child.name.dropFirst(name.count).first?.isUppercase == true
      }
      guard found.indices.contains(index) else { return false }
      node = found[index]
    }
    return true
  }
}
