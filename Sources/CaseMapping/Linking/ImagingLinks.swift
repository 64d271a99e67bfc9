import CaseRecord
import FHIR

/// The imaging of a case, and which observations belong to which report or panel.
struct ImagingLinks: Sendable {
  /// Imaging by the position of its entry.
  private(set) var sources: [Int: ImagingSource] = [:]
  /// The imaging that holds an observation as its result.
  private(set) var reportOf: [Int: Int] = [:]
  /// The panel that has an observation as its member.
  private(set) var panelOf: [Int: Int] = [:]
  /// The imaging that an observation is, or that holds it through panels; see ``settle()``.
  private var holderOf: [Int: Int] = [:]

  mutating func add(_ source: ImagingSource) {
    sources[source.position] = source
  }

  /// The first report that holds a result counts; a final one before others.
  mutating func add(result position: Int, of report: Int) {
    if let known = reportOf[position], sources[known]?.isFinal == true { return }
    reportOf[position] = report
  }

  mutating func add(member position: Int, of panel: Int) {
    guard panelOf[position] == nil, position != panel else { return }
    panelOf[position] = panel
  }

  /// The imaging that an observation is, or that holds it, directly or as a member of a panel.
  func source(ofResult position: Int) -> ImagingSource? {
    holderOf[position].flatMap { sources[$0] }
  }

  /// Follows panels up to the imaging that holds them, once all imaging is known. Each link is followed once, however
  /// long the chains of panels are, and a ring of panels holds nothing.
  mutating func settle() {
    var known: [Int: Int?] = [:]
    for start in Set(panelOf.keys).union(reportOf.keys).union(sources.keys) {
      var path: [Int] = []
      var position = start
      var holder: Int?
      while true {
        if let found = known[position] {
          holder = found
          break
        }
        known[position] = .some(nil)
        path.append(position)
        if let own = [reportOf[position], position].compactMap({ $0 }).first(where: {
          sources[$0] != nil
        }) {
          holder = own
          break
        }
        guard let panel = panelOf[position] else { break }
        position = panel
      }
      for step in path { known[step] = .some(holder) }
    }
    holderOf = known.compactMapValues { $0 }
  }
}

extension CaseAssembly {
  /// Looks for imaging before anything is mapped, since a finding may stand before the report that holds it.
  mutating func findImaging() {
    for position in subject.entries {
      let entry = submission.entries[position]
      guard let resource = entry.resource, !entry.standing.isSetAside, entry.standing != .unclear
      else { continue }
      let source = Source(entry)
      switch resource {
      case .imagingStudy(let study): findImaging(study, source)
      case .diagnosticReport(let report): findImaging(report, source)
      case .procedure(let procedure): findImaging(procedure, source)
      case .observation(let observation): findImaging(observation, source)
      default: break
      }
    }
    for position in subject.entries {
      if case .diagnosticReport(let report)? = submission.entries[position].resource {
        findStudies(of: report, Source(submission.entries[position]))
      }
    }
    imaging.settle()
  }

  private mutating func findImaging(_ report: R4.DiagnosticReport, _ source: Source) {
    for member in positions(of: report.result, source) {
      imaging.add(result: member, of: source.entry.position)
    }
    var kind = kind(of: [report.code])
    if kind == nil, !report.imagingStudy.isEmpty { kind = .untold }
    guard let kind else { return }
    imaging.add(
      ImagingSource(
        position: source.entry.position, method: kind.method, isVenous: kind.isVenous,
        isFinal: report.isFinal, laterality: kind.laterality, observed: report.observed(times),
        evidence: source.evidence("code", code: nil)))
  }

  private mutating func findImaging(_ study: R4.ImagingStudy, _ source: Source) {
    var kind = kind(of: study.procedureCode)
    if kind == nil || kind?.isVenous == false, let procedure = study.procedureReference,
      case .procedure(let target)? = submission.resource(procedure, from: source.entry)
    {
      kind = self.kind(of: [target.code].compactMap { $0 }) ?? kind
    }
    if kind == nil || kind?.isVenous == false { kind = modality(of: study) ?? kind }
    guard let kind else { return }
    imaging.add(
      ImagingSource(
        position: source.entry.position, method: kind.method, isVenous: kind.isVenous,
        isFinal: study.status.value == "available", laterality: kind.laterality,
        observed: times.time(study.started), evidence: source.evidence(nil)))
  }

