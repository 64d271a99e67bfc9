import CaseRecord
import Testing

@testable import Appropriateness

/// The arithmetic on which every decision rests.
@Suite struct CaseBoxTests {
  private let space = CaseSpace()

  private func randomBox(_ random: inout SeededNumbers, lanes: Int) -> CaseBox {
    var box = CaseBox.everything
    for lane in 0..<lanes { box[lane] = UInt8.random(in: 1...7, using: &random) }
    return box
  }

  @Test func allFeaturesFitIntoABox() {
    #expect(Feature.allCases.count <= CaseBox.laneCount)
    #expect(Feature.allCases.allSatisfy { $0.domain.count <= CaseBox.answersPerLane })
  }

  @Test func aLaneKeepsWhatItIsGiven() {
    var box = CaseBox.everything
    for lane in 0..<CaseBox.laneCount { box[lane] = UInt8(lane % 7 + 1) }
    for lane in 0..<CaseBox.laneCount { #expect(box[lane] == UInt8(lane % 7 + 1)) }
  }

  @Test func aBoxWithoutAnswersInOneLaneIsEmpty() {
    for lane in 0..<CaseBox.laneCount {
      var box = space.whole
      #expect(!box.isEmpty)
      box[lane] = 0
      #expect(box.isEmpty)
    }
  }

  @Test func subtractionLosesNoCaseAndKeepsNoneThatIsTakenAway() {
    var random = SeededNumbers(seed: 11)
    for _ in 0..<200 {
      let one = randomBox(&random, lanes: 4)
      let other = randomBox(&random, lanes: 4)
      var pieces: [CaseBox] = []
      one.subtracting(other, into: &pieces)
      one.forEachCase(over: [0, 1, 2, 3]) { single in
        let holders = pieces.filter { $0.contains(single) }.count
        #expect(holders == (other.contains(single) ? 0 : 1))
      }
    }
  }

  @Test func boxesThatDifferInOneLaneOnlyAreFound() {
    var one = space.whole
    var other = space.whole
    one[5] = 1
    other[5] = 2
    #expect(one.onlyLaneApart(from: other) == 5)
    #expect(one.onlyLaneApart(from: one) == nil)
    one[30] = 1
    other[30] = 2
    #expect(one.onlyLaneApart(from: other) == nil)
  }

  @Test func aWindowOfDaysIsThreeValued() {
    let window = TimeWindow(name: "onset-within-10-days", feature: .acuity, event: .onset, days: 10)
    func possible(_ from: String, _ to: String) -> [FeatureValue] {
      var timeline = Timeline()
      timeline.onset = DayInterval(day(from), day(to))
      return window.possible(in: timeline, on: Patient.today)
    }
    #expect(possible("2026-06-05", "2026-06-05") == ["yes"])
    #expect(possible("2026-06-04", "2026-06-04") == ["no"])
    #expect(possible("2026-06-01", "2026-06-30") == ["no", "yes"])
    #expect(window.possible(in: Timeline(), on: Patient.today) == ["no", "yes"])
  }

  @Test func the2013WindowOf10DaysDecides() throws {
    func variants(_ onset: String) throws -> [String] {
      try Patient(
        .acuteIliofemoral, .onset(onset), .mayThurner, .notPregnant, .moderateToSevere, .healthy,
        .noLimbThreat
      ).recommendation(by: acr2013).variantCodes
    }
    #expect(try variants("2026-06-05") == ["2013-may-thurner"])
    #expect(try variants("2026-06-04") == ["2013-first-episode"])
  }
}
