import CaseRecord
import Testing

@testable import Appropriateness

/// Each row of FACTS 4.7 and 4.8 at its limits, from the record to the caution: which sources the record meets with which
/// class, which name it with a limit that is not met, and the resource that hit.
@Suite("Contraindications, row by row (FACTS 4.7, 4.8)")
struct ContraindicationRowTests {
  /// A record on one side of a limit. Sources as `class citation`; none on both sides is no hit.
  struct Side: Sendable {
    var finding: Finding
    var meets: [String] = []
    var misses: [String] = []
  }

  /// An item of the fact sheet, tried inside and outside of what each source says.
  struct Item: Sendable, CustomTestStringConvertible {
    var fact: String
    var row: String
    var sides: [Side]
    var person = Chart.man
    var testDescription: String { "\(fact): \(row)" }

    init(_ fact: String, _ row: String, person: Person = Chart.man, _ sides: Side...) {
      self.fact = fact
      self.row = row
      self.sides = sides
      self.person = person
    }
  }

  // MARK: Ways to be on record

  /// Counts while it is present: active is inside, over is outside.
  private static func present(_ fact: String, _ row: String, _ concept: String, _ meets: String...)
    -> Item
  {
    Item(
      fact, row, Side(finding: .has(concept, since: "2026-06-13"), meets: meets),
      Side(finding: .had(concept, on: "2026-06-13")))
  }

  /// Counts however long ago it was; a refuted one never.
  private static func ever(_ fact: String, _ row: String, _ concept: String, _ meets: String...)
    -> Item
  {
    Item(
      fact, row, Side(finding: .had(concept, on: "2001-01-01"), meets: meets),
      Side(finding: .seen(concept, .absent, kind: .condition, on: "2026-06-14")))
  }

  /// A measured value on either side of one limit.
  private static func value(
    _ fact: String, _ row: String, _ concept: String, _ unit: String, inside: Double,
    outside: Double, _ meets: String...
  ) -> Item {
    Item(
      fact, row, Side(finding: .measured(concept, inside, unit), meets: meets),
      Side(finding: .measured(concept, outside, unit)))
  }

  private static func event(
    _ concept: String, _ day: String, _ meets: [String] = [], _ misses: [String] = []
  ) -> Side {
    Side(finding: .had(concept, on: day), meets: meets, misses: misses)
  }

  private static func procedure(
    _ concept: String, _ day: String, _ meets: [String] = [], _ misses: [String] = []
  ) -> Side {
    Side(finding: .done(concept, on: day), meets: meets, misses: misses)
  }

  // MARK: FACTS 4.7

  private static let lysis = "lysis-contraindication"
  private static let absoluteMS = "absolute MS-CDT (S)"
  private static let relativeMS = "relative MS-CDT (S)"
  private static let absoluteACCP = "absolute MS-ACCP (S)"
  private static let relativeACCP = "relative MS-ACCP (S)"
  private static let excluded = "excluded ATT-CT (V)"
  private static let relativeEXP = "relative EXP (S)"
  private static let named2013 = "named NGC2013 (V)"
  private static let seed = "named F001-12 (V)"

