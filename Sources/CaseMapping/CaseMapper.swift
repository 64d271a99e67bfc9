import CaseRecord
import FHIR

/// Maps the FHIR resources about one patient to a case record: findings with their evidence, and everything
/// that was seen and could not be used.
///
/// ```swift
/// let submission = Submission(try scan(bytes, selector: RelevantResources(terminology: .builtIn)))
/// let mapper = CaseMapper(asOf: asOf)
/// for subject in submission.subjects {
///   let record = mapper.caseRecord(of: subject, in: submission)
/// }
/// ```
///
/// The mapping neither weighs nor decides. Its rules, one file for each family of resources, are described in
/// CONTRACT section 4 and `docs/case-record.md`; each finding names the rule that made it.
public struct CaseMapper: Sendable {
  /// The codes that are understood.
  public let terminology: Terminology
  /// The moment of evaluation.
  public let asOf: AsOf

  /// Creates a mapper.
  public init(terminology: Terminology = .builtIn, asOf: AsOf) {
    self.terminology = terminology
    self.asOf = asOf
  }

  /// The case of one of the patients that an input is about.
  public func caseRecord(of subject: Submission.Subject, in submission: Submission) -> CaseRecord {
    var assembly = CaseAssembly(
      submission: submission, subject: subject, terminology: terminology, asOf: asOf)
    assembly.mapPerson()
    assembly.findImaging()
    for position in subject.entries {
      assembly.map(submission.entries[position])
    }
    assembly.listLeftOvers()
    assembly.attachImaging()
    return assembly.record
  }
}

extension AsOf {
  /// The moment that a FHIR date or dateTime names: the end of the day when it is a date.
  ///
  /// Nil for a year or a month, which are no moment.
  ///
  /// - Parameters:
  ///   - value: A dateTime, an instant's dateTime, or a date.
  ///   - offsetMinutes: The offset from UTC that holds when the value has none.
  public init?(_ value: FHIRDateTime, offsetMinutes: Int = 0) {
    guard value.precision == .day else { return nil }
    let offset = value.offsetMinutes ?? offsetMinutes
    let startOfDay = Double(value.earliestDay.daysSinceEpoch * 86_400 - offset * 60)
    var seconds = startOfDay + 86_399
    if let hour = value.hour, let minute = value.minute, let second = value.second {
      seconds = startOfDay + Double(hour * 3600 + minute * 60 + second)
    }
    self.init(
      day: .init(daysSinceEpoch: value.earliestDay.daysSinceEpoch), epochSeconds: seconds,
      offsetMinutes: offset, text: value.text)
  }
}
