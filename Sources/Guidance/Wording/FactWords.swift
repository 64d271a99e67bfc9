import CaseRecord

extension Fact {
  /// What the record says, for a reader: the answer and the figures behind it.
  var answerWords: String {
    if state == .unknown && possible == feature.domain { return "Not recorded" }
    let answer = Enumeration.any(possible.map { feature.words(for: $0) })
    let isCode = possible.contains { $0.rawValue == summary }
    if summary.isEmpty || summary == "unknown" || isCode { return answer.sentenceCased }
    let shown = summary.withoutFullStop
    // A summary that already gives the answer needs no second one.
    let says = shown.lowercased()
    let words = " \(says.asciiWords.joined(separator: " ")) "
    let isSaid = possible.allSatisfy { value in
      let answer = feature.words(for: value).lowercased().asciiWords
      return words.contains(" \(answer.joined(separator: " ")) ")
    }
    if isSaid { return shown.sentenceCased }
    // "No pulmonary embolism" says no already.
    if possible == ["no"] || possible == ["none"] {
      if says == "none" { return answer.sentenceCased }
      if says.hasPrefix("no ") { return shown.sentenceCased }
    }
    return "\(answer.sentenceCased): \(shown)"
  }
}
