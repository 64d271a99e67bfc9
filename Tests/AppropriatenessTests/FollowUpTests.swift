import CaseRecord
import Testing

@testable import Appropriateness

/// The schedule of FACTS 3.9, dated from the record.
@Suite struct FollowUpTests {
  private func row(_ id: String, in answer: Recommendation) -> FollowUp? {
    answer.followUps.first { $0.id == id }
  }

  @Test func aStentOnRecordGivesDuplexDatesAndThenOneEveryYear() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("chronic"), .yes(.priorStent), .stent("2024-01-31"), .noLimbThreat
    ).recommendation()
    let duplex = try #require(row("stent-duplex", in: answer))
    #expect(
      duplex.dates
        == ["2024-02-29", "2024-04-30", "2024-07-31", "2025-01-31", "2026-01-31", "2027-01-31"]
        .map(day))
    #expect(duplex.dates(.ahead) == [day("2027-01-31")])
    #expect(duplex.dates(.overdue).count == 5)
    #expect(duplex.event == .stent)
    #expect(duplex.source == "F000-18 (V)")
  }

  @Test func rowsOfDifferentSourcesAreNeverMerged() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("chronic"), .yes(.priorStent), .stent("2026-05-15"), .noLimbThreat
    ).recommendation()
    #expect(row("stent-duplex", in: answer)?.source == "F000-18 (V)")
    #expect(row("stent-duplex-lifelong", in: answer)?.source == "F001-22, F001-28 (V)")
    #expect(row("stent-duplex-lifelong", in: answer)?.dates == [])
    #expect(row("series-duplex", in: answer)?.source == "FACTS 3.9, FACTS 6.1 (V), historical")
  }

  @Test func aPartlyDatedStentGivesNoDatesAndSaysSo() throws {
    var patient = Patient(.iliofemoral, .acuity("chronic"), .yes(.priorStent), .noLimbThreat)
    patient.say(.timeline { $0.stents = [DayInterval(day("2026-01-01"), day("2026-12-31"))] })
    let duplex = try #require(row("stent-duplex", in: try patient.recommendation()))
    #expect(duplex.dates.isEmpty)
    #expect(duplex.when.contains("2026-01-01 to 2026-12-31"))
  }

  @Test func mildSymptomsAreWatchedWithin24To48Hours() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .noLimbThreat, .severity("mild"), .healthy,
      .anticoagulationSince("2026-06-09")
    ).recommendation()
    #expect(row("mild-watch", in: answer)?.when == "within the first 24 to 48 hours")
    #expect(row("mild-visit", in: answer) != nil)
    #expect(row("mild-imaging", in: answer)?.source == "F002-23 (V)")
    #expect(
      row("mild-anticoagulation", in: answer)?.dates == [day("2026-09-09"), day("2026-12-09")])
  }

  @Test func anotherVariantsScheduleIsNotShown() throws {
    let answer = try Patient(
      .acuteIliofemoral, .notPregnant, .noLimbThreat, .moderateToSevere, .healthy,
      .anticoagulationSince("2026-06-09")
    ).recommendation()
    #expect(row("mild-watch", in: answer) == nil)
    #expect(row("mild-anticoagulation", in: answer) == nil)
    #expect(row("persisting-three", in: answer)?.dates == [day("2026-09-09")])
  }

  @Test func aStentedLegIsNotToldTheScheduleWithoutStent() throws {
    var patient = Patient(.iliofemoral, .acuity("chronic"), .yes(.priorStent), .noLimbThreat)
    patient.say(.stent("2026-01-15"))
    patient.say(.timeline { $0.thrombusRemovals = [DayInterval(day("2026-01-15"))] })
    #expect(row("lysed-duplex", in: try patient.recommendation()) == nil)
  }

  @Test func everyRowHasASource() throws {
    #expect(try acr2020.followUps.allSatisfy { !$0.source.isEmpty })
  }

  // MARK: Every row of FACTS 3.9

  /// The rows of FACTS 3.9 in their order: what they name, and the rows of the file that carry them, with the facts
  /// that each must cite.
  static let rowsOfFACTS: [(name: String, rows: [(id: String, cites: [String])])] = [
    (
      "mild, AC alone: clinical check",
      [("mild-watch", ["F002-14"]), ("mild-visit", ["F002-17", "F002-22"])]
    ),
    ("mild, AC alone: AC", [("mild-anticoagulation", ["F002-17"])]),
    ("mild, improving: imaging", [("mild-imaging", ["F002-23"])]),
    ("any, worsening", [("worsening", ["F002-18", "F002-21"])]),
    ("lysed, no stent: AC", [("lysed-anticoagulation", ["F001-19"])]),
    ("lysed, no stent: duplex", [("lysed-duplex", ["F001-20"])]),
    ("stented (MTS article): duplex", [("stent-duplex", ["F000-18"])]),
    (
      "stented (moderate-severe article): duplex", [("stent-duplex-lifelong", ["F001-22"])]
    ),
    (
      "stented: AC",
      [("stent-anticoagulation", ["F000-17"]), ("stent-antiplatelet", ["F001-21"])]
    ),
    (
      "stented (series)",
      [
        ("series-medication", ["6.1", "historical"]), ("series-visits", ["6.1", "historical"]),
        ("series-duplex", ["6.1", "historical"]),
      ]
    ),
    ("stented, chronic PTS (case)", [("case-after-stent", ["6.3", "single case"])]),
    ("stented, new symptoms", [("stent-new-symptoms", ["F000-21"])]),
    ("CDT infusion", [("infusion", ["F000-29"])]),
    (
      "symptoms after 3 months on AC alone",
      [("persisting-three", ["F001-25"]), ("persisting-imaging", ["F002-19"])]
    ),
  ]

  @Test(arguments: rowsOfFACTS.map(\.name))
  func everyRowOfFACTSIsARowOfItsOwn(name: String) throws {
    let rows = try #require(Self.rowsOfFACTS.first { $0.name == name }?.rows)
    for row in rows {
      let found = try acr2020.followUps.filter { $0.id == row.id }
      #expect(found.count == 1)
      for citation in row.cites {
        #expect(found.first?.source.contains(citation) == true, "\(row.id) cites \(citation)")
      }
    }
    // No other row of FACTS 3.9 has the same row: nothing is merged.
    let others = Self.rowsOfFACTS.filter { $0.name != name }.flatMap { $0.rows.map(\.id) }
    #expect(Set(others).isDisjoint(with: rows.map(\.id)))
  }

  @Test func protocolsOfThePastAreMarkedAndNeverOverdue() throws {
    let answer = try stented("2024-01-15", .yes(.postThromboticSyndrome))
    let historical = answer.followUps.filter { $0.kind == .historical }
    #expect(
      historical.map(\.id) == [
        "series-medication", "series-visits", "series-duplex", "case-after-stent",
      ])
    for row in historical {
      #expect(row.what.contains("no recommendation"))
      #expect(row.dates(.overdue).isEmpty)
    }
    #expect(
      row("series-visits", in: answer)?.dates
        == [
          "2024-01-22", "2024-04-15", "2024-07-15", "2024-10-15", "2025-01-15", "2026-01-15",
          "2027-01-15",
        ].map(day))
    #expect(row("case-after-stent", in: answer)?.dates == [day("2025-01-15")])
  }

  // MARK: What the record shows done

  private func stented(
    _ date: String, _ statements: Patient.Statement..., duplex: [String?] = [],
    venography: [String] = []
  ) throws -> Recommendation {
    var patient = Patient(
      .iliofemoral, .acuity("chronic"), .yes(.priorStent), .stent(date), .noLimbThreat)
    for statement in statements { patient.say(statement) }
    patient.say(
      .timeline {
        $0.examinations =
          duplex.map {
            Examination(kind: .duplex, days: $0.map { DayInterval(day($0)) }, evidence: [])
          }
          + venography.map {
            Examination(kind: .venography, days: DayInterval(day($0)), evidence: [])
          }
      })
    return try patient.recommendation()
  }

  private func duplexOfStent(_ examinations: String?...) throws -> FollowUp {
    try #require(row("stent-duplex", in: try stented("2026-01-15", duplex: examinations)))
  }

  @Test func withoutAnyDuplexOnRecordPastDatesAreOverdue() throws {
    let duplex = try duplexOfStent()
    #expect(duplex.dates(.overdue) == [day("2026-02-15"), day("2026-04-15")])
    #expect(duplex.dates(.ahead) == ["2026-07-15", "2027-01-15", "2028-01-15"].map(day))
  }

  @Test func aDuplexFromADueDateOnAnswersItAndAllBefore() throws {
    let duplex = try duplexOfStent("2026-05-02")
    #expect(duplex.dates(.examined) == [day("2026-02-15"), day("2026-04-15")])
    #expect(duplex.examinations.map(\.days) == [DayInterval(day("2026-05-02"))])
  }

  @Test func aDuplexBeforeADueDateMayBeTheOneAndIsNotCalledOverdue() throws {
    let duplex = try duplexOfStent("2026-02-10")
    #expect(duplex.dates(.unclear) == [day("2026-02-15")])
    #expect(duplex.dates(.overdue) == [day("2026-04-15")])
    let late = try duplexOfStent("2026-02-20")
    #expect(late.dates(.examined) == [day("2026-02-15")])
    #expect(late.dates(.unclear) == [day("2026-04-15")])
    #expect(late.dates(.overdue).isEmpty)
  }

  @Test func aDuplexWithoutADateLeavesItOpen() throws {
    let duplex = try duplexOfStent(nil)
    #expect(duplex.dates(.unclear) == [day("2026-02-15"), day("2026-04-15")])
    #expect(duplex.dates(.overdue).isEmpty)
  }

  @Test func aDuplexFromBeforeTheStentIsNoneOfTheStent() throws {
    #expect(try duplexOfStent("2026-01-15").examinations.isEmpty)
    #expect(try duplexOfStent("2026-01-10").dates(.overdue).count == 2)
  }

  @Test func anotherKindOfImagingIsNoDuplex() throws {
    let answer = try stented("2026-01-15", venography: ["2026-05-02"])
    #expect(row("stent-duplex", in: answer)?.dates(.overdue).count == 2)
  }

  @Test func aRowWithoutDatesTellsWhatIsOnRecord() throws {
    let answer = try stented("2026-01-15", duplex: ["2026-05-02"])
    let lifelong = try #require(row("stent-duplex-lifelong", in: answer))
    #expect(lifelong.due.isEmpty)
    #expect(lifelong.examinations.count == 1)
  }

  @Test func theDueDayItselfIsNotPast() throws {
    let answer = try stented("2026-05-15")
    #expect(row("stent-duplex", in: answer)?.dates(.ahead).first == day("2026-06-15"))
  }

  @Test func theCheckWithin48HoursIsCountedFromTheDiagnosis() throws {
    func watch(_ examined: String...) throws -> FollowUp? {
      var patient = Patient(
        .acuteIliofemoral, .notPregnant, .noLimbThreat, .severity("mild"), .healthy)
      patient.say(
        .timeline {
          $0.diagnosis = DayInterval(day("2026-06-10"))
          $0.examinations = examined.map {
            Examination(kind: .clinical, days: DayInterval(day($0)), evidence: [])
          }
        })
      let answer = try patient.recommendation()
      #expect(row("mild-visit", in: answer)?.dates == [day("2026-06-17")])
      return row("mild-watch", in: answer)
    }
    #expect(try watch()?.dates == [day("2026-06-12")])
    // Who looks at a leg may write nothing: never overdue.
    #expect(try watch()?.due.map(\.standing) == [.passed])
    #expect(try watch("2026-06-10")?.due.map(\.standing) == [.passed])
    #expect(try watch("2026-06-11")?.due.map(\.standing) == [.examined])
  }

  @Test func whatHangsOnSymptomsIsNeverOverdue() throws {
    let answer = try Patient(
      .iliofemoral, .acuity("chronic"), .severity("moderate"), .yes(.anticoagulationAlone),
      .known(.anticoagulationDuration, ["3-months-or-more"]), .anticoagulationSince("2025-06-01"),
      .notPregnant, .noLimbThreat
    ).recommendation()
    let imaging = try #require(row("persisting-imaging", in: answer))
    #expect(imaging.due.map(\.standing) == [.passed, .passed])
  }
}
