import Foundation
import Testing
import VenoGuide

@testable import Batch

/// Bulk Data exports: the resources of one patient lie in different files, in any order.
@Suite struct JoinTests {
  /// Samples as patients of one export, by type.
  private static let samples = [
    "outcomes/overlap", "outcomes/no-variant", "variants/acute-mild", "variants/pregnancy",
    "variants/acute-moderate-severe", "rules/questionnaire",
  ]

  /// The samples' resources by type, each patient with ids of its own.
  private static func export() throws -> [String: [String]] {
    var lines: [String: [String]] = [:]
    for (number, name) in samples.enumerated() {
      for (type, resources) in try Workshop.lines(ofSample: name) {
        lines[type, default: []] += resources.map { rename($0, number) }
      }
    }
    return lines
  }

  /// Gives all ids and references of a resource a prefix.
  private static func rename(_ text: String, _ number: Int) -> String {
    var resource = text
    for type in [
      "Patient", "Condition", "Observation", "DiagnosticReport", "Procedure", "ImagingStudy",
      "MedicationStatement", "MedicationRequest", "Encounter", "Questionnaire",
    ] {
      resource = resource.replacing(
        "\"reference\":\"\(type)/", with: "\"reference\":\"\(type)/p\(number)-")
    }
    // The resource's own id: sorted names put contained ones before it, and samples have none.
    return resource.replacing("\"id\":\"", with: "\"id\":\"p\(number)-")
  }

  private static func write(_ lines: [String: [String]], to workshop: Workshop) throws {
    for (type, lines) in lines {
      let half = lines.count / 2
      try workshop.put("\(type).000.ndjson", lines[..<half].map { $0 + "\n" }.joined())
      try workshop.put("\(type).001.ndjson", lines[half...].reversed().map { $0 + "\n" }.joined())
    }
  }

  @Test("patients joined from files by type get the outcomes that their Bundles get")
  func outcomes() throws {
    let joined = try Workshop()
    try Self.write(try Self.export(), to: joined)
    try joined.run()
    let alone = try Workshop()
    for (number, name) in Self.samples.enumerated() {
      try alone.put("\(number).json", Workshop.sample(name))
    }
    try alone.run()
    let report = try joined.report()
    let expected = try alone.report()
    #expect(report.outcomes == expected.outcomes)
    #expect(report.variants == expected.variants)
    #expect(report.ratings == expected.ratings)
    #expect(report.totals.answers == Self.samples.count)
  }

  @Test(
    "the same folder comes out for any number of workers, any order of lines and any compression")
  func determinism() throws {
    let first = try Workshop()
    try Self.write(try Self.export(), to: first)
    try first.run { settings, _ in settings.workers = 1 }
    let second = try Workshop()
    var lines = try Self.export()
    lines = lines.mapValues { $0.shuffled() }
    try Self.write(lines, to: second)
    try second.run { settings, _ in settings.workers = 5 }
    #expect(try first.files(below: "guidance") == second.files(below: "guidance"))
    #expect(try first.files().keys.sorted() == second.files().keys.sorted())
  }

  @Test("the shards of a work together are the work")
  func shards() throws {
    let whole = try Workshop()
    try Self.write(try Self.export(), to: whole)
    try whole.run()
    var union: [String: Data] = [:]
    for number in 1...3 {
      let part = try Workshop()
      try Self.write(try Self.export(), to: part)
      try part.run { settings, _ in settings.shard = Shard(number: number, count: 3) }
      union.merge(try part.files(below: "guidance")) { one, _ in
        Issue.record("two shards answered one patient")
        return one
      }
    }
    #expect(union == (try whole.files(below: "guidance")))
  }

  @Test("a line that changes costs an evaluation of its patient and of nobody else")
  func change() throws {
    let workshop = try Workshop()
    var lines = try Self.export()
    try Self.write(lines, to: workshop)
    try workshop.run()
    let patient = try #require(lines["Patient"]?.first)
    lines["Patient"]?[0] = patient.replacing("\"resourceType\":", with: "\"resourceType\": ")
    try Self.write(lines, to: workshop)
    #expect(try workshop.run().counts.answered == 1)
    #expect(try workshop.run().counts.unchanged == Self.samples.count)
  }

