/// Which elements of which resources the mapping reads, and for what: for people who send data, for the profiles of the
/// accepted Bundle, and for telling what of an input was left aside.
///
/// The mapping is in `Resources/`; a test takes every element out of every sample, sees whether the case changes, and
/// so keeps this table true. Identifiers, metadata and narratives are never read.
public struct ReadElements: Sendable, Hashable {
  /// An element that is read.
  public struct Element: Sendable, Hashable {
    /// Its name; a choice without its type: `onset`.
    public let name: String
    /// Whether it is a choice of types.
    public let isChoice: Bool
    /// What it is read for, in a few words.
    public let use: String
  }

  /// The type of the resource.
  public let type: String
  /// What resources of the type are read for.
  public let use: String
  /// Its elements that are read, in the order in which FHIR defines them.
  public let elements: [Element]

  /// Whether a property of that name is read: `onset` covers `onsetDateTime`.
  public func reads(_ property: String) -> Bool {
    elements.contains { element in
      guard property.hasPrefix(element.name) else { return false }
      let rest = property.dropFirst(element.name.count)
      return rest.isEmpty || element.isChoice && rest.first?.isUppercase == true
    }
  }

  /// What is read of resources of a type; `nil` when they are not read at all.
  public static func of(_ type: String) -> ReadElements? { all.first { $0.type == type } }