  static let againstLysis: [Item] = [
    present(
      "4.7 active bleeding", "lysis-active-bleeding", "\(lysis)/active-bleeding-or-diathesis",
      absoluteMS, excluded, seed),
    present(
      "4.7 disseminated intravascular coagulation, diathesis", "lysis-coagulopathy",
      "\(lysis)/coagulopathy", absoluteMS, excluded),
    Item(
      "4.7 stroke, 3 months", "lysis-stroke",
      event("\(lysis)/ischaemic-stroke", "2026-03-15", [absoluteMS, absoluteACCP, seed]),
      event("\(lysis)/ischaemic-stroke", "2026-03-14")),
    Item(
      "4.7 stroke, hemorrhagic: 3 months or ever", "lysis-intracranial-haemorrhage",
      event("\(lysis)/intracranial-haemorrhage", "2026-03-15", [absoluteMS, absoluteACCP]),
      event("\(lysis)/intracranial-haemorrhage", "2026-03-14", [absoluteACCP], [absoluteMS]),
      event("\(lysis)/intracranial-haemorrhage", "1999-03-14", [absoluteACCP], [absoluteMS]),
      Side(
        finding: .seen(
          "\(lysis)/intracranial-haemorrhage", .absent, kind: .condition, on: "2026-06-14"))),
    present(
      "4.7 intracranial tumor; 2013 poor candidates", "lysis-intracranial-disease",
      "\(lysis)/intracranial-neoplasm", absoluteACCP, relativeMS, relativeEXP, named2013),
    present(
      "4.7 vascular malformation", "lysis-intracranial-disease",
      "\(lysis)/cns-arteriovenous-malformation-or-lesion", absoluteACCP, relativeMS, relativeEXP,
      named2013),
    Item(
      "4.7 neurosurgery, cranial surgery", "lysis-neurosurgery",
      procedure(
        "\(lysis)/intracranial-or-spinal-surgery", "2026-03-15", [absoluteMS, absoluteACCP]),
      procedure("\(lysis)/intracranial-or-spinal-surgery", "2026-03-14")),
    Item(
      "4.7 head trauma", "lysis-head-trauma",
      event(
        "\(lysis)/head-trauma-intracranial-injury", "2026-03-15", [absoluteMS, absoluteACCP]),
      event("\(lysis)/head-trauma-intracranial-injury", "2026-03-14")),
    Item(
      "4.7 head trauma, by a code that also stands for slight ones", "lysis-head-or-facial-trauma",
      event("\(lysis)/head-or-facial-trauma-vsac-broad", "2026-03-15", [absoluteMS]),
      event("\(lysis)/head-or-facial-trauma-vsac-broad", "2026-03-14")),
    Item(
      "4.7 major trauma: 3 months, 2 weeks, 10 days; 2013 poor candidates", "lysis-major-trauma",
      event(
        "\(lysis)/major-trauma", "2026-06-06",
        [absoluteMS, relativeACCP, excluded, seed, named2013]),
      event(
        "\(lysis)/major-trauma", "2026-06-05", [absoluteMS, relativeACCP, seed, named2013],
        [excluded]),
      event(
        "\(lysis)/major-trauma", "2026-06-01", [absoluteMS, relativeACCP, seed, named2013],
        [excluded]),
      event(
        "\(lysis)/major-trauma", "2026-05-31", [absoluteMS, seed, named2013],
        [relativeACCP, excluded]),
      event(
        "recent-major-trauma", "2026-03-15", [absoluteMS, seed, named2013],
        [relativeACCP, excluded]),
      event("recent-major-trauma", "2026-03-14")),
    Item(
      "4.7 major surgery: 10 days, 2 weeks; 2013 poor candidates", "lysis-major-surgery",
      procedure(
        "recent-major-surgery", "2026-06-06", [relativeMS, relativeACCP, excluded, named2013]),
      procedure(
        "recent-major-surgery", "2026-06-05", [relativeMS, relativeACCP, named2013], [excluded]),
      procedure(
        "\(lysis)/recent-surgery", "2026-06-04", [relativeACCP, named2013],
        [relativeMS, excluded]),
      procedure(
        "\(lysis)/recent-surgery", "2026-06-01", [relativeACCP, named2013],
        [relativeMS, excluded]),
      procedure("\(lysis)/recent-surgery", "2026-05-31")),
    Item(
      "4.7 obstetric delivery", "lysis-delivery", person: Chart.woman,
      Side(
        finding: .seen("obstetric-delivery", onset: "2026-06-06"), meets: [excluded, relativeMS]),
      Side(finding: .seen("obstetric-delivery", onset: "2026-06-05"))),
    Item(
      "4.7 organ biopsy, other invasive procedure", "lysis-organ-biopsy",
      procedure("organ-biopsy", "2026-06-06", [excluded, relativeMS]),
      procedure("organ-biopsy", "2026-06-05")),
    Item(
      "4.7 resuscitation, recent CPR", "lysis-resuscitation",
      event("\(lysis)/cardiopulmonary-arrest", "2026-06-06", [excluded, relativeMS]),
      event("\(lysis)/cardiopulmonary-arrest", "2026-06-05")),
    Item(
      "4.7 internal eye surgery, 3 months; cataract surgery, 10 days", "lysis-eye-surgery",
      procedure("internal-eye-surgery", "2026-06-06", [excluded, excluded, relativeMS]),
      procedure("internal-eye-surgery", "2026-06-05", [excluded], [excluded, relativeMS]),
      procedure("internal-eye-surgery", "2026-03-15", [excluded], [excluded, relativeMS]),
      procedure("internal-eye-surgery", "2026-03-14")),
    Item(
      "4.7 hemorrhagic retinopathy", "lysis-retinopathy",
      event("hemorrhagic-retinopathy", "2026-03-15", [excluded]),
      event("hemorrhagic-retinopathy", "2026-03-14")),
    Item(
      "4.7 GI bleeding: 3 months or 6", "lysis-gi-bleed",
      event("\(lysis)/gi-bleed", "2026-03-15", [excluded, relativeMS, absoluteACCP]),
      event("\(lysis)/gi-bleed", "2026-03-14", [absoluteACCP], [excluded, relativeMS]),
      event("\(lysis)/gi-bleed", "2025-12-15", [absoluteACCP], [excluded, relativeMS]),
      event("\(lysis)/gi-bleed", "2025-12-14")),
    value(
      "4.7 systolic pressure", "lysis-systolic", "systolic-bp", "mm[Hg]", inside: 181,
      outside: 180, relativeEXP),
    value(
      "4.7 diastolic pressure", "lysis-diastolic", "diastolic-bp", "mm[Hg]", inside: 111,
      outside: 110, relativeEXP),
    present(
      "4.7 uncontrolled hypertension by diagnosis", "lysis-severe-hypertension",
      "\(lysis)/severe-hypertension", relativeEXP),
    value(
      "4.7 platelets", "lysis-platelets", "platelets", "10*3/uL", inside: 99.9, outside: 100,
      excluded),
    present(
      "4.7 thrombocytopenia, 2013 poor candidates", "lysis-thrombocytopenia",
      "\(lysis)/thrombocytopenia", named2013),
    value("4.7 INR", "lysis-inr", "inr", "1", inside: 1.7, outside: 1.6, excluded),
    value(
      "4.7 hemoglobin", "lysis-haemoglobin", "haemoglobin", "g/dL", inside: 8.9, outside: 9,
      excluded),
    value(
      "4.7 eGFR", "lysis-egfr", "egfr", "mL/min/{1.73_m2}", inside: 29.9, outside: 30, excluded),
    present(
      "4.7 eGFR, by diagnosis", "lysis-severe-renal", "\(lysis)/severe-renal", excluded),
    present(
      "4.7 severe liver dysfunction", "lysis-severe-hepatic", "\(lysis)/severe-hepatic",
      excluded),
    ever("4.7 allergy to lytic", "lysis-allergy", "\(lysis)/thrombolytic-allergy", excluded),
    ever(
      "4.7 heparin-induced thrombocytopenia", "lysis-heparin",
      "\(lysis)/heparin-induced-thrombocytopenia", excluded),
    ever("4.7 allergy to heparin", "lysis-heparin", "heparin-allergy", excluded),
    ever("4.7 allergy to contrast", "lysis-contrast", "contrast-allergy", excluded),
    present(
      "4.7 right-to-left shunt", "lysis-shunt", "right-to-left-shunt", relativeMS, relativeEXP),
    present(
      "4.7 left-heart thrombus", "lysis-left-heart-thrombus", "left-heart-thrombus", relativeMS,
      relativeEXP),
    present(
      "4.7 infected venous thrombus", "lysis-infected-thrombus", "infected-venous-thrombus",
      relativeMS, relativeEXP),
    present(
      "4.7 non-ambulatory, 2013 poor candidates", "lysis-non-ambulatory", "non-ambulatory",
      named2013),
    present(
      "4.7 short life expectancy, 2013 poor candidates", "lysis-life-expectancy",
      "limited-life-expectancy", named2013),
  ]

