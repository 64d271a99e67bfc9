import CaseRecord
import Testing

@testable import Appropriateness

/// Sets of cases in few words: no case too many, none lost, and no fewer boxes would do.
@Suite struct BoxCoverTests {
  private static let lanes = [0, 1, 2]

  /// All cases of three questions with three answers each.
  private var whole: CaseBox {
    var box = CaseBox.everything
    for lane in Self.lanes { box[lane] = 0b111 }
    return box
  }

  private var cases: [CaseBox] {
    var cases: [CaseBox] = []
    whole.forEachCase(over: Self.lanes) { (single: CaseBox) in cases.append(single) }
    return cases
  }

  private func box(_ bits: UInt8...) -> CaseBox {
    var box = whole
    for (lane, bits) in zip(Self.lanes, bits) { box[lane] = bits }
    return box
  }

  @Test func aDescriptionHoldsItsCasesAndNoOther() {
    var random = SeededNumbers(seed: 5)
    for _ in 0..<200 {
      let own = cases.filter { _ in Bool.random(using: &random) }
      let others = cases.filter { !own.contains($0) }
      let cover = BoxCover(of: own, butNot: others, over: Self.lanes)
      for single in own { #expect(cover.boxes.contains { $0.contains(single) }) }
      for single in others { #expect(!cover.boxes.contains { $0.contains(single) }) }
    }
  }

  /// Against trying every set of boxes there is.
  @Test func noFewerBoxesWouldDo() {
    var random = SeededNumbers(seed: 6)
    let answers: [UInt8] = [1, 2, 3, 4, 5, 6, 7]
    let boxes = answers.flatMap { one in
      answers.flatMap { two in answers.map { box(one, two, $0) } }
    }
    for _ in 0..<40 {
      let own = cases.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
      let others = cases.filter { !own.contains($0) }
      let cover = BoxCover(of: own, butNot: others, over: Self.lanes)
      #expect(cover.isSmallest)
      let inner = boxes.filter { box in !others.contains(where: box.intersects) }
      func canCover(_ rest: [CaseBox], _ count: Int) -> Bool {
        guard let first = rest.first else { return true }
        if count == 0 { return false }
        return inner.contains { box in
          box.contains(first) && canCover(rest.filter { !box.contains($0) }, count - 1)
        }
      }
      #expect(!canCover(own, cover.boxes.count - 1))
    }
  }

  @Test func boxesMayShareCasesWhereThatSaysItShorter() {
    // Either answer yes: two conditions, "first yes" and "second yes", although they share a case.
    let own = [box(0b010, 0b111, 0b111), box(0b101, 0b010, 0b111)]
    let others = [box(0b101, 0b101, 0b111)]
    let cover = BoxCover(of: own, butNot: others, over: Self.lanes)
    #expect(Set(cover.boxes) == [box(0b010, 0b111, 0b111), box(0b111, 0b010, 0b111)])
  }

  @Test func whatCannotBeIsTakenInWhereItSavesWords() {
    // The third question can only be answered by its first answer where the first one is.
    let own = [box(0b001, 0b111, 0b001)]
    let others = [box(0b110, 0b111, 0b111)]
    let cover = BoxCover(of: own, butNot: others, over: Self.lanes)
    #expect(cover.boxes == [box(0b001, 0b111, 0b111)])
  }

  @Test func nothingNeedsNoBox() {
    let cover = BoxCover(of: [], butNot: cases, over: Self.lanes)
    #expect(cover.boxes.isEmpty)
    #expect(cover.isSmallest)
  }
}
