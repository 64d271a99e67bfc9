import Appropriateness
import VenoGuide

/// Compares one answer with what is expected of it; every difference becomes a sentence.
struct ExpectationCheck {
  let expected: ExpectedAnswer
  let document: GuidanceDocument
  let answer: Answer
  private(set) var faults: [String] = []

  init(_ expected: ExpectedAnswer, document: GuidanceDocument, answer: Answer) {
    self.expected = expected
    self.document = document
    self.answer = answer
    run()
  }

  private mutating func run() {
    compare("outcome", document.texts("outcome").first ?? "none", expected.outcome)
    compare("GuidanceResponse.status", document.status, expected.status)
    compare("variants", unique(document.texts("variant")), expected.variants)
    compare(
      "assumptions", unique(document.texts("assumption")).sorted(), expected.assumptions.sorted())
    compare("escalation present", !document.parameters("escalation").isEmpty, expected.escalation)
    if let subject = expected.subject {
      require(document.subject.hasSuffix(subject), "subject is not \(subject)")
    }
    checkOptions()
    checkOrders()
    checkQuestions()
    checkCandidates()
    checkAllCandidates()
    checkFacts()
    checkWords()
    checkEvidence()
    checkScores()
    checkCases()
    checkFollowUps()
    checkWhole()
    checkContract()
  }

  private mutating func compare<Value: Equatable>(_ what: String, _ actual: Value, _ wanted: Value)
  {
    if actual != wanted { faults.append("\(what): expected \(wanted), got \(actual)") }
  }