  // MARK: FACTS 4.8

  private static let absoluteUTD = "absolute UTD-AC (S)"
  private static let namedUTD = "named UTD-AC (S)"
  private static let absoluteNCCN = "absolute NCCN-AC (S)"
  private static let relativeNCCN = "relative NCCN-AC (S)"
  private static let absoluteCHEST = "absolute CHEST (V)"

  private static func platelets(_ count: Double, _ meets: [String] = [], _ misses: [String] = [])
    -> Side
  {
    Side(finding: .measured("platelets", count, "10*3/uL"), meets: meets, misses: misses)
  }

  static let againstAnticoagulation: [Item] = [
    present(
      "4.8 active major bleeding", "anticoagulation-major-bleeding",
      "\(lysis)/active-bleeding-or-diathesis", absoluteUTD, absoluteNCCN, absoluteCHEST,
      "absolute F002-25 (V)"),
    present(
      "4.8 active GI bleeding", "anticoagulation-major-bleeding", "\(lysis)/gi-bleed",
      absoluteUTD, absoluteNCCN, absoluteCHEST, "absolute F002-25 (V)"),
    Item(
      "4.8 intracranial or spinal hemorrhage: acute; within 4 weeks",
      "anticoagulation-intracranial-haemorrhage",
      Side(
        finding: .has("\(lysis)/intracranial-haemorrhage", since: "2026-06-13"),
        meets: [absoluteUTD, relativeNCCN]),
      event("\(lysis)/intracranial-haemorrhage", "2026-05-18", [relativeNCCN], [absoluteUTD]),
      event("\(lysis)/intracranial-haemorrhage", "2026-05-17")),
    present(
      "4.8 major trauma", "anticoagulation-trauma", "\(lysis)/major-trauma", absoluteUTD),
    Item(
      "4.8 planned procedure of high bleeding risk", "anticoagulation-procedure",
      Side(
        finding: .seen(
          "planned-high-bleeding-risk-procedure", kind: .proposal, on: "2026-06-14"),
        meets: [absoluteUTD]),
      Side(finding: .seen("planned-high-bleeding-risk-procedure", .absent, on: "2026-06-14"))),
    Item(
      "4.8 neuraxial procedure", "anticoagulation-procedure",
      Side(
        finding: .seen("neuraxial-procedure", kind: .proposal, on: "2026-06-14"),
        meets: [absoluteUTD]),
      Side(finding: .seen("neuraxial-procedure", .absent, on: "2026-06-14"))),
    Item(
      "4.8 recent major surgery: of high bleeding risk absolute, within 2 weeks relative",
      "anticoagulation-surgery",
      procedure("recent-major-surgery", "2026-06-01", [relativeNCCN, namedUTD]),
      procedure("recent-major-surgery", "2026-05-31")),
    Item(
      "4.8 serious bleeding within 2 weeks", "anticoagulation-serious-bleed",
      event("\(lysis)/gi-bleed", "2026-06-01", [relativeNCCN]),
      event("\(lysis)/gi-bleed", "2026-05-31")),
    present(
      "4.8 severe bleeding diathesis, DIC", "anticoagulation-diathesis", "\(lysis)/coagulopathy",
      namedUTD),
    present(
      "4.8 decompensated liver failure", "anticoagulation-liver", "\(lysis)/severe-hepatic",
      namedUTD),
    Item(
      "4.8 severe thrombocytopenia: 20, 25 or 50", "anticoagulation-platelets",
      platelets(
        19.9,
        [absoluteNCCN, absoluteUTD, "absolute FACTS 4.8 (S)", "absolute CHEST (S)"],
        [relativeNCCN]),
      platelets(
        20, [absoluteUTD, "absolute FACTS 4.8 (S)", "absolute CHEST (S)", relativeNCCN],
        [absoluteNCCN]),
      platelets(
        25, ["absolute FACTS 4.8 (S)", "absolute CHEST (S)", relativeNCCN],
        [absoluteNCCN, absoluteUTD]),
      platelets(
        49.9, ["absolute FACTS 4.8 (S)", "absolute CHEST (S)", relativeNCCN],
        [absoluteNCCN, absoluteUTD]),
      platelets(50)),
    present(
      "4.8 severe uncontrolled hypertension", "anticoagulation-hypertension",
      "\(lysis)/severe-hypertension", absoluteNCCN),
    present(
      "4.8 intracranial or spinal lesion", "anticoagulation-intracranial-lesion",
      "\(lysis)/intracranial-neoplasm", relativeNCCN, absoluteCHEST),
    present(
      "4.8 active GI ulcer", "anticoagulation-ulcer", "\(lysis)/peptic-ulcer", relativeNCCN),
  ]