  private mutating func findImaging(_ procedure: R4.Procedure, _ source: Source) {
    guard let kind = kind(of: [procedure.code].compactMap { $0 }) else { return }
    imaging.add(
      ImagingSource(
        position: source.entry.position, method: kind.method, isVenous: kind.isVenous,
        isFinal: procedure.status.value == "completed", laterality: kind.laterality,
        observed: performed(procedure, source).observed, evidence: source.evidence("code")))
  }

  private mutating func findImaging(_ observation: R4.Observation, _ source: Source) {
    for member in positions(of: observation.hasMember, source) {
      imaging.add(member: member, of: source.entry.position)
    }
    var kind = kind(of: [observation.method].compactMap { $0 }) ?? kind(of: [observation.code])
    if kind == nil {
      let studies = positions(of: observation.derivedFrom, source).compactMap {
        imaging.sources[$0]
      }
      kind = studies.first.map { study in
        ImagingKind(method: study.method, isVenous: study.isVenous, laterality: study.laterality)
      }
    }
    guard let kind else { return }
    imaging.add(
      ImagingSource(
        position: source.entry.position, method: kind.method, isVenous: kind.isVenous,
        isFinal: observation.isFinal, laterality: kind.laterality,
        observed: observed(observation), evidence: source.evidence("method")))
  }

  /// A report whose own code does not tell the method may have a study that does.
  private mutating func findStudies(of report: R4.DiagnosticReport, _ source: Source) {
    let position = source.entry.position
    if imaging.sources[position]?.isVenous == true { return }
    for study in positions(of: report.imagingStudy, source) {
      guard let found = imaging.sources[study], found.isVenous else { continue }
      var merged =
        imaging.sources[position]
        ?? ImagingSource(
          position: position, method: found.method, isVenous: true, isFinal: report.isFinal,
          laterality: found.laterality, observed: report.observed(times) ?? found.observed,
          evidence: source.evidence("imagingStudy"))
      merged.method = found.method
      merged.isVenous = true
      merged.laterality = merged.laterality ?? found.laterality
      imaging.add(merged)
      return
    }
  }

  /// The entries that references lead to.
  func positions(of references: [R4.Reference], _ source: Source) -> [Int] {
    references.compactMap { reference in
      guard case .entry(let position) = submission.resolve(reference, from: source.entry) else {
        return nil
      }
      return position
    }
  }

  /// How an image was made, by the first code that tells; one that names veins before one that does not.
  func kind(of codes: [R4.CodeableConcept]) -> ImagingKind? {
    let kinds = codes.flatMap { concepts.read($0).concepts.compactMap(\.imagingKind) }
    return kinds.first(where: \.isVenous) ?? kinds.first
  }

  private func modality(of study: R4.ImagingStudy) -> ImagingKind? {
    var best: ImagingKind?
    for series in study.series {
      var site = BodySite()
      if let coding = series.bodySite {
        site = bodySites.read(R4.CodeableConcept(coding: [coding])).site
      }
      if let side = series.laterality {
        site.laterality =
          bodySites.read(R4.CodeableConcept(coding: [side])).site.laterality ?? site.laterality
      }
      let isVein = !site.segments.isEmpty
      for concept in concepts.read([series.modality]).concepts {
        guard var kind = concept.modality(ofVein: isVein) else { continue }
        kind.laterality = site.laterality
        if best == nil || (kind.isVenous && best?.isVenous == false) { best = kind }
      }
    }
    if let best { return best }
    let kinds = concepts.read(study.modality).concepts.compactMap { $0.modality(ofVein: false) }
    return kinds.first(where: \.isVenous) ?? kinds.first
  }
}
