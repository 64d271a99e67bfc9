extension LegCase {
  /// Whether a deep vein thrombosis of the leg is there and objectively confirmed (F001-5, FACTS 4.1, 4.3).
  func thrombosisFact(_ episode: ThrombosisEpisode) -> Fact {
    let statements = episode.statements
    if !statements.present.isEmpty { return statedThrombosis(episode) }
    if !statements.suspected.isEmpty { return suspectedThrombosis(statements) }
    return unstatedThrombosis(episode)
  }

  private func statedThrombosis(_ episode: ThrombosisEpisode) -> Fact {
    let statements = episode.statements
    let present = statements.present
    var confirmation = confirmation(of: present)
    if episode.hasLaterImages {
      confirmation.notes.append(
        "Images from after a later thrombosis of this leg had begun do not tell which one they show."
      )
    }
    var latestPositive = LatestMoment()
    for finding in present { latestPositive.include(finding.statedAt) }
    let against = statements.negative.filter { !latestPositive.isAfter($0.statedAt) }
    guard !against.isEmpty else {
      var notes = confirmation.notes
      if !statements.negative.isEmpty {
        notes.append(
          "An earlier statement that there is no thrombosis is overtaken by a later one.")
      }
      return Fact(
        .thrombosis, confirmation.possible.count == 1 ? .known : .unknown,
        possible: confirmation.possible, summary: confirmation.summary, evidence: present.evidence,
        rule: confirmation.rule, notes: notes)
    }
    var latestNegative = LatestMoment()
    for finding in against { latestNegative.include(finding.statedAt) }
    let onlyImages = present.allSatisfy { $0.kind != .condition }
    if onlyImages, present.allSatisfy({ latestNegative.isAfter($0.statedAt) }) {
      return Fact(
        .thrombosis, .absent, possible: ["none"], summary: "no thrombosis any more",
        evidence: (against + present).evidence, rule: "thrombosis-later-negative (FACTS 4.1)",
        notes: ["Earlier imaging showed a thrombosis; the latest statement is that there is none."])
    }
    return Fact(
      .thrombosis, .conflicting, possible: confirmation.possible + ["none"],
      summary: "stated as present and as not present", evidence: (present + against).evidence,
      rule: "thrombosis-conflict (FACTS 4.1)",
      notes: confirmation.notes + [
        "One source states the thrombosis and another, not surely earlier, denies it."
      ])
  }

  private struct Confirmation {
    var possible: [FeatureValue]
    var summary: String
    var rule: String
    var notes: [String] = []
  }

  private func confirmation(of present: [Finding]) -> Confirmation {
    let imaged = present.filter(\.isImaged)
    if !imaged.isEmpty {
      let methods = ImagingMethod.allCases.filter { method in
        method != .unspecified && imaged.contains { $0.method == method }
      }
      let words = methods.map(\.words).joined(separator: ", ")
      var confirmation = Confirmation(
        possible: ["confirmed"],
        summary: words.isEmpty ? "confirmed by imaging" : "confirmed by imaging (\(words))",
        rule: "thrombosis-imaged (F001-5, FACTS 4.3)")
      if words.isEmpty {
        confirmation.notes.append("The record does not tell the method of imaging.")
      }
      return confirmation
    }
    if present.contains(where: \.isVerified) {
      return Confirmation(
        possible: ["confirmed"], summary: "confirmed by the record's own status",
        rule: "thrombosis-verified (F001-5, FACTS 4.3)",
        notes: ["Confirmed by verificationStatus; no imaging in the record."])
    }
    var confirmation = Confirmation(
      possible: ["confirmed", "unconfirmed"], summary: "stated, confirmation not on record",
      rule: "thrombosis-stated (F001-5, FACTS 4.3)",
      notes: ["Neither imaging nor a verificationStatus is on record for the thrombosis."])
    if present.allSatisfy({ $0.concept.isKind(of: .dvtSiteUnspecified) && $0.place != .leg }) {
      confirmation.notes.append("The code does not say that the thrombosis is in a leg.")
    }
    return confirmation
  }

  private func suspectedThrombosis(_ statements: ThrombosisStatements) -> Fact {
    var latestSuspicion = LatestMoment()
    for finding in statements.suspected { latestSuspicion.include(finding.statedAt) }
    let against = statements.negative.filter { !latestSuspicion.isAfter($0.statedAt) }
    if against.isEmpty {
      return Fact(
        .thrombosis, .known, possible: ["unconfirmed"], summary: "suspected, not confirmed",
        evidence: statements.suspected.evidence, rule: "thrombosis-suspected (FACTS 4.1, T35)")
    }
    var latestNegative = LatestMoment()
    for finding in against { latestNegative.include(finding.statedAt) }
    if statements.suspected.allSatisfy({ latestNegative.isAfter($0.statedAt) }) {
      return Fact(
        .thrombosis, .absent, possible: ["none"], summary: "suspected and then ruled out",
        evidence: (against + statements.suspected).evidence,
        rule: "thrombosis-ruled-out (FACTS 4.1)")
    }
    return Fact(
      .thrombosis, .conflicting, possible: ["unconfirmed", "none"],
      summary: "suspected and denied", evidence: (statements.suspected + against).evidence,
      rule: "thrombosis-conflict (FACTS 4.1)")
  }

  private func unstatedThrombosis(_ episode: ThrombosisEpisode) -> Fact {
    let statements = episode.statements
    let negative = statements.negative.filter { isCurrent($0) }
    let phlegmasia = onLeg(.phlegmasia, .venousGangrene).filter {
      $0.presence == .present && isCurrent($0)
    }
    if !phlegmasia.isEmpty {
      return Fact(
        .thrombosis, .unknown, possible: ["confirmed", "unconfirmed"],
        summary: "not stated; phlegmasia on record", evidence: phlegmasia.evidence,
        rule: "thrombosis-behind-phlegmasia (FACTS 5.4)",
        notes: ["Phlegmasia comes from deep vein thrombosis; the record states none."])
    }
    if !negative.isEmpty && statements.unproven.isEmpty {
      return Fact(
        .thrombosis, .absent, possible: ["none"], summary: "no thrombosis",
        evidence: negative.evidence, rule: "thrombosis-denied (FACTS 4.1)")
    }
    var notes: [String] = []
    var evidence = statements.unproven.evidence
    if !statements.unproven.isEmpty {
      notes.append("Phlebitis or thrombophlebitis without imaging does not prove a thrombosis.")
    }
    if !statements.negative.isEmpty && negative.isEmpty {
      notes.append(
        "A thrombosis was ruled out more than \(Convention.observationDays) days ago; that says "
          + "nothing of today.")
      evidence += statements.negative.evidence
    }
    if !statements.free.isEmpty {
      notes.append("Some segments are stated to be free; that does not exclude a thrombosis.")
      evidence += statements.free.evidence
    }
    let elsewhere = onLeg(.ivcThrombosis).filter { $0.presence == .present && isCurrent($0) }
    if !elsewhere.isEmpty {
      notes.append("A thrombosis of the vena cava is stated, none of a leg.")
      evidence += elsewhere.evidence
    }
    let obstetric = ofPerson(.pregnancyVte).filter { $0.presence == .present && isCurrent($0) }
    if !obstetric.isEmpty {
      notes.append("A thromboembolism of pregnancy is stated; its code does not say where.")
      evidence += obstetric.evidence
    }
    if notes.isEmpty, !episode.earlier.isEmpty {
      return Fact(
        .thrombosis, .absent, possible: ["none"], summary: "no present thrombosis",
        evidence: episode.earlier.evidence, rule: "thrombosis-resolved (FACTS 4.1)",
        notes: ["A thrombosis of this leg is on record as resolved."])
    }
    return .unknown(
      .thrombosis, rule: "thrombosis-not-stated (FACTS 4.1)", evidence: evidence, notes: notes)
  }
}

extension ImagingMethod {
  /// In words.
  var words: String {
    switch self {
    case .duplex: "duplex ultrasound"
    case .computedTomographyVenography: "CT venography"
    case .magneticResonanceVenography: "MR venography"
    case .catheterVenography: "catheter venography"
    case .intravascularUltrasound: "intravascular ultrasound"
    case .unspecified: "imaging of unknown kind"
    }
  }
}