  // MARK: The test

  /// Limb threat rates four options and asks for no health, so that every caution has its options.
  private static func chart(_ item: Item) -> Chart {
    Chart(
      .thrombosis(), .has("phlegmasia/cerulea-dolens", since: "2026-06-13"), person: item.person)
  }

  @Test(
    "Inside and outside of each source's limit", arguments: againstLysis + againstAnticoagulation)
  func limits(item: Item) throws {
    for side in item.sides {
      let chart = ContraindicationRowTests.chart(item).adding(side.finding)
      let hit = try chart.facts().contraindications.first { $0.item == item.row }
      func names(_ sources: [ContraindicationTable.Source]?) -> [String] {
        (sources ?? []).map { "\($0.classification) \($0.citation)" }.sorted()
      }
      #expect(names(hit?.sources) == side.meets.sorted(), "\(side.finding.evidence.reference)")
      #expect(names(hit?.notHit) == side.misses.sorted(), "\(side.finding.evidence.reference)")
      try isSaid(hit, of: item, by: side.finding, in: chart.recommendation())
    }
  }

  /// Beside every option that it touches, and no other: all sources, those not met apart, and the resource.
  private func isSaid(
    _ hit: ContraindicationHit?, of item: Item, by finding: Finding, in answer: Recommendation
  ) throws {
    let rated = answer.options.filter { $0.rating != .notRated }
    #expect(rated.count == 4)
    let id = "contraindication/\(item.row)"
    guard let hit else {
      #expect(!answer.options.flatMap(\.cautions).contains { $0.id == id })
      return
    }
    let touched = try #require(acr2020.touches[hit.against])
    #expect(touched.count > 1)
    for option in rated {
      let caution = option.cautions.first { $0.id == id }
      #expect((caution != nil) == touched.contains(option.option))
      guard let caution else { continue }
      #expect(caution.evidence.contains(finding.evidence))
      let parts = caution.text.split(separator: "Named by sources whose limit")
      #expect(parts.count == (hit.notHit.isEmpty ? 1 : 2))
      for (part, sources) in zip(parts, [hit.sources, hit.notHit]) {
        for source in sources {
          #expect(part.contains("in \(source.citation)"))
          #expect(part.contains(source.classification))
        }
      }
    }
  }

