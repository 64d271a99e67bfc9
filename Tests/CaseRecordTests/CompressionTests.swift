import CaseRecord
import Testing

@Suite("Iliac vein compression (FACTS 4.5)")
struct CompressionTests {
  private func compression(_ findings: Finding...) -> Fact {
    Sketch.facts([thrombosis()] + findings)[.compression]
  }

  private func shown(
    _ presence: Finding.Presence = .present, by method: ImagingMethod?,
    on day: String = "2026-06-14",
    side: Laterality? = .left, value: Double? = nil
  ) -> Finding {
    finding(
      "iliac-vein-compression", presence,
      id: "compression-\(presence)-\(method?.rawValue ?? "")-\(day)", side: side, on: day,
      by: method, value: value, unit: value == nil ? nil : "%")
  }

  @Test(
    "What showed it decides",
    arguments: [
      (ImagingMethod?.some(.computedTomographyVenography), "cross-sectional"),
      (.magneticResonanceVenography, "cross-sectional"), (.catheterVenography, "venographic"),
      (.intravascularUltrasound, "venographic"), (.duplex, "suspected"),
      (.unspecified, "suspected"),
      (nil, "suspected"),
    ])
  func methods(method: ImagingMethod?, value: String) {
    #expect(compression(shown(by: method)).value?.rawValue == value)
  }

  @Test("A provisional finding is suspected, whatever the method")
  func provisional() {
    #expect(compression(shown(.suspected, by: .computedTomographyVenography)).value == "suspected")
  }

  @Test(
    "Looked for and absent; duplex cannot exclude it",
    arguments: [
      (ImagingMethod?.some(.computedTomographyVenography), true), (.intravascularUltrasound, true),
      (nil, true), (.duplex, false),
    ])
  func absent(method: ImagingMethod?, isAbsent: Bool) {
    let fact = compression(shown(.absent, by: method))
    #expect(fact.state == (isAbsent ? .absent : .unknown))
    #expect((fact.value == "none") == isAbsent)
  }

  @Test("Not looked for is unknown")
  func notLookedFor() {
    #expect(compression().state == .unknown)
  }

  @Test("CT venography settles what duplex suspected, earlier or later")
  func settled() {
    #expect(
      compression(shown(by: .duplex), shown(.absent, by: .computedTomographyVenography)).value
        == "none")
    #expect(
      compression(
        shown(by: .duplex, on: "2026-06-15"),
        shown(.absent, by: .computedTomographyVenography, on: "2026-06-13")
      ).value == "none")
  }

  @Test("Images that disagree are a conflict; anatomy does not change")
  func conflict() {
    let fact = compression(
      shown(by: .computedTomographyVenography, on: "2026-06-12"),
      shown(.absent, by: .magneticResonanceVenography, on: "2026-06-14"))
    #expect(fact.state == .conflicting)
    #expect(fact.possible == ["none", "cross-sectional"])
  }

  @Test("Cross-sectional imaging goes before venography")
  func best() {
    #expect(
      compression(shown(by: .catheterVenography), shown(by: .magneticResonanceVenography)).value
        == "cross-sectional")
  }

  @Test("G13: compression by something else is not May-Thurner")
  func otherCause() {
    let fact = compression(
      shown(by: .computedTomographyVenography),
      finding("iliac-vein-compression-other-cause", side: .left, on: "2026-06-14"))
    #expect(fact.value == "other-cause")
  }

  @Test("A degree is shown without a threshold; codes that are not specific say nothing")
  func notes() {
    let fact = compression(shown(by: .computedTomographyVenography, value: 60))
    #expect(fact.notes.contains { $0.contains("no agreed threshold") })
    #expect(
      compression(finding("nonspecific.iliac-vein-compression", side: .left, on: "2026-06-14"))
        .state
        == .unknown)
  }

  @Test("T29, F000-30: an image from before the episode counts and is said to be older")
  func olderImage() {
    let fact = compression(shown(by: .computedTomographyVenography, on: "2023-05-02"))
    #expect(fact.value == "cross-sectional")
    #expect(fact.notes.contains { $0.contains("older than this episode") })
  }

  @Test("The other leg's compression says nothing of this leg")
  func otherLeg() {
    #expect(compression(shown(by: .computedTomographyVenography, side: .right)).state == .unknown)
  }
}