  @Test("a patient who was deleted, by the manifest or from the files, is retracted")
  func deletion() throws {
    let workshop = try Workshop()
    let lines = try Self.export()
    try Self.write(lines, to: workshop)
    try workshop.run()
    try workshop.put(
      "manifest.json",
      """
      {"transactionTime": "2026-06-15T03:00:00Z", "request": "https://server.example/fhir/$export?_type=Patient,Condition",
       "output": [], "deleted": [{"type": "Bundle", "url": "https://server.example/files/gone.ndjson"}], "error": []}
      """)
    try workshop.put(
      "gone.ndjson",
      #"{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","url":"Patient/p0-patient"}}]}"#
        + "\n")
    let result = try workshop.run()
    #expect(result.counts.retracted == 1)
    #expect(result.counts.unchanged == Self.samples.count - 1)
    let report = try workshop.report()
    #expect(report.export?.deletions == 1)
    #expect(report.export?.lacking.first { $0.type == "Encounter" }?.request == "not-asked")
  }

  @Test(
    "a type without a file is not the absence of findings: the report tells which facts are unknown"
  )
  func lacking() throws {
    let workshop = try Workshop()
    var lines = try Self.export()
    lines["Observation"] = nil
    lines["DiagnosticReport"] = nil
    try Self.write(lines, to: workshop)
    try workshop.run()
    let lacking = try #require(try workshop.report().export?.lacking)
    let observation = try #require(lacking.first { $0.type == "Observation" })
    #expect(observation.request == "unknown")
    #expect(!observation.facts.isEmpty)
  }

  @Test("a bad line costs that line: quarantined as it was, the others are used")
  func badLine() throws {
    let workshop = try Workshop()
    var lines = try Self.export()
    lines["Observation", default: []].append(#"{"resourceType":"Observation","subject":"#)
    try Self.write(lines, to: workshop)
    let result = try workshop.run()
    #expect(result.quarantined == 1)
    #expect(try workshop.report().totals.answers == Self.samples.count)
    let reason = try #require(try workshop.report().quarantine.items.first?.reason)
    #expect(reason.hasPrefix("column "))
    let kept = try workshop.files(below: "quarantine")
    #expect(kept.count == 2)
    #expect(kept.values.contains(Data("{\"resourceType\":\"Observation\",\"subject\":\n".utf8)))
  }

  @Test("a bad line that is corrected in quarantine is used, in the next runs too")
  func correction() throws {
    let workshop = try Workshop()
    var lines = try Self.export()
    let conditions = try #require(lines["Condition"])
    let whole = try Workshop()
    try Self.write(lines, to: whole)
    try whole.run()
    lines["Condition"] = conditions.enumerated().map { $0 == 0 ? String($1.dropLast(5)) : $1 }
    try Self.write(lines, to: workshop)
    try workshop.run()
    #expect(try workshop.files(below: "guidance") != whole.files(below: "guidance"))
    let name = try #require(
      try workshop.files(below: "quarantine").keys.first { !$0.hasSuffix(".reason.json") })
    try Data((conditions[0] + "\n").utf8).write(
      to: workshop.output.appending(path: "quarantine/\(name)"))
    let replay = try workshop.run { settings, _ in settings.isReplay = true }
    #expect(replay.quarantined == 0 && replay.counts.answered == 1)
    #expect(try workshop.files(below: "guidance") == whole.files(below: "guidance"))
    #expect(try workshop.run().counts.unchanged == Self.samples.count)
  }

  @Test("resources one to a file, and lines of one patient in a file, are joined alike")
  func otherLayouts() throws {
    let byType = try Workshop()
    let lines = try Self.export()
    try Self.write(lines, to: byType)
    try byType.run()
    let oneByOne = try Workshop()
    var number = 0
    for (type, resources) in lines {
      for resource in resources {
        number += 1
        try oneByOne.put("folder-\(number % 3)/\(type)-\(number).json", resource)
      }
    }
    try oneByOne.run()
    let together = try Workshop()
    let header =
      #"{"resourceType":"Parameters","parameter":[{"name":"header","valueReference":{"reference":"Patient/p0-patient"}}]}"#
    try together.put("all.ndjson", ([header] + lines.values.joined()).map { $0 + "\n" }.joined())
    try together.run()
    #expect(try oneByOne.files(below: "guidance") == byType.files(below: "guidance"))
    #expect(try together.files(below: "guidance") == byType.files(below: "guidance"))
  }

  @Test(
    "whom a resource is about",
    arguments: [
      ("Patient/1", PatientKey.patient(id: "1", base: "", isURN: false)),
      ("Patient/1/_history/3", .patient(id: "1", base: "", isURN: false)),
      (
        "https://a.example/fhir/Patient/1",
        .patient(id: "1", base: "https://a.example/fhir", isURN: false)
      ),
      ("urn:uuid:0A", .patient(id: "0a", base: "", isURN: true)),
      ("#p", .contained), ("Group/1", .elsewhere), ("Patient?identifier=x|1", .elsewhere),
    ])
  func keys(reference: String, key: PatientKey) {
    #expect(PatientKey(type: "Condition", id: "c", subject: reference) == key)
  }
}
