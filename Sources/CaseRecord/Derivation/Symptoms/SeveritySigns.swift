/// A sign that forbids "mild" (FACTS 5.6), with what was read on it.
struct SeveritySign {
  /// In words.
  var name: String
  /// Whether it is a color of the skin.
  var isDiscoloration = false
  /// What the record says on it.
  var reading: Reading
}

extension LegCase {
  /// Signs of more than mild disease that the record states for this leg (F001-7, F001-30, F002-8, F002-10).
  func severitySigns(since start: CalendarDay?) -> [SeveritySign] {
    var signs: [SeveritySign] = []
    func add(_ name: String, _ findings: [Finding], isDiscoloration: Bool = false) {
      guard !findings.isEmpty else { return }
      let reading = reading(findings, notBefore: start)
      guard reading.isRaised else { return }
      signs.append(SeveritySign(name: name, isDiscoloration: isDiscoloration, reading: reading))
    }
    add("walking or mobility limited", walkingFindings(since: start))
    add("pain at rest", onLeg(.restPain) + onLeg(.limbThreat).filter(isRestPain))
    add("tense swelling", onLeg(.tenseEdema))
    add("circumferential swelling", onLeg(.circumferentialSwelling))
    add("massive swelling", onLeg(.massiveSwelling))
    add(
      "substantial pain",
      onLeg(.legPain, .painOutOfProportion).filter { finding in
        !finding.concept.isKind(of: .legPain) || finding.severity == .severe
      })
    add("severe swelling", onLeg(.legSwelling, .oedema).filter { $0.severity == .severe })
    add("dusky skin", onLeg(.duskySkin), isDiscoloration: true)
    add("severe cyanosis", onLeg(.severeCyanosis), isDiscoloration: true)
    add(
      "discolored skin", onLeg(.redness, .skinDiscolouration).filter(\.isOnLeg),
      isDiscoloration: true)
    add(
      "cyanosis or pallor",
      onLeg(.limbThreat).filter { finding in
        finding.isOnLeg
          && (finding.concept.leads(with: "cyanosis") || finding.concept.leads(with: "pallor"))
      }, isDiscoloration: true)
    return signs
  }

  /// Limits of walking that came with this episode; older ones tell of the state before it.
  private func walkingFindings(since start: CalendarDay?) -> [Finding] {
    let leg = onLeg(.functionalLimitation)
    let person = ofPerson(.impairedMobility, .nonAmbulatory).filter { finding in
      guard let start, let began = finding.happened else { return true }
      return began.days.latest >= start
    }
    return leg + person
  }

  private func isRestPain(_ finding: Finding) -> Bool {
    finding.concept.has(flag: "rest-pain")
  }
}
