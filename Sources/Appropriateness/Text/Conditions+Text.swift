import CaseRecord

extension CaseCondition {
  /// The condition as a criteria file has it, on one line: `{"segment": ["iliofemoral"]}`.
  public var criteriaText: String { criteriaValue.inlineJSON }

  /// The condition in words: `region of the thrombosis: iliofemoral; severity of symptoms: moderate or severe`.
  public var words: String {
    terms.map { term in
      let answers = term.values.map { value in
        term.key == term.feature.rawValue ? term.feature.words(for: value) : value.rawValue
      }
      // A time window has no words of its own; its name says what it asks.
      let question =
        term.key == term.feature.rawValue
        ? term.feature.words : term.key.split(separator: "-").joined(separator: " ")
      return "\(question): \(answers.joined(separator: " or "))"
    }.joined(separator: "; ")
  }

  fileprivate var criteriaValue: CriteriaValue {
    .object(terms.map { ($0.key, .texts($0.values.map(\.rawValue))) })
  }
}

extension [CaseCondition] {
  /// The alternatives as a criteria file has them, on one line: an object, or a list of several.
  public var criteriaText: String { criteriaValue.inlineJSON }

  /// The alternatives in words.
  public var words: String { map(\.words).joined(separator: "; or ") }

  fileprivate var criteriaValue: CriteriaValue {
    count == 1 ? self[0].criteriaValue : .list(map(\.criteriaValue))
  }
}

extension RowCondition {
  /// Whether nothing is asked.
  public var isEmpty: Bool {
    when.isEmpty && unless.isEmpty && unknown.isEmpty && conflicting.isEmpty && outcomes.isEmpty
      && variants.isEmpty && elapsed == nil
  }

  /// The condition as a criteria file has it, on one line, with the members that it has there.
  public var criteriaText: String {
    var members: [(String, CriteriaValue?)] = []
    func list(_ name: String, _ codes: [String]) {
      if !codes.isEmpty { members.append((name, .texts(codes))) }
    }
    list("variant", variants)
    list("outcome", outcomes.map(\.rawValue))
    if !when.isEmpty { members.append(("when", when.criteriaValue)) }
    if !unless.isEmpty { members.append(("unless", unless.criteriaValue)) }
    list("unknown", unknown.map(\.rawValue))
    list("conflicting", conflicting.map(\.rawValue))
    if let elapsed {
      var limits: [(String, CriteriaValue?)] = [("event", .text(elapsed.event.rawValue))]
      if elapsed.atLeast > 0 { limits.append(("from", .number(elapsed.atLeast))) }
      if elapsed.atMost < .max { limits.append(("to", .number(elapsed.atMost))) }
      members.append(("elapsed", .object(limits)))
    }
    return CriteriaValue.object(members).inlineJSON
  }

  /// The condition in words; empty when nothing is asked.
  ///
  /// - Parameter name: what a variant is called.
  /// - Returns: the words.
  public func words(naming name: (String) -> String) -> String {
    var parts: [String] = []
    if !variants.isEmpty {
      parts.append("a variant that fits: \(variants.map(name).joined(separator: " or "))")
    }
    if !outcomes.isEmpty {
      parts.append("outcome: \(outcomes.map(\.rawValue).joined(separator: " or "))")
    }
    if !when.isEmpty { parts.append(when.words) }
    if !unless.isEmpty { parts.append("unless \(unless.words)") }
    if !unknown.isEmpty {
      parts.append("not recorded: \(unknown.map(\.words).joined(separator: ", "))")
    }
    if !conflicting.isEmpty {
      parts.append("contradicted: \(conflicting.map(\.words).joined(separator: ", "))")
    }
    if let elapsed {
      let most = elapsed.atMost == .max ? " or more" : " to \(elapsed.atMost)"
      parts.append("\(elapsed.atLeast)\(most) days since \(elapsed.event.rawValue)")
    }
    return parts.joined(separator: "; ")
  }
}