  private mutating func require(_ condition: Bool, _ fault: @autoclosure () -> String) {
    if !condition { faults.append(fault()) }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  // MARK: Ratings

  private func actualOptions() -> [ExpectedOption] {
    document.parameters("option").map { option in
      let item = option.coding("item-assessed")
      return ExpectedOption(
        variant: option.text("variant"), option: item?.code ?? "none", label: item?.display,
        rating: option.text("rating") ?? "none",
        certain: option.text("certain").map { $0 == "true" })
    }
  }

  private mutating func checkOptions() {
    guard let wanted = expected.options else { return }
    let actual = actualOptions()
    for row in wanted {
      let found = actual.contains { candidate in
        candidate.option == row.option && candidate.rating == row.rating
          && (row.variant == nil || candidate.variant == row.variant)
          && (row.label == nil || candidate.label == row.label)
          && (row.certain == nil || candidate.certain == row.certain)
      }
      if found { continue }
      // The option of that variant as it stands, so that the difference can be read.
      let instead = actual.filter {
        $0.option == row.option && (row.variant == nil || $0.variant == row.variant)
      }
      faults.append("options: expected \(row), got \(instead.isEmpty ? "nothing" : "\(instead)")")
    }
    for row in actual where row.rating != "not-rated" {
      let isWanted = wanted.contains { $0.option == row.option && $0.rating == row.rating }
      require(isWanted, "options: \(row) is not expected")
    }
    let isProposable = actual.contains {
      $0.rating.hasPrefix("usually-appropriate") || $0.rating.hasPrefix("may-be")
    }
    compare("result (RequestGroup) present", document.hasProposal, isProposable)
  }

  // MARK: Orders

  private mutating func checkOrders() {
    let actual = document.parameters("order")
    let shown = actual.map { order in
      "\(GuidanceDocument.reference(in: order, "request")): \(order.text("result") ?? "no result") "
        + "(\([order.text("rating"), order.text("variant"), order.text("leg")].compactMap(\.self)))"
    }
    compare("number of rated orders \(shown)", actual.count, expected.orders?.count ?? 0)
    for wanted in expected.orders ?? [] {
      let isFound = actual.contains { order in
        GuidanceDocument.reference(in: order, "request").hasSuffix(wanted.request)
          && order.text("result") == wanted.result && order.text("rating") == wanted.rating
          && order.text("variant") == wanted.variant
          && order.texts("unknown") == wanted.unknown ?? []
          && (wanted.leg == nil || order.text("leg") == wanted.leg)
          && (wanted.option == nil
            || GuidanceDocument.option(in: order, "item-assessed") == wanted.option)
          && (wanted.certain == nil || order.text("certain") == "\(wanted.certain == true)")
          && holds(order.texts("topic"), [wanted.topic].compactMap(\.self))
          && holds(order.texts("note"), wanted.notes ?? [])
          && holds(order.texts("caution"), wanted.cautions ?? [])
      }
      require(isFound, "orders: expected \(wanted), got \(shown)")
    }
    checkOrdersAgainstOptions(actual)
  }

  private func holds(_ texts: [String], _ words: [String]) -> Bool {
    let text = texts.joined(separator: "\n").lowercased()
    return words.allSatisfy { text.contains($0.lowercased()) }
  }

  /// An order rates as its option does in the same answer, and never otherwise.
  private mutating func checkOrdersAgainstOptions(_ orders: [GuidanceDocument.Parameter]) {
    let options = document.parameters("option")
    for order in orders {
      require(order.text("guideline-followed") != nil, "an order without guideline-followed")
      guard let rating = order.text("rating") else { continue }
      let option = GuidanceDocument.option(in: order, "item-assessed")
      let isSame = options.contains {
        GuidanceDocument.option(in: $0, "item-assessed") == option && $0.text("rating") == rating
          && $0.text("variant") == order.text("variant")
          && ($0.text("leg") == nil || $0.text("leg") == order.text("leg"))
      }
      require(isSame, "orders: \(option ?? "none") is \(rating) as an order and not as an option")
    }
  }

  // MARK: What is missing

  private mutating func checkQuestions() {
    let asked = document.requiredFeatures
    for feature in expected.asks ?? [] {
      require(
        asked.contains(feature), "dataRequirement does not ask for \(feature), only for \(asked)")
    }
    let prompted = answer.recommendations.flatMap(\.questions).filter { !$0.isDeciding }
    for feature in expected.prompts ?? [] {
      guard let prompt = prompted.first(where: { $0.feature.rawValue == feature }) else {
        faults.append("no prompt to examine \(feature), only \(prompted.map(\.feature.rawValue))")
        continue
      }
      require(
        document.everything.contains(prompt.text), "the prompt on \(feature) is not in the guidance"
      )
    }
  }

  private mutating func checkCandidates() {
    let candidates = document.parameters("candidate")
    for wanted in expected.candidates ?? [] {
      let sameVariant = candidates.filter { $0.text("variant") == wanted.variant }
      let found = sameVariant.contains { candidate in
        wanted.differs.allSatisfy(candidate.texts("differs").contains)
          && wanted.unknown.allSatisfy(candidate.texts("unknown").contains)
      }
      let all = candidates.map {
        "\($0.text("variant") ?? "none") differs \($0.texts("differs")) unknown \($0.texts("unknown"))"
      }
      require(
        found,
        "candidate \(wanted.variant) differs \(wanted.differs) unknown \(wanted.unknown): got \(all)"
      )
    }
  }

  private mutating func checkAllCandidates() {
    guard let wanted = expected.onlyCandidates else { return }
    func row(_ variant: String, _ differs: [String], _ unknown: [String]) -> String {
      "\(variant) differs \(differs.sorted()) unknown \(unknown.sorted())"
    }
    let actual = document.parameters("candidate").map {
      row($0.text("variant") ?? "none", $0.texts("differs"), $0.texts("unknown"))
    }
    // FACTS 9.3 gives them no order.
    compare(
      "all candidates", Set(actual), Set(wanted.map { row($0.variant, $0.differs, $0.unknown) }))
    compare("number of candidates", actual.count, wanted.count)
  }

  // MARK: The whole answer

  /// What an answer holds beyond what FACTS names for the case is a fault too.
  private mutating func checkWhole() {
    let recommendations = answer.recommendations
    if let gaps = expected.gaps {
      // What the sources disagree on beside an option is checked as its caution.
      let said = recommendations.flatMap { $0.remarks + $0.escalations }
        .filter { !$0.id.hasPrefix("conflict/") }
      let cited = said.flatMap { [$0.id] + $0.sources }
        .compactMap { $0.prefixMatch(of: /[OG][0-9]+/).map { String($0.output) } }
      compare("overlaps and gaps", Set(cited), Set(gaps))
    }
    if let plan = expected.plan {
      let cited = document.parameters("follow-up").flatMap { $0.texts("source") }
        .flatMap { $0.matches(of: /F00[0-9]-[0-9]+/).map { String($0.output) } }
      compare("facts that the plan cites", Set(cited), Set(plan))
    }
    if let events = expected.reevaluate {
      let said = recommendations.flatMap(\.changes).filter { change in
        change.date == nil && !change.id.contains("=")
      }
      compare("events to evaluate again after", Set(said.map(\.id)), Set(events))
      let lines = document.parameters("change").flatMap { $0.texts("what") }
      for change in said {
        require(lines.contains(change.text), "the change \(change.id) is not in the guidance")
      }
    }
    if let topics = expected.topicRatings {
      let named = recommendations.flatMap(\.neighbouringTopics)
      compare("neighbouring topics", Set(named.map(\.id)), Set(topics.keys))
      for topic in named {
        let rows = topic.ratings.map {
          ExpectedTopicRating(label: $0.label, rating: $0.rating.rawValue)
        }
        compare("rows of \(topic.id)", Set(rows), Set(topics[topic.id] ?? []))
        for row in rows {
          require(
            document.everything.contains(row.label), "the guidance has no row \"\(row.label)\"")
        }
      }
    }
  }

  // MARK: Facts

  private mutating func checkFacts() {
    checkFacts(expected.facts ?? [:], in: answer.recommendations)
  }

  private mutating func checkFacts(
    _ expected: [String: ExpectedFact], in recommendations: [Recommendation]
  ) {
    for (feature, wanted) in expected.sorted(by: { $0.key < $1.key }) {
      let facts = recommendations.compactMap { recommendation in
        recommendation.facts.facts.first { $0.feature.rawValue == feature }
      }
      require(!facts.isEmpty, "fact \(feature): not there")
      for fact in facts {
        let state = fact.state.rawValue
        let isState =
          wanted.state == "settled" ? ["known", "absent"].contains(state) : state == wanted.state
        require(isState, "fact \(feature): expected \(wanted.state), got \(state) (\(fact.rule))")
        if let possible = wanted.possible {
          compare("fact \(feature), possible values", fact.possible.map(\.rawValue), possible)
        }
      }
    }
  }

  // MARK: Follow-up

  private mutating func checkFollowUps() {
    for wanted in expected.followUps ?? [] {
      let found = document.parameters("follow-up").filter {
        $0.text("source")?.contains(wanted.source) == true && $0.text("kind") == wanted.kind
      }
      guard let row = found.first, found.count == 1 else {
        faults.append("follow-up of \(wanted.source), \(wanted.kind): \(found.count) entries")
        continue
      }
      let what = row.text("what") ?? ""
      require(
        document.narrative.contains(what), "the narrative has no entry \"\(what)\"")
      for (name, days) in [
        ("date", wanted.dates), ("past-due", wanted.pastDue), ("on-record", wanted.onRecord),
      ] {
        if let days { compare("follow-up of \(wanted.source), \(name)", row.texts(name), days) }
      }
    }
  }

  // MARK: Scores

  private mutating func checkScores() {
    guard let wanted = expected.scores else { return }
    let scores = document.parameters("score")
    compare(
      "scores", scores.map { "\($0.text("instrument") ?? "") \($0.text("leg") ?? "")" },
      wanted.map { "\($0.instrument) \($0.leg ?? "")" })
    for (score, wanted) in zip(scores, wanted) {
      let name = "score \(wanted.instrument) \(wanted.leg ?? "of an unknown leg")"
      for (part, value) in [
        ("total", wanted.total.map(String.init)), ("at-least", wanted.atLeast.map(String.init)),
        ("category", wanted.category), ("completeness", wanted.completeness),
        ("timing", wanted.timing), ("side", wanted.side), ("occasions", "\(wanted.occasions)"),
      ] {
        compare("\(name), \(part)", score.text(part), value)
      }
      let remarks = score.texts("remark")
      for words in wanted.remarks ?? [] {
        require(remarks.contains { $0.contains(words) }, "\(name) does not remark \(words)")
      }
      // What a program reads of a score a person reads too.
      for remark in remarks {
        let shown = remark.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        require(document.narrative.contains(shown), "the narrative does not say: \(remark)")
      }
    }
  }

  // MARK: Several cases

  private mutating func checkCases() {
    if let wanted = expected.cases {
      let legs = document.parameters("leg")
      compare("legs", legs.map { $0.text("leg") }, wanted.map(\.leg))
      compare("episodes", legs.map { $0.text("episode") }, wanted.map(\.episode))
      compare("outcomes of the cases", legs.map { $0.text("outcome") }, wanted.map(\.outcome))
      compare("variants of the cases", legs.map { $0.texts("variant") }, wanted.map(\.variants))
      compare("number of cases", answer.recommendations.count, wanted.count)
      for (recommendation, one) in zip(answer.recommendations, wanted) {
        checkFacts(one.facts, in: [recommendation])
      }
    }
    if let wanted = expected.history {
      let told = document.parameters("other-episode")
      compare("history, standing", told.map { $0.text("standing") }, wanted.map(\.standing))
      compare("history, began", told.map { $0.text("began") }, wanted.map(\.began))
    } else {
      compare("number of other episodes", document.parameters("other-episode").count, 0)
    }
  }

  // MARK: Words

  private mutating func checkWords() {
    let statements = answer.recommendations.flatMap { recommendation in
      recommendation.remarks + recommendation.escalations + recommendation.changes
        + recommendation.options.flatMap(\.cautions)
    }
    for id in expected.remarks ?? [] {
      guard let statement = statements.first(where: { $0.isAbout(id) }) else {
        faults.append("remark \(id) is missing; there are \(unique(statements.map(\.id)))")
        continue
      }
      require(
        document.everything.contains(statement.text), "the remark \(id) is not in the guidance")
    }
    let everything = document.everything.lowercased()
    for word in (expected.mentions ?? []) + (expected.topics ?? []) {
      require(everything.contains(word.lowercased()), "the guidance never says \"\(word)\"")
    }
    let topics = answer.recommendations.flatMap(\.neighbouringTopics).map { $0.title.lowercased() }
    for word in expected.topics ?? [] {
      require(
        topics.contains { $0.contains(word.lowercased()) },
        "no neighbouring topic is called \"\(word)\", only \(topics)")
    }
    let dates = document.parameters("change").flatMap { $0.texts("when") }
    for date in expected.changeDates ?? [] {
      require(dates.contains(date), "no change is due on \(date), only on \(dates)")
    }
    for (option, words) in (expected.cautions ?? [:]).sorted(by: { $0.key < $1.key }) {
      let cautions = document.parameters("option")
        .filter { $0.coding("item-assessed")?.code == option }
        .flatMap { $0.texts("caution") }.joined(separator: "\n").lowercased()
      for word in words {
        require(cautions.contains(word), "no caution on \(option) says \"\(word)\"")
      }
    }
  }

  private mutating func checkEvidence() {
    let publications = document.parameters("evidence")
    for (option, ids) in (expected.evidence ?? [:]).sorted(by: { $0.key < $1.key }) {
      let bearing = publications.filter { publication in
        publication.parts.contains { $0.name == "report" && $0.texts("option").contains(option) }
      }.compactMap { $0.text("id") }
      for id in ids {
        require(bearing.contains(id), "no evidence \(id) on \(option), only \(bearing)")
      }
    }
    // What an option names is told, and nothing else.
    let told = publications.compactMap { $0.text("id") }
    for option in document.parameters("option") {
      for id in option.texts("evidence") {
        require(told.contains(id), "the option names the evidence \(id), which is not told")
      }
    }
  }

  // MARK: What holds for every answer (CONTRACT section 2)

  private mutating func checkContract() {
    if document.status == "data-required" {
      require(document.root["dataRequirement"] != nil, "data-required without a dataRequirement")
    }
    if document.status == "failure" {
      require(document.hasMessages, "failure without an evaluationMessage")
    }
    let order = [
      "outcome", "variant", "edition", "escalation", "option", "order", "candidate", "fact",
      "score",
      "assumption", "change", "follow-up", "evidence", "guideline-followed", "knowledge-digest",
    ]
    let names = document.parameters.map(\.name).compactMap(order.firstIndex)
    compare("order of the output parameters", names, names.sorted())
    for parameter in ["outcome", "edition", "guideline-followed", "knowledge-digest"] {
      compare("number of parameters \(parameter)", document.parameters(parameter).count, 1)
    }
    require(!document.narrative.isEmpty, "the narrative is missing")
    // Unknown is not a difference, and what is settled is not unknown (FACTS 9.3).
    for recommendation in answer.recommendations {
      for candidate in recommendation.candidates {
        for feature in candidate.differs
        where recommendation.facts[feature].possible == feature.domain {
          faults.append(
            "candidate \(candidate.variant) differs in \(feature.rawValue), which is unknown")
        }
        for feature in candidate.unknown where recommendation.facts[feature].value != nil {
          faults.append(
            "candidate \(candidate.variant) calls \(feature.rawValue) unknown, which is settled")
        }
      }
    }
    // Every patient of the samples has this name.
    require(!document.everything.contains("Synthetic"), "the guidance repeats the patient's name")
  }
}

extension Statement {
  /// Whether the statement has that id, or an id or source that names it.
  fileprivate func isAbout(_ name: String) -> Bool {
    ([id] + sources).contains { text in
      text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == name }
    }
  }
}
