import CaseRecord
import FHIR

extension CaseAssembly {
  /// Patient: age and sex, needed before anything else, since an onset may be told as an age.
  mutating func mapPerson() {
    if let position = subject.patient {
      let entry = submission.entries[position]
      if case .patient(let patient)? = entry.resource { map(patient, Source(entry)) }
    } else if let patient = subject.containedPatient, let first = subject.entries.first {
      let entry = submission.entries[first]
      let place = entry.place(ofContained: patient.id?.value)
      map(patient, Source(entry), at: place.map { "contained[\($0)]." } ?? "")
    }
  }

  private mutating func map(_ patient: R4.Patient, _ source: Source, at place: String = "") {
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
    person.evidence = [source.evidence(patient.birthDate == nil ? nil : place + "birthDate")]
  }
}

extension Submission.Entry {
  /// Where among the contained resources one of that id stands.
  fileprivate func place(ofContained id: String?) -> Int? {
    guard let domain = resource?.modelled as? any FHIRDomainResource else { return nil }
    return domain.contained.firstIndex { $0.id == id }
  }
}
