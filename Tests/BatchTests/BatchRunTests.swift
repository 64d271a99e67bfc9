import Foundation
import Testing
import VenoGuide

@testable import Batch

/// A folder of Bundles: each is answered by itself, and the ledger remembers it.
@Suite struct DocumentFolderTests {
  @Test("a Bundle of each outcome gets the answer that it gets alone")
  func outcomes() throws {
    let workshop = try Workshop()
    for outcome in ["matched", "provisional", "overlap", "no-variant", "undetermined"] {
      try workshop.put("\(outcome).json", Workshop.sample("outcomes/\(outcome)"))
    }
    let result = try workshop.run()
    #expect(result.counts.answered == 5)
    let report = try workshop.report()
    #expect(
      report.outcomes == [
        "matched": 1, "provisional": 1, "overlap": 1, "no-variant": 1, "undetermined": 1,
      ])
    let answers = try workshop.answers()
    #expect(answers["matched.json.guidance.json"]?["resourceType"] as? String == "GuidanceResponse")
  }

  @Test("an emergency sign that comes or goes is a change, also when the outcome stays")
  func emergencies() throws {
    let workshop = try Workshop()
    let quiet = try Workshop.sample("outcomes/undetermined")
    var bundle = try #require(
      try JSONSerialization.jsonObject(with: Data(quiet)) as? [String: Any])
    var entries = try #require(bundle["entry"] as? [[String: Any]])
    let resources = entries.compactMap { $0["resource"] as? [String: Any] }
    let subject = try #require(resources.compactMap { $0["subject"] }.first)
    let finding: [String: Any] = [
      "system": "https://venoguide.example/fhir/CodeSystem/finding", "code": "severe-cyanosis",
    ]
    entries.append([
      "fullUrl": "urn:uuid:7d1b4a52-3f6e-4c1e-9a50-1f0f7f2f4f10",
      "resource": [
        "resourceType": "Observation", "status": "final", "subject": subject,
        "code": ["coding": [finding]], "effectiveDateTime": "2026-06-14", "valueBoolean": true,
      ],
    ])
    bundle["entry"] = entries
    try workshop.put("case.json", JSONSerialization.data(withJSONObject: bundle))
    try workshop.run()
    #expect(try workshop.report().escalations.items.count == 1)
    try workshop.put("case.json", quiet)
    try workshop.run()
    let change = try #require(try workshop.report().changes.changed.items.first)
    #expect(change.before == "undetermined (emergency sign)")
    #expect(change.after == "undetermined")
  }

  @Test("an input that did not change is not evaluated again, ten new ones are")
  func unchanged() throws {
    let workshop = try Workshop()
    let sample = try Workshop.sample("outcomes/matched")
    try workshop.put("yesterday.json", sample)
    try workshop.run()
    let before = try workshop.files()["guidance/yesterday.json.guidance.json"]
    for number in 1...10 { try workshop.put("new/\(number).json", sample) }
    let result = try workshop.run()
    #expect(result.counts.answered == 10)
    #expect(result.counts.unchanged == 1)
    #expect(try workshop.files()["guidance/yesterday.json.guidance.json"] == before)
    #expect(try workshop.report().changes.new == 10)
  }

  @Test(
    "another edition or stricter reading evaluates everything again; so does another day for a thrombosis"
  )
  func basis() throws {
    let workshop = try Workshop()
    try workshop.put("case.json", Workshop.sample("outcomes/provisional"))
    try workshop.run()
    let strict = try workshop.run { $1.isStrict = true }
    #expect(strict.counts.answered == 1)
    #expect(
      try workshop.report().changes.changed.items.first?.before.hasPrefix("provisional") == true)
    let other = try workshop.run {
      $1.isStrict = true
      $1.edition = "2013"
    }
    #expect(other.counts.answered == 1)
    let tomorrow = try workshop.run(asOf: "2026-06-16T12:00:00Z") {
      $1.isStrict = true
      $1.edition = "2013"
    }
    #expect(tomorrow.counts.answered == 1)
  }

  @Test("a source that is gone gives a retraction under the old identifier")
  func gone() throws {
    let workshop = try Workshop()
    try workshop.put("a.json", Workshop.sample("outcomes/matched"))
    try workshop.put("b.json", Workshop.sample("outcomes/overlap"))
    try workshop.run()
    let identifier = try #require(
      try workshop.answers()["a.json.guidance.json"]?["id"] as? String)
    try workshop.remove("a.json")
    let result = try workshop.run()
    #expect(result.counts.retracted == 1)
    let files = try workshop.files()
    #expect(files["guidance/a.json.guidance.json"] == nil)
    let data = try #require(files["retracted/\(identifier).json"])
    let retraction = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(retraction["status"] as? String == "entered-in-error")
    #expect(retraction["id"] as? String == identifier)
    #expect(retraction["result"] == nil && retraction["outputParameters"] == nil)
    // It comes back, and so does its answer.
    try workshop.put("a.json", Workshop.sample("outcomes/matched"))
    try workshop.run()
    #expect(try workshop.files()["retracted/\(identifier).json"] == nil)
    #expect(try workshop.answers()["a.json.guidance.json"]?["id"] as? String == identifier)
  }

  @Test("a thrombosis that proves to be entered in error gives a retraction and a new answer")
  func enteredInError() throws {
    let workshop = try Workshop()
    let text = String(decoding: try Workshop.sample("variants/acute-mild"), as: UTF8.self)
    try workshop.put("case.json", text)
    try workshop.run()
    let answer = try workshop.answers()["case.json.guidance.json"]
    let identifier = try #require(answer?["id"] as? String)
    var bundle = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let entries = try #require(bundle["entry"] as? [[String: Any]])
    bundle["entry"] = entries.map { entry in
      var entry = entry
      guard var resource = entry["resource"] as? [String: Any],
        resource["resourceType"] as? String != "Patient"
      else { return entry }
      if resource["resourceType"] as? String == "Condition" {
        resource["verificationStatus"] = [
          "coding": [
            [
              "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status",
              "code": "entered-in-error",
            ]
          ]
        ]
        resource["clinicalStatus"] = nil
      } else {
        resource["status"] = "entered-in-error"
      }
      entry["resource"] = resource
      return entry
    }
    try workshop.put("case.json", try JSONSerialization.data(withJSONObject: bundle))
    try workshop.run()
    #expect(try workshop.files()["retracted/\(identifier).json"] != nil)
    #expect(try workshop.answers()["case.json.guidance.json"]?["id"] as? String != identifier)
  }

  @Test(
    "what cannot be read goes to quarantine as it was, with a reason that holds no patient data")
  func quarantine() throws {
    let workshop = try Workshop()
    let broken =
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","name":"Karena Pfeffer""#
    try workshop.put("broken.json", broken)
    try workshop.put("good.json", Workshop.sample("outcomes/matched"))
    let result = try workshop.run()
    #expect(result.quarantined == 1)
    #expect(result.counts.answered == 1)
    let files = try workshop.files()
    #expect(files["quarantine/broken.json"] == Data(broken.utf8))
    let reason = String(
      decoding: try #require(files["quarantine/broken.json.reason.json"]), as: UTF8.self)
    #expect(!reason.contains("Karena"))
    #expect(reason.contains("line 1"))
    // It is not tried again as long as it stays as it is.
    #expect(try workshop.run().counts.unusable == 1)
    // Corrected by hand where it lies, it is answered.
    try Workshop.sample("outcomes/overlap").write(
      to: workshop.output.appending(path: "quarantine/broken.json"))
    let replay = try workshop.run { settings, _ in settings.isReplay = true }
    #expect(replay.counts.answered == 1 && replay.quarantined == 0)
    #expect(try workshop.files()["quarantine/broken.json"] == nil)
    // The source is still broken, and its answer stands.
    #expect(try workshop.run().counts.unchanged == 2)
  }

  @Test("files that are being written are left alone, and their answers stay")
  func young() throws {
    let workshop = try Workshop()
    try workshop.put("a.json", Workshop.sample("outcomes/matched"))
    try workshop.run()
    try workshop.put("a.json", Workshop.sample("outcomes/overlap"))
    try workshop.put("b.json.tmp", "{")
    try workshop.put("c.json.part", "{")
    let result = try workshop.run { settings, _ in settings.minimumAge = 3600 }
    #expect(result.leftAlone == 1)
    #expect(result.counts.retracted == 0 && result.quarantined == 0)
    #expect(try workshop.report().outcomes == ["matched": 1])
  }

  @Test("two runs on one output folder: the second refuses")
  func lock() throws {
    let workshop = try Workshop()
    try workshop.put("a.json", Workshop.sample("outcomes/matched"))
    let folder = try OutputFolder(workshop.output.path)
    #expect(throws: BatchFailure.self) { try workshop.run() }
    folder.close()
  }

  @Test("an input folder that is suddenly empty retracts nothing")
  func unmounted() throws {
    let workshop = try Workshop()
    try workshop.put("a.json", Workshop.sample("outcomes/matched"))
    try workshop.run()
    try workshop.remove("a.json")
    #expect(throws: BatchFailure.self) { try workshop.run() }
    #expect(try workshop.answers().count == 1)
    try workshop.run { settings, _ in settings.retractsAll = true }
    #expect(try workshop.answers().isEmpty)
  }

  @Test("Bundles on lines are answered line by line, and a bad line costs itself")
  func lines() throws {
    let workshop = try Workshop()
    let line = try JSONSerialization.data(
      withJSONObject: JSONSerialization.jsonObject(with: Workshop.sample("outcomes/matched")))
    var data = line
    data.append(Data("\n\n{\"resourceType\": \"Bundle\", \"entry\": [}\n".utf8))
    data.append(line)
    try workshop.put("day.ndjson", data)
    let result = try workshop.run()
    #expect(result.counts.answered == 2 && result.quarantined == 1)
    #expect(
      try workshop.answers().keys.sorted() == [
        "day.ndjson/1.guidance.json", "day.ndjson/4.guidance.json",
      ])
    #expect(try workshop.report().quarantine.items.map(\.line) == [3])
  }
}
