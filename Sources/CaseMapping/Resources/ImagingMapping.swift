import CaseRecord
import FHIR

extension CaseAssembly {
  /// DiagnosticReport: that imaging was done, and what its coded conclusions state. Its results are Observations
  /// of their own; they take the method from here.
  mutating func map(_ report: R4.DiagnosticReport, _ source: Source) {
    let (used, _) = read(report.code, source)
    let shown = imaging.sources[source.entry.position]
    let concluded = report.conclusionCode.contains { code in
      concepts.read(code).concepts.contains { UsedConcepts.contains($0) }
    }
    guard !used.isEmpty || concluded || shown != nil else { return }
    guard isUsable(source, report.status.value) else { return }
    if case .period(let period)? = report.effective, !isOrdered(period, source, "effective") {
      return
    }
    let observed = report.observed(times)
    guard isPast(observed, source, "effective") else { return }
    guard source.entry.standing != .planned else {
      setAside(
        source, .notFinal, at: "status",
        "The report is registered and has no content yet. Send the report.")
      return
    }
    let context = AnswerContext(
      kind: shown == nil ? .observation : .imaging, isFinal: report.isFinal, observed: observed,
      sites: [], imaging: shown)
    for stated in used where stated.imagingKind != nil {
      var statement = context.statement(.present, rule: "imaging-study")
      statement.imaging = nil
      state(stated, statement, source, "code")
    }
    for (index, code) in report.conclusionCode.enumerated() {
      stateConclusions(code, context, source, "conclusionCode[\(index)]")
    }
    if shown?.isVenous == true, report.conclusionCode.isEmpty {
      if report.conclusion?.value != nil {
        unread(source, "conclusion", UnreadFeatures.imagingReport)
      } else if !report.presentedForm.isEmpty, report.result.isEmpty {
        unread(source, "presentedForm", UnreadFeatures.imagingReport)
      }
    }
  }

  /// ImagingStudy: that imaging of a kind was done. What it showed stands in a report.
  mutating func map(_ study: R4.ImagingStudy, _ source: Source) {
    guard let shown = imaging.sources[source.entry.position] else { return }
    guard isUsable(source, study.status.value) else { return }
    let observed = times.time(study.started)
    guard isPast(observed, source, "started"), study.status.value == "available" else { return }
    for code in study.procedureCode {
      for stated in read(code, source).used where stated.imagingKind != nil {
        state(
          stated,
          Statement(
            presence: .present, kind: .imaging, observed: observed, method: shown.method,
            rule: "imaging-study"),
          source, "procedureCode")
      }
    }
  }
}
