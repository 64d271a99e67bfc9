import CaseRecord
import Testing

@Suite("From segments to the region (FACTS 4.3)")
struct SegmentTests {
  @Test(
    "What segments make",
    arguments: [
      ([VeinSegment.commonIliac], ["iliofemoral"]), ([.externalIliac], ["iliofemoral"]),
      ([.iliac], ["iliofemoral"]), ([.iliofemoral], ["iliofemoral"]),
      ([.commonFemoral], ["iliofemoral"]),
      ([.commonFemoral, .femoral, .popliteal], ["iliofemoral"]),
      ([.femoral], ["femoropopliteal"]), ([.popliteal], ["femoropopliteal"]),
      ([.femoropopliteal], ["femoropopliteal"]), ([.femoral, .deepFemoral], ["femoropopliteal"]),
      ([.popliteal, .posteriorTibial], ["femoropopliteal"]),
      ([.posteriorTibial], ["distal"]), ([.peroneal, .calfMuscular], ["distal"]),
      ([.distalUnspecified], ["distal"]),
      ([.femoralUnspecified], ["iliofemoral", "femoropopliteal"]),
      ([.proximalUnspecified], ["iliofemoral", "femoropopliteal"]),
      ([.internalIliac], ["iliofemoral", "femoropopliteal"]),
      ([.pelvic], ["iliofemoral", "femoropopliteal"]),
      ([.deepFemoral], ["iliofemoral", "femoropopliteal"]),
      ([.otherDeep], ["iliofemoral", "femoropopliteal", "distal"]),
      ([.inferiorVenaCava, .iliac], ["iliofemoral"]),
      ([.inferiorVenaCava, .popliteal], ["iliofemoral", "femoropopliteal"]),
      ([], ["iliofemoral", "femoropopliteal", "distal"]),
    ])
  func regions(segments: [VeinSegment], possible: [String]) {
    let facts = Sketch.facts([thrombosis(segments: Set(segments))])
    #expect(facts.possible(.segment) == possible)
    #expect(facts[.segment].state == (possible.count == 1 ? .known : .unknown))
  }

  @Test("The set is the union over the findings of the episode")
  func union() {
    let facts = Sketch.facts([
      thrombosis(segments: [.popliteal], id: "a"),
      finding(
        "venous-thrombus", segments: [.externalIliac], side: .left, on: "2026-06-14", by: .duplex),
    ])
    #expect(facts[.segment].value == "iliofemoral")
    #expect(facts[.segment].summary == "iliofemoral (external iliac, popliteal)")
  }

  @Test("I82.41- does not tell; a named vein does (trap a)")
  func femoralCode() {
    let code = thrombosis(segments: [.femoralUnspecified], id: "icd")
    let fact = Sketch.facts([code])[.segment]
    #expect(fact.notes.contains { $0.contains("I82.41-") })
    let named = finding(
      "venous-thrombus", segments: [.femoral], side: .left, on: "2026-06-14", by: .duplex)
    #expect(Sketch.facts([code, named])[.segment].value == "femoropopliteal")
    let common = finding(
      "venous-thrombus", segments: [.commonFemoral], side: .left, on: "2026-06-14", by: .duplex)
    #expect(Sketch.facts([code, common])[.segment].value == "iliofemoral")
  }

  @Test("A free common femoral vein settles \"femoral\", and so does a free femoral vein")
  func freeSettles() {
    let code = thrombosis(segments: [.femoralUnspecified])
    func free(_ segment: VeinSegment) -> Finding {
      finding(
        "venous-thrombus", .absent, segments: [segment], side: .left, on: "2026-06-14", by: .duplex)
    }
    #expect(Sketch.facts([code, free(.commonFemoral)])[.segment].value == "femoropopliteal")
    #expect(Sketch.facts([code, free(.femoral)])[.segment].value == "iliofemoral")
    #expect(Sketch.facts([code, free(.popliteal)])[.segment].possible.count == 2)
  }

  @Test("A segment stated both ways is a conflict, unless a later image shows the thrombus there")
  func conflict() {
    let positive = finding(
      "venous-thrombus", segments: [.iliac, .femoral], side: .left, on: "2026-06-12", by: .duplex)
    func free(_ day: String) -> Finding {
      finding(
        "venous-thrombus", .absent, segments: [.iliac], side: .left, on: day,
        by: .computedTomographyVenography)
    }
    let conflict = Sketch.facts([positive, free("2026-06-13")])[.segment]
    #expect(conflict.state == .conflicting)
    #expect(conflict.possible == ["iliofemoral", "femoropopliteal"])
    #expect(Sketch.facts([positive, free("2026-06-11")])[.segment].value == "iliofemoral")
  }

  @Test("A suspected extension leaves the region open")
  func suspectedExtension() {
    let facts = Sketch.facts([
      thrombosis(segments: [.popliteal], id: "a"),
      thrombosis(segments: [.iliac], imaged: false, id: "b", presence: .suspected),
    ])
    #expect(facts[.segment].state == .unknown)
    #expect(facts.possible(.segment) == ["iliofemoral", "femoropopliteal"])
    #expect(facts[.thrombosis].value == "confirmed")
  }

  @Test("T15: the common femoral vein alone is iliofemoral and flagged (G10)")
  func isolatedCommonFemoral() {
    let facts = Sketch.facts([thrombosis(segments: [.commonFemoral])])
    #expect(facts[.isolatedCommonFemoral].value == "yes")
    #expect(facts[.isolatedCommonFemoral].notes.contains { $0.contains("F000-10") })
  }

  @Test(
    "Isolated or not",
    arguments: [
      ([VeinSegment.commonFemoral, .femoral], "yes"), ([.commonFemoral, .iliac], "no"),
      ([.iliofemoral], "no"), ([.popliteal], "no"), ([.commonFemoral, .inferiorVenaCava], "no"),
      ([.femoralUnspecified], nil), ([], nil),
    ])
  func isolated(segments: [VeinSegment], value: String?) {
    let fact = Sketch.facts([thrombosis(segments: Set(segments))])[.isolatedCommonFemoral]
    #expect(fact.value?.rawValue == value)
  }

  @Test("Femoropopliteal by what is named says that the veins above were not stated free")
  func extentNote() {
    let named = Sketch.facts([thrombosis(segments: [.femoral, .popliteal])])[.segment]
    #expect(named.notes.contains { $0.contains("no finding says") })
  }

  @Test("The vena cava: named, free, or unknown (G8)")
  func venaCava() {
    let cava = finding("ivc-thrombosis", kind: .condition, course: .active, on: "2026-06-14")
    #expect(Sketch.facts([thrombosis(), cava])[.venaCavaInvolvement].value == "yes")
    #expect(
      Sketch.facts([thrombosis(segments: [.inferiorVenaCava, .iliac])])[.venaCavaInvolvement].value
        == "yes")
    let free = finding(
      "venous-thrombus", .absent, segments: [.inferiorVenaCava], on: "2026-06-14",
      by: .computedTomographyVenography)
    #expect(Sketch.facts([thrombosis(), free])[.venaCavaInvolvement].value == "no")
    #expect(Sketch.facts([thrombosis()])[.venaCavaInvolvement].state == .unknown)
  }
}