  /// Every type that is read.
  public static let all: [ReadElements] = [
    ReadElements(
      "Patient", "age and sex",
      "gender: administrative gender: whether to ask for pregnancy",
      "birthDate: age", "deceased[x]: whether the patient is recorded as dead"),
    ReadElements(
      "Condition", "diagnoses, problems, signs",
      "extension: a BodyStructure in place of the body site",
      "clinicalStatus: whether it goes on",
      "verificationStatus: confirmed, refuted, suspected, entered in error",
      "severity: severity of symptoms", "code: what it is", "bodySite: vein and side",
      "subject: whose it is", "onset[x]: when it began; never replaced by the recorded date",
      "abatement[x]: when it ended", "recordedDate: a day on which it was there",
      "evidence: signs, and the imaging that confirms it",
      "note: listed for a person to read, beside a thrombosis"),
    ReadElements(
      "Observation", "findings, measurements, answers, findings of imaging",
      "extension: a BodyStructure in place of the body site",
      "status: whether it counts and is final", "code: the question", "subject: whose it is",
      "focus: a result about something else is not read", "effective[x]: when it was observed",
      "issued: when it was observed, without effective", "value[x]: the answer",
      "dataAbsentReason: why there is no answer",
      "interpretation: positive or negative", "bodySite: vein and side",
      "method: how an image was made", "hasMember: the members of a panel",
      "derivedFrom: the imaging study that shows it", "component: further questions and answers"),
    ReadElements(
      "Procedure", "what was done or is planned",
      "extension: a BodyStructure in place of the body site",
      "status: whether it was done", "category: whether it was an operation", "code: what it is",
      "subject: whose it is", "performed[x]: when it was done",
      "reasonCode: why it is planned", "reasonReference: why it is planned",
      "bodySite: vein and side", "report: the imaging report", "focalDevice: a stent or filter",
      "usedReference: a stent or filter", "usedCode: a stent or filter"),
    ReadElements(
      "DiagnosticReport", "imaging and what it concludes",
      "status: whether it counts and is final", "code: how the image was made",
      "subject: whose it is", "effective[x]: when it was done",
      "issued: when it was done, without effective", "result: the findings of the imaging",
      "imagingStudy: the study that was reported",
      "conclusion: listed for a person to read, where no code concludes",
      "conclusionCode: what was seen",
      "presentedForm: listed for a person to read, where nothing else concludes"),
    ReadElements(
      "ImagingStudy", "that imaging of a kind was done",
      "status: whether it counts", "modality: how the image was made", "subject: whose it is",
      "started: when it was done", "procedureReference: the procedure with its code",
      "procedureCode: how the image was made", "series: modality, vein and side"),
    ReadElements(
      "MedicationStatement", "drugs taken",
      "status: whether it is taken", "medication[x]: the drug", "subject: whose it is",
      "effective[x]: from when to when",
      "dosage: only that there is one; doses are not interpreted"),
    ReadElements(
      "MedicationAdministration", "drugs given",
      "status: whether it was given", "medication[x]: the drug", "subject: whose it is",
      "effective[x]: when", "dosage: only that there is one; doses are not interpreted"),
    ReadElements(
      "MedicationRequest", "drugs ordered; an order is no use",
      "status: whether it counts", "intent: an order, or a proposal",
      "doNotPerform: an order not to give it is set aside", "medication[x]: the drug",
      "subject: whose it is", "authoredOn: when it was ordered", "reasonCode: why it was ordered",
      "reasonReference: why it was ordered",
      "dosageInstruction: from when to when; doses are not interpreted"),
    ReadElements(
      "Medication", "the drug that another resource names",
      "code: the drug", "status: entered in error or not", "ingredient: its substances"),
    ReadElements(
      "AllergyIntolerance", "allergies to a thrombolytic, heparin, contrast; none known",
      "clinicalStatus: whether it goes on",
      "verificationStatus: confirmed, refuted, suspected, entered in error",
      "code: the substance", "patient: whose it is", "onset[x]: when it began",
      "recordedDate: a day on which it was there", "reaction: the substance of a reaction"),
    ReadElements(
      "Encounter", "reasons for which the patient was seen",
      "status: whether it took place", "type: care for pregnancy or cancer",
      "subject: whose it is", "period: when", "reasonCode: a suspicion, or what only such care has"),
    ReadElements(
      "ServiceRequest", "what is planned; never an event",
      "extension: a BodyStructure in place of the body site",
      "status: whether it counts", "intent: an order, or a proposal",
      "doNotPerform: an order not to do it is set aside", "code: what it is",
      "subject: whose it is", "occurrence[x]: when it is planned",
      "authoredOn: when it was asked for", "reasonCode: why it was asked for",
      "reasonReference: why it was asked for", "bodySite: vein and side"),
    ReadElements(
      "Device", "a stent or filter in place",
      "status: in use or not", "type: what it is", "patient: whose it is"),
    ReadElements(
      "DeviceUseStatement", "a stent or filter in use",
      "extension: a BodyStructure in place of the body site",
      "status: in use or not", "subject: whose it is", "timing[x]: from when to when",
      "recordedOn: a day on which it was there", "device: what it is", "bodySite: vein and side"),
    ReadElements(
      "BodyStructure", "the vein and side that another resource names",
      "active: whether it counts", "location: vein", "locationQualifier: side",
      "patient: whose it is"),
    ReadElements(
      "QuestionnaireResponse", "answers to questions that are tied to our findings",
      "questionnaire: whether it is one of ours", "status: whether it is complete",
      "subject: whose it is", "authored: when it was answered", "item: questions and answers"),
    ReadElements(
      "List", "lists that are explicitly empty",
      "status: whether it is current", "code: of what it is a list", "subject: whose it is",
      "date: when", "entry: a list with entries says nothing here",
      "emptyReason: none known"),
    ReadElements(
      "Composition", "sections that are explicitly empty",
      "status: whether it is final", "subject: whose it is", "date: when",
      "section: code, entries and the reason for having none"),
  ]

  private init(_ type: String, _ use: String, _ elements: String...) {
    self.type = type
    self.use = use
    self.elements = elements.map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      let name = parts.first.map(String.init) ?? ""
      let isChoice = name.hasSuffix("[x]")
      return Element(
        name: isChoice ? String(name.dropLast(3)) : name, isChoice: isChoice,
        use: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
    }
  }
}
