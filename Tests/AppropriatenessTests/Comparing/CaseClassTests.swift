import CaseRecord
import Testing

@testable import Appropriateness

/// Which of all complete cases change from one edition to another.
@Suite struct CaseClassTests {
  private static let division = Result {
    try CaseDivision(EditionPair(from: acr2013, to: acr2020))
  }

  private func classes() throws -> CaseClasses {
    try Self.division.get().classes(isEnumerating: false)
  }

  private func change(
    _ option: String, _ before: Standing, _ after: Standing
  ) throws -> CaseClasses.Change {
    let changes = try #require(classes().options.first { $0.option == option }).changes
    return try #require(changes.first { $0.before == before && $0.after == after })
  }

  /// The features of both editions and the 10-day window of 2013, whatever else the record has.
  @Test func everyCaseIsGoneThroughOneByOne() throws {
    let tables = try EditionPair(from: acr2013, to: acr2020).tables()
    #expect(tables.cases.isEnumerated)
    // 276,480 of either edition, times first episode or not, times within 10 days or not.
    #expect(tables.cases.cases == 276_480 * 4)
    #expect(tables.cases.dimensions.count == 15)
    let moved = tables.cases.moves.reduce(0) { $0 + $1.cases }
    #expect(moved + tables.cases.unchanged == tables.cases.cases)
  }

  @Test func aRuleThatBoxesGetWrongWouldBeFound() throws {
    let division = try CaseDivision(EditionPair(from: acr2020, to: acr2020))
    // The same cells, one of them with another result.
    var cells = division.cells
    let place = try #require(cells.firstIndex { $0.after == .variants([]) })
    cells[place] = CaseDivision.Cell(
      box: cells[place].box, before: cells[place].before, after: .variants([0]))
    let wrong = CaseDivision(pair: division.pair, shared: division.shared, cells: cells)
    #expect(throws: ComparisonError.self) { try wrong.classes(isEnumerating: true) }
    // The same cells without one.
    let short = CaseDivision(
      pair: division.pair, shared: division.shared, cells: Array(division.cells.dropLast()))
    #expect(throws: ComparisonError.self) { try short.classes(isEnumerating: true) }
  }

  /// FACTS 1.7, first row, as cases: mild symptoms without May-Thurner imaging, otherwise healthy.
  @Test func theReversalOfMildSymptomsIsOneCondition() throws {
    let reversed = try change(
      "catheter-directed-therapy", .rated([.usuallyAppropriate]), .rated([.usuallyNotAppropriate]))
    #expect(reversed.step == .reversed)
    #expect(
      reversed.descriptions.map(\.description) == [
        "age-group adult, thrombosis confirmed, segment iliofemoral, acuity acute, severity mild, "
          + "limb-threat none, compression-evidence not cross-sectional, "
          + "pregnancy not-pregnant or postpartum, otherwise-healthy yes, "
          + "anticoagulation-contraindication no, prior-stent no"
      ])
    // 4 answers on compression, 2 on pregnancy; free: two on anticoagulation, first episode, window.
    #expect(reversed.cases == 4 * 2 * 16)
  }

  /// FACTS 1.4.8: with May-Thurner imaging the mild patient is in two variants that disagree.
  @Test func mildSymptomsWithMayThurnerImagingBecomeDisputed() throws {
    let disputed = try change(
      "catheter-directed-therapy", .rated([.usuallyAppropriate]),
      .rated([.usuallyAppropriate, .usuallyNotAppropriate]))
    #expect(disputed.step == nil)
    #expect(disputed.descriptions.count == 1)
    #expect(
      disputed.descriptions[0].description.contains("compression-evidence cross-sectional"))
  }

  /// Conditions say exactly who is in a class: every case of it, and no other that can be.
  @Test func conditionsHoldForTheirClassAndForNoOtherCase() throws {
    let division = try Self.division.get()
    let space = division.shared.space
    for option in try classes().options {
      for change in option.changes {
        #expect(change.isSmallest)
        let boxes = change.descriptions.map { description -> CaseBox in
          var box = CaseBox.everything
          for term in description.terms {
            guard let lane = space.lane(named: term.key) else { continue }
            box[lane] = space.dimensions[lane].bits(term.values)
          }
          return box
        }
        var count = 0
        for cell in division.cells {
          let before = division.pair.former.standing(of: option.option, under: cell.before)
          let after = division.pair.current.standing(of: option.option, under: cell.after)
          if before == change.before && after == change.after {
            count += division.shared.count(cell.box)
            #expect([cell.box].subtracting(boxes).isEmpty)
          } else {
            #expect(!boxes.contains(where: cell.box.intersects))
          }
        }
        #expect(count == change.cases)
      }
    }
  }

  @Test func editionsThatAreTheSameChangeNobody() throws {
    let tables = try EditionPair(from: acr2020, to: acr2020).tables(isEnumerating: false)
    #expect(tables.cases.moves.isEmpty)
    #expect(tables.cases.unchanged == 276_480)
    #expect(tables.isUnchanged)
    #expect(tables.text().hasSuffix("Both say the same.\n"))
  }
}
