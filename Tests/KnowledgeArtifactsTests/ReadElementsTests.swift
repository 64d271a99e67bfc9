import CaseMapping
import CaseRecord
import FHIR
import Testing

@testable import FHIRSyntax

/// The table of elements that are read says what the mapping does.
///
/// Every element is taken out of every sample and of some unusual records, one at a time; where the case is another without it, it was read.
@Suite struct ReadElementsTests {
  /// `Condition.onsetDateTime` for every element without which some case is another; of those without which FHIR does
  /// not allow the resource, only that.
  private static let effective: (any: Set<String>, sound: Set<String>) = {
    var any: Set<String> = []
    var sound: Set<String> = []
    for record in sampleBundles + UnusualRecords.all {
      guard let root = try? tree(record.bytes), root.resourceType == "Bundle" else { continue }
      let whole = cases(of: root)
      for (position, entry) in root.children.enumerated() where entry.name == "entry" {
        guard let at = entry.children.firstIndex(where: { $0.name == "resource" }),
          let type = entry.children[at].resourceType
        else { continue }
        for name in Set(entry.children[at].children.map(\.name))
        where name != "id" && !sound.contains("\(type).\(name)") {
          var changed = root
          changed.children[position].children[at].children.removeAll { $0.name == name }
          let without = cases(of: changed)
          guard without != whole else { continue }
          any.insert("\(type).\(name)")
          if count(.malformed, without) == count(.malformed, whole) {
            sound.insert("\(type).\(name)")
          }
        }
      }
    }
    return (any, sound)
  }()

  private static func count(_ reason: SetAsideResource.Reason, _ cases: [CaseRecord]) -> Int {
    cases.flatMap(\.setAside).count { $0.reason == reason }
  }

  /// What is understood of an input, in every patient.
  private static func cases(of root: FHIRNode) -> [CaseRecord] {
    let input = ScannedInput(
      SyntaxTree(format: .json, root: root, issues: []))
    let submission = Submission(input)
    guard let day = FHIRDateTime("2026-06-15"), let asOf = AsOf(day) else { return [] }
    let mapper = CaseMapper(asOf: asOf)
    return submission.subjects.map { mapper.caseRecord(of: $0, in: submission) }
  }

  /// Elements that the FHIR layer weighs, whatever the type.
  private static let ofAnyType: Set<String> = ["meta", "modifierExtension", "implicitRules"]

  @Test func `every element that makes a difference is in the table`() {
    #expect(Self.effective.sound.count > 80)
    for element in Self.effective.sound.sorted() {
      let parts = element.split(separator: ".").map(String.init)
      guard !Self.ofAnyType.contains(parts[1]) else { continue }
      #expect(ReadElements.of(parts[0])?.reads(parts[1]) == true, "\(element)")
    }
  }

  @Test func `every element in the table makes a difference in some record`() {
    for read in ReadElements.all {
      for element in read.elements {
        let isShown = Self.effective.any.contains { name in
          name.hasPrefix("\(read.type).\(element.name)")
            && read.reads(String(name.dropFirst(read.type.count + 1)))
        }
        #expect(isShown, "\(read.type).\(element.name)")
      }
    }
  }

  @Test func `every type that is read has a table, and every table a type`() throws {
    let selector = RelevantResources(terminology: .builtIn)
    for read in ReadElements.all {
      let isRead = read.type.utf8.withContiguousStorageIfAvailable { bytes in
        selector.selection(ofType: UnsafeRawBufferPointer(bytes)) != .skip
      }
      #expect(isRead == true, "\(read.type)")
    }
    // Others that are read hold resources or name the sender; nothing of the case is in them.
    for type in ["MessageHeader", "Parameters", "Bundle"] { #expect(ReadElements.of(type) == nil) }
  }
}
