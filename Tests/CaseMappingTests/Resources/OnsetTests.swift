import CaseRecord
import Testing

@testable import CaseMapping

@Suite struct OnsetTests {
  func thrombosis(_ more: String, asOf: String = "2026-06-15") throws -> MappedCase {
    try MappedCase(
      "{\"resourceType\": \"Condition\", \"code\": \(Known.leftIliacThrombosis), \(more)}",
      asOf: asOf)
  }

  func onset(_ more: String, asOf: String = "2026-06-15") throws -> String? {
    try thrombosis(more, asOf: asOf).finding("dvt-iliofemoral-acute").onset?.days.description
  }

  @Test func `a full date is one day`() throws {
    #expect(try onset("\"onsetDateTime\": \"2026-06-02\"") == "2026-06-02")
  }

  @Test func `a partial date is an interval`() throws {
    #expect(try onset("\"onsetDateTime\": \"2026-05\"") == "2026-05-01 to 2026-05-31")
    #expect(try onset("\"onsetDateTime\": \"2025\"") == "2025-01-01 to 2025-12-31")
  }

  @Test func `a time is on the day of the place where it was written`() throws {
    #expect(try onset("\"onsetDateTime\": \"2026-06-02T23:30:00-05:00\"") == "2026-06-02")
  }

  @Test func `a time without a zone is in the zone of the evaluation`() throws {
    let finding = try thrombosis(
      "\"onsetDateTime\": \"2026-06-02T12:00:00\"", asOf: "2026-06-15T08:00:00+02:00"
    ).finding("dvt-iliofemoral-acute")
    #expect(finding.onset?.days.description == "2026-06-02")
    // 2026-06-02T10:00:00Z
    #expect(finding.onset?.epochSeconds == 1_780_394_400)
  }

  @Test func `a day that has begun in the east only is not in the future`() throws {
    #expect(
      try onset("\"onsetDateTime\": \"2026-06-16T00:30:00+10:00\"", asOf: "2026-06-15T20:00:00Z")
        == "2026-06-15")
  }

  @Test func `a period holds the day of onset`() throws {
    #expect(
      try onset("\"onsetPeriod\": {\"start\": \"2026-06-01\", \"end\": \"2026-06-03\"}")
        == "2026-06-01 to 2026-06-03")
  }

  @Test func `a period without an end reaches to the evaluation`() throws {
    #expect(
      try onset("\"onsetPeriod\": {\"start\": \"2026-06-01\"}") == "2026-06-01 to 2026-06-15")
  }

  @Test func `a period without a start tells no onset`() throws {
    #expect(try onset("\"onsetPeriod\": {\"end\": \"2026-06-03\"}") == nil)
  }

  @Test func `an age lies between two birthdays`() throws {
    // Born 1978-03-09.
    #expect(
      try onset(
        "\"onsetAge\": {\"value\": 48, \"system\": \"http://unitsofmeasure.org\", \"code\": \"a\"}")
        == "2026-03-09 to 2027-03-08")
  }

  @Test func `a range of ages lies between the first and the last birthday`() throws {
    let onset = try onset(
      """
      "onsetRange": {"low": {"value": 47, "code": "a"}, "high": {"value": 48, "code": "a"}}
      """)
    #expect(onset == "2025-03-09 to 2027-03-08")
  }

  @Test func `an age without a birth date tells no day`() throws {
    let mapped = try MappedCase(
      """
      {"resourceType": "Condition", "code": \(Known.leftIliacThrombosis),
       "onsetAge": {"value": 48, "code": "a"}}
      """, patient: "{\"resourceType\": \"Patient\", \"id\": \"p\"}")
    #expect(try mapped.finding("dvt-iliofemoral-acute").onset == nil)
  }

  @Test func `an onset in words is left to a person`() throws {
    let mapped = try thrombosis("\"onsetString\": \"about a week ago\"")
    #expect(try mapped.finding("dvt-iliofemoral-acute").onset == nil)
    #expect(mapped.record.unreadTexts.map(\.features) == [[.acuity]])
  }

  @Test func `the recorded date is no onset`() throws {
    let finding = try thrombosis("\"recordedDate\": \"2026-06-14\"")
      .finding("dvt-iliofemoral-acute")
    #expect(finding.onset == nil)
    #expect(finding.observed?.days.description == "2026-06-14")
  }

  @Test func `an onset in the future reaches the derivation`() throws {
    #expect(try onset("\"onsetDateTime\": \"2026-07-01\"") == "2026-07-01")
  }

  @Test func `an end before the onset sets the Condition aside`() throws {
    let mapped = try thrombosis(
      "\"onsetDateTime\": \"2026-06-10\", \"abatementDateTime\": \"2026-06-01\"")
    #expect(mapped.record.findings.isEmpty)
    #expect(mapped.reasons == [.contradictoryDates])
  }

  @Test func `a period that runs backwards sets the Condition aside`() throws {
    let mapped = try thrombosis(
      "\"onsetPeriod\": {\"start\": \"2026-06-10\", \"end\": \"2026-06-01\"}")
    #expect(mapped.reasons == [.contradictoryDates])
  }
}
