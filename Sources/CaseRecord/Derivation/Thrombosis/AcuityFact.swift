/// Where a time since onset falls, from new to old (FACTS 4.2).
enum AcuityBand: Int, Comparable, CaseIterable {
  case acute
  case subacute
  case lateSubacute
  case chronic

  /// The band of an onset on a day, seen from a later day.
  init(onset: CalendarDay, today: CalendarDay) {
    let days = onset.days(until: today)
    if onset.adding(months: Convention.persistentMonths) <= today {
      self = .chronic
    } else if days < Convention.acuteBelowDays {
      self = .acute
    } else if days <= Convention.subacuteUpToDays {
      self = .subacute
    } else {
      self = .lateSubacute
    }
  }

  /// The bands between the two ends of an interval; the bands grow older with the days.
  static func bands(_ onset: DayInterval, today: CalendarDay) -> ClosedRange<AcuityBand> {
    AcuityBand(onset: onset.latest, today: today)...AcuityBand(onset: onset.earliest, today: today)
  }

  /// The feature's value.
  var value: FeatureValue {
    switch self {
    case .acute: "acute"
    case .subacute: "subacute"
    case .lateSubacute: "late-subacute"
    case .chronic: "chronic"
    }
  }

  static func < (left: AcuityBand, right: AcuityBand) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension LegCase {
  /// Time since the onset of symptoms (FACTS 4.2).
  func acuityFact(_ onset: OnsetReading, episode: ThrombosisEpisode) -> Fact {
    guard let days = onset.days else { return acuityWithoutOnset(onset, episode: episode) }
    var notes = onset.notes
    var evidence = onset.findings.evidence
    var settled = days
    var sets = [AcuityBand.bands(days, today: today)]
    // Seen on an image, it had begun: the onset is no later, whatever a partial date would allow.
    if let diagnosis = onset.diagnosis {
      if days.earliest > diagnosis.latest {
        sets.append(AcuityBand.bands(diagnosis, today: today))
        notes.append("The thrombosis is on record on \(diagnosis), before the stated onset.")
        evidence = (evidence + onset.diagnosisFindings.evidence).unique
      } else if days.latest > diagnosis.latest {
        settled = DayInterval(days.earliest, diagnosis.latest)
        sets = [AcuityBand.bands(settled, today: today)]
        notes.append("The thrombosis was on record on \(diagnosis): the onset is no later.")
        evidence = (evidence + onset.diagnosisFindings.evidence).unique
      }
    }
    for rival in onset.rivals {
      sets.append(AcuityBand.bands(rival, today: today))
      notes.append("Another onset is on record: \(rival).")
    }
    if episode.isUnclear { notes.append(ThrombosisEpisode.unclearNote) }
    notes += remarks(on: settled, episode: episode)
    let possible = AcuityBand.allCases.filter { band in sets.contains { $0.contains(band) } }
    let conflicts = sets.dropFirst().contains { !$0.overlaps(sets[0]) }
    let state: Fact.State =
      conflicts ? .conflicting : (possible.count == 1 ? .known : .unknown)
    return Fact(
      .acuity, state, possible: possible.map(\.value), summary: summary(of: settled),
      evidence: evidence, rule: rule(for: onset.basis), notes: notes)
  }

  private func acuityWithoutOnset(_ onset: OnsetReading, episode: ThrombosisEpisode) -> Fact {
    var notes = onset.notes
    let carriers = episode.carriers
    if let acuity = uniformAcuity(carriers) {
      notes.append(
        "The code calls the thrombosis \(acuity.rawValue); that is no count of days (FACTS 4.3).")
    }
    guard let diagnosis = onset.diagnosis else {
      return .unknown(
        .acuity, rule: "acuity-no-onset (FACTS 4.2)", evidence: carriers.evidence, notes: notes)
    }
    let least = AcuityBand(onset: diagnosis.latest, today: today)
    let possible = AcuityBand.allCases.filter { $0 >= least }
    let days = diagnosis.latest.days(until: today)
    notes.append(
      "The day of the diagnosis gives only the least age: symptoms began on it or before.")
    return Fact(
      .acuity, possible.count == 1 ? .known : .unknown, possible: possible.map(\.value),
      summary: "at least \(days) days (diagnosis \(diagnosis), onset unknown)",
      evidence: onset.diagnosisFindings.evidence, rule: "acuity-from-diagnosis (FACTS 4.2)",
      notes: notes)
  }

  private func uniformAcuity(_ findings: [Finding]) -> StatedAcuity? {
    let stated = Set(findings.compactMap(\.statedAcuity))
    return stated.count == 1 ? stated.first : nil
  }

  private func rule(for basis: OnsetReading.Basis?) -> String {
    switch basis {
    case .stated, .none: "acuity-from-stated-onset (FACTS 4.2)"
    case .symptom: "acuity-from-symptoms (FACTS 4.2)"
    case .condition: "acuity-from-condition-onset (FACTS 4.2)"
    }
  }

  private func summary(of onset: DayInterval) -> String {
    let span = onset.days(until: today)
    let days =
      span.lowerBound == span.upperBound
      ? "\(span.lowerBound) \(span.lowerBound == 1 ? "day" : "days")"
      : "\(span.lowerBound) to \(span.upperBound) days"
    return "\(days) (onset \(onset))"
  }

  private func remarks(on onset: DayInterval, episode: ThrombosisEpisode) -> [String] {
    var notes: [String] = []
    let span = onset.days(until: today)
    if span == Convention.acuteBelowDays...Convention.acuteBelowDays {
      notes.append(
        "Day 14 is on the boundary: ACR asks for less than 14 days, so it is outside; seed 001 and "
          + "ATTRACT would still count it.")
    } else if span.contains(Convention.acuteBelowDays), !onset.isExact {
      notes.append("The date is partial and reaches over the limit of 14 days.")
    }
    let limits = onset.earliest.adding(months: Convention.persistentMonths)
    if limits <= today {
      notes.append(
        "Chronic is counted in calendar months: \(Convention.persistentMonths) months after "
          + "\(onset.earliest) is \(limits).")
    }
    let bands = AcuityBand.bands(onset, today: today)
    switch uniformAcuity(episode.carriers) {
    case .chronic where bands.upperBound < .chronic:
      notes.append("The code calls the thrombosis chronic; the onset is less than 3 months ago.")
    case .acute where bands.lowerBound > .acute:
      notes.append("The code calls the thrombosis acute; the onset is 14 days ago or more.")
    default:
      break
    }
    return notes
  }
}