  @Test("4.7 pregnancy is a conflict between sources beside the rating of IF-V7, never a block")
  func pregnancy() throws {
    let pregnant = Chart(
      .thrombosis(), .seen("functional-limitation", on: "2026-06-14"),
      .seen("limb-threatening-ischemia", .absent, on: "2026-06-14"),
      .seen("pregnancy-state", on: "2026-06-10"), person: Chart.woman)
    let answer = try pregnant.recommendation()
    #expect(answer.variantCodes == ["pregnancy"])
    let therapy = try #require(answer.option("catheter-directed-therapy"))
    #expect(therapy.rating == .mayBeAppropriate)
    let caution = try #require(therapy.cautions.first { $0.id == "conflict/pregnancy-lysis" })
    #expect(caution.text.contains("absolute contraindication (MS-ACCP (S))"))
    #expect(caution.text.contains("relative contraindication (EXP (S))"))
    let past = try ContraindicationRowTests.chart(ContraindicationRowTests.againstLysis[0])
      .recommendation()
    #expect(!past.options.flatMap(\.cautions).contains { $0.id == "conflict/pregnancy-lysis" })
  }

  @Test("Every row of the table is tried here, and every source of it is met and not met")
  func everyRowIsTried() throws {
    let items =
      ContraindicationRowTests.againstLysis + ContraindicationRowTests.againstAnticoagulation
    let table = try Chart.table.get()
    #expect(Set(items.map(\.row)) == Set(table.rows.map(\.id)))
    for row in table.rows {
      let sides = items.filter { $0.row == row.id }.flatMap(\.sides)
      for source in row.sources {
        let name = "\(source.classification) \(source.citation)"
        #expect(sides.contains { $0.meets.contains(name) }, "\(row.id): \(name) is never met")
        #expect(
          sides.contains { side in
            side.meets.count { $0 == name }
              < row.sources.count {
                "\($0.classification) \($0.citation)" == name
              }
          }, "\(row.id): \(name) is always met")
      }
    }
  }
}
