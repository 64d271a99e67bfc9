import CaseRecord
import FHIR

extension CaseAssembly {
  /// Patient: age and sex, needed before anything else, since an onset may be told as an age.
  mutating func mapPerson() {
    if let position = subject.patient {
      let entry = submission.entries[position]
      if case .patient(let patient)? = entry.resource { map(patient, Source(entry)) }
    } else if let patient = subject.containedPatient, let first = subject.entries.first {
      map(patient, Source(submission.entries[first]))
    }
  }

  private mutating func map(_ patient: R4.Patient, _ source: Source) {
    person.birth = times.time(patient.birthDate?.value)
    times.birth = person.birth?.days
    person.gender = patient.gender?.value.flatMap(Person.Gender.init(rawValue:))
    switch patient.deceased {
    case .boolean(let flag): person.isDeceased = flag.value == true
    case .dateTime(let time):
      // A death after the moment of evaluation had not happened then.
      person.isDeceased = !times.isFuture(times.time(time))
    case nil: break
    }
    person.evidence = [source.evidence(patient.birthDate == nil ? nil : "birthDate")]
  }
}
