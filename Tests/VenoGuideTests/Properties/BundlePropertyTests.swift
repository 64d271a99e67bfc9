import Appropriateness
import CaseRecord
import FHIRSyntax
import Testing
import VenoGuide

/// What holds of every Bundle, tried on all samples.
@Suite("Properties of whole Bundles")
struct BundlePropertyTests {
  private static let evaluator = try? Evaluator()

  static let samples = SampleFolder.answerable.filter { sample in
    guard let expectation = try? sample.expectation() else { return false }
    return sample.inputs.contains("bundle.json") && expectation.answers.count == 1
      && !expectation.arguments.contains("--strict")
  }

  private func tree(of sample: SampleFolder) throws -> FHIRNode {
    let bytes = try #require(sample.bytes(of: "bundle.json"))
    return try bytes.withUnsafeBytes { try readTree($0) }.root
  }

  private func answer(to tree: FHIRNode, asOf text: String) throws -> Answer {
    let evaluator = try #require(Self.evaluator)
    let asOf = try #require(AsOf(fhir: text))
    let bytes = try writeTree(tree, as: .json)
    return try #require(try evaluator.evaluate(bytes, at: .fixed(asOf)).answers.first)
  }

  // MARK: Order

  @Test("The order of the resources in a Bundle never changes the answer", arguments: samples)
  func orderIsNothing(sample: SampleFolder) throws {
    let asOf = try sample.expectation().asOf
    let tree = try tree(of: sample)
    let before = try AnswerSignature(answer(to: tree, asOf: asOf))
    for seed in 1...3 {
      var shuffled = tree
      let places = tree.children.indices.filter { tree.children[$0].name == "entry" }
      var random = SeededGenerator(seed: UInt64(seed))
      for (place, other) in zip(places, places.shuffled(using: &random)) {
        shuffled.children[place] = tree.children[other]
      }
      let after = try AnswerSignature(answer(to: shuffled, asOf: asOf))
      #expect(after == before, "\(sample.name), seed \(seed)")
    }
  }

  // MARK: Dates

  /// After 28 years (within 1901 to 2099) and after 400 years the calendar is the same, leap years and ages included;
  /// any other shift may change a count of calendar months.
  @Test(
    "Shifting all dates and the as-of time together changes nothing but dates", arguments: samples,
    [28, 400])
  func datesMayShift(sample: SampleFolder, years: Int) throws {
    let asOf = try sample.expectation().asOf
    let tree = try tree(of: sample)
    let before = try AnswerSignature(answer(to: tree, asOf: asOf))
    let shifted = try answer(
      to: tree.shiftingDates(byYears: years), asOf: DateShift.shifted(asOf, byYears: years))
    let after = AnswerSignature(shifted).shiftingDates(byYears: -years)
    // What every date is compared with has moved too, so that texts agree once the years are moved back.
    #expect(after == before.shiftingDates(byYears: 0), "\(sample.name)")
  }

  // MARK: Knowing more

  /// A stent and a contraindication to anticoagulation are taken as absent as long as no source mentions one
  /// (docs/engine.md), and contradictions make a record unusable; nothing else may overturn a certain rating.
  @Test("Adding a resource never flips a certain rating", arguments: samples)
  func certaintyHolds(sample: SampleFolder) throws {
    let asOf = try sample.expectation().asOf
    let tree = try tree(of: sample)
    let whole = try answer(to: tree, asOf: asOf).recommendations
    guard let full = whole.first, whole.count == 1, full.outcome != .unusable else { return }
    // Sources that contradict each other are no knowledge: nothing holds until somebody settles them.
    guard Feature.allCases.allSatisfy({ full.facts[$0].state != .conflicting }) else { return }
    let overturns: [Feature] = [.priorStent, .anticoagulationContraindication]
    guard overturns.allSatisfy({ full.facts[$0].possible != ["yes"] }) else { return }
    for place in tree.children.indices {
      let entry = tree.children[place]
      guard entry.name == "entry", entry["resource"]?.resourceType != "Patient" else { continue }
      var less = tree
      less.children.remove(at: place)
      let partial = try answer(to: less, asOf: asOf).recommendations
      guard let poor = partial.first, partial.count == 1, poor.leg == full.leg else { continue }
      for option in poor.options where option.isCertain {
        let ratings = Set(full.options.filter { $0.option == option.option }.map(\.rating))
        // An undetermined answer lists no option that every candidate leaves unrated.
        if option.rating == .notRated, ratings.isEmpty { continue }
        #expect(
          ratings == [option.rating],
          "\(sample.name) without \(entry["resource"]?["id"]?.text ?? ""): \(option.option)")
      }
    }
  }

  // MARK: Emergencies

  @Test("An escalation comes before any rating in every form", arguments: samples)
  func escalationFirst(sample: SampleFolder) throws {
    let expectation = try sample.expectation()
    guard expectation.answers.first?.escalation == true else { return }
    let evaluator = try #require(Self.evaluator)
    let answer = try answer(to: tree(of: sample), asOf: expectation.asOf)
    let forms: [ExplanationForm] = [.text(columns: 80, isStyled: false), .page]
    var texts = forms.map {
      String(decoding: evaluator.explanation(of: [answer], as: $0), as: UTF8.self)
    }
    texts.append(answer.guidance.text?.div ?? "")
    for text in texts {
      // The page's title and summary stand in its head; what counts is what a reader meets first.
      let body = text.range(of: "<body").map { String(text[$0.upperBound...]) } ?? text
      let first = try #require(body.lowercased().range(of: "act first"), "\(sample.name)")
      for word in ["usually appropriate", "may be appropriate", "usually not appropriate"] {
        guard let rating = body.lowercased().range(of: word) else { continue }
        #expect(first.lowerBound < rating.lowerBound, "\(sample.name): \(word)")
      }
    }
    let parameters = try #require(
      answer.guidance.node.all("contained").first { $0.resourceType == "Parameters" })
    let names = parameters.all("parameter").compactMap { $0["name"]?.text }
    let place = try #require(names.firstIndex(of: "escalation"))
    #expect(Set(names[..<place]).isSubset(of: ["outcome", "variant", "edition"]))
  }
}
