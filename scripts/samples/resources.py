"""Builders of FHIR R4 resources, as far as the samples need them.

References are written `Type/id`; `packaging` turns them into what the form of the Bundle asks for. Without a
date, things happen on the day before the evaluation.
"""

from .codes import FINDINGS, UCUM, coding, concept

EVALUATION = "2026-06-15"
DAY_BEFORE = "2026-06-14"
HEALTH_TEST_DATA = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}
SYNTHETIC = {
    "system": "https://venoguide.example/fhir/CodeSystem/sample",
    "code": "synthetic",
    "display": "Synthetic data, made for tests; no real person",
}


def resource(kind, key, **elements):
    """A resource with the test-data tags; elements that are None are left out."""
    made = {
        "resourceType": kind, "id": key, "meta": {"tag": [dict(HEALTH_TEST_DATA), dict(SYNTHETIC)]}}
    made.update({name: value for name, value in elements.items() if value is not None})
    return made


def ref(target):
    return {"reference": target}


def patient(birth, gender=None, key="patient", **more):
    """A synthetic patient; sex and birth date only as far as they are known."""
    return resource(
        "Patient", key,
        name=[{"use": "official", "family": "Synthetic", "given": ["Sample"]}],
        gender=gender, birthDate=birth, **more)


def status(system, code):
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}


def condition(
    key, code, *, onset=None, onset_period=None, clinical="active", verification="confirmed",
    severity=None, sites=None, evidence=None, recorded=None, abatement=None, subject="Patient/patient",
    **more
):
    """A Condition. `code` is one short name or several for one concept; `sites` one concept for each entry."""
    names = (code,) if isinstance(code, str) else code
    return resource(
        "Condition", key,
        clinicalStatus=clinical and status("condition-clinical", clinical),
        verificationStatus=verification and status("condition-ver-status", verification),
        severity=severity and concept(severity),
        code=concept(*names),
        bodySite=sites and [concept(site) if isinstance(site, str) else concept(*site) for site in sites],
        subject=ref(subject),
        onsetDateTime=onset,
        onsetPeriod=onset_period and {"start": onset_period[0], "end": onset_period[1]},
        abatementDateTime=abatement,
        recordedDate=recorded,
        evidence=evidence and [{"detail": [ref(target) for target in evidence]}],
        **more)


def side_of(side):
    """Where in the body: the leg and its side, as codings of one concept."""
    return side and concept("lower-limb", side)


def observation(
    key, code, value=None, *, date=DAY_BEFORE, side=None, method=None, site=None, status="final",
    subject="Patient/patient", **more
):
    """An Observation; the value may be a boolean, a whole number, a short name or an element by its name."""
    if isinstance(value, bool):
        more["valueBoolean"] = value
    elif isinstance(value, int):
        more["valueInteger"] = value
    elif isinstance(value, str):
        more["valueCodeableConcept"] = concept(value)
    elif value is not None:
        more.update(value)
    names = (code,) if isinstance(code, str) else code
    return resource(
        "Observation", key, status=status, code=concept(*names), subject=ref(subject),
        effectiveDateTime=date, bodySite=site or side_of(side), method=method and concept(method), **more)


def quantity(value, unit, code=None):
    return {"valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": code or unit}}


def report(
    key, code, date=DAY_BEFORE, *, conclusion=None, results=None, status="final",
    subject="Patient/patient", **more
):
    """A DiagnosticReport; `conclusion` holds short names of codes that it concludes."""
    names = [conclusion] if isinstance(conclusion, str) else conclusion
    return resource(
        "DiagnosticReport", key, status=status, code=concept(code), subject=ref(subject),
        effectiveDateTime=date, result=results and [ref(target) for target in results],
        conclusionCode=names and [concept(name) for name in names], **more)


def procedure(key, code, date, *, status="completed", site=None, subject="Patient/patient", **more):
    names = (code,) if isinstance(code, str) else code
    return resource(
        "Procedure", key, status=status, code=concept(*names), subject=ref(subject),
        performedDateTime=date, bodySite=site and [concept(*site)], **more)


def medication_taken(key, code, start, *, end=None, subject="Patient/patient"):
    """A MedicationStatement: use, not intent."""
    period = {"start": start} if end is None else {"start": start, "end": end}
    return resource(
        "MedicationStatement", key, status="active", medicationCodeableConcept=concept(code),
        subject=ref(subject), effectivePeriod=period)


def medication_given(key, code, date, *, subject="Patient/patient"):
    return resource(
        "MedicationAdministration", key, status="completed", medicationCodeableConcept=concept(code),
        subject=ref(subject), effectiveDateTime=date)


def medication_ordered(key, code, date, *, subject="Patient/patient"):
    """A MedicationRequest: an intent, not yet use."""
    return resource(
        "MedicationRequest", key, status="active", intent="order",
        medicationCodeableConcept=concept(code), subject=ref(subject), authoredOn=date)


def requested(
    key, code, *, intent="order", state="active", date=DAY_BEFORE, site=None, subject="Patient/patient",
    **more
):
    """A ServiceRequest: an order, a plan or a proposal."""
    return resource(
        "ServiceRequest", key, status=state, intent=intent, code=concept(code), subject=ref(subject),
        authoredOn=date, bodySite=site and [concept(*site)], **more)


# What many cases share.

LIMB_SIGNS = (
    "compromised-arterial-inflow", "motor-deficit", "sensory-deficit", "pain-out-of-proportion",
    "severe-cyanosis", "venous-gangrene", "compartment-syndrome",
)


def healthy(value=True, key="otherwise-healthy"):
    """The attestation of F001-8 and F002-9."""
    return observation(key, "otherwise-healthy", value)


def limb_signs_negative(side="left", date=DAY_BEFORE):
    """Every limb-threat sign examined and not there (FACTS 4.4)."""
    return [observation(sign, sign, False, side=side, date=date) for sign in LIMB_SIGNS]


def phlegmasia_refuted(key="phlegmasia-refuted"):
    """Phlegmasia cerulea dolens considered and refuted: explicit negative evidence (T34)."""
    return condition(
        key, "phlegmasia-cerulea", clinical=None, verification="refuted", recorded=DAY_BEFORE)


def not_pregnant(date=DAY_BEFORE):
    return observation("pregnancy-status", "pregnancy-status", "not-pregnant", date=date)


def pregnant(date=DAY_BEFORE):
    return observation("pregnancy-status", "pregnancy-status", "pregnant", date=date)


def duplex(side="left", date=DAY_BEFORE, conclusion="dvt-left-iliac", key="duplex", **more):
    """A final duplex report that concludes the thrombosis."""
    return report(key, f"duplex-{side}", date, conclusion=conclusion, **more)


def severity(grade, *, side="left", date=DAY_BEFORE, key="symptom-severity"):
    """Severity of symptoms as a clinician states it."""
    return observation(key, "symptom-severity", grade, side=side, date=date)


def anticoagulation_alone(value=True, date=DAY_BEFORE):
    return observation("anticoagulation-alone", "anticoagulation-alone", value, date=date)


def answers_to_questions(key, answers, *, date=DAY_BEFORE, subject="Patient/patient", legs=None):
    """A QuestionnaireResponse whose questions are linked by the codes of CONTRACT section 5; `legs` holds those of
    one leg, by its side."""
    def item(question, value):
        if isinstance(value, bool):
            given = {"valueBoolean": value}
        elif isinstance(value, int):
            given = {"valueInteger": value}
        else:
            given = {"valueCoding": coding(value)}
        return {"linkId": question, "text": FINDINGS[question], "answer": [given]}

    items = [item(question, value) for question, value in answers.items()]
    for side, asked in (legs or {}).items():
        items.append({
            "linkId": f"{side}-leg", "text": f"{side.capitalize()} leg",
            "item": [item(question, value) for question, value in asked.items()]})
    return resource(
        "QuestionnaireResponse", key,
        questionnaire="https://venoguide.example/fhir/Questionnaire/iliofemoral-dvt",
        status="completed", subject=ref(subject), authored=date, item=items)


ILIOFEMORAL_LEFT = [("common-femoral-vein", "left"), ("external-iliac-vein", "left")]
ILIOFEMORAL_RIGHT = [("common-femoral-vein", "right"), ("external-iliac-vein", "right")]
ILIOFEMORAL_LONG_LEFT = ILIOFEMORAL_LEFT + [("common-iliac-vein", "left")]


def villalta_items(scores, *, side="left", date=DAY_BEFORE):
    """Villalta items as Observations; `scores` by item name without the prefix."""
    return score_items({f"villalta-{item}": score for item, score in scores.items()}, side=side, date=date)


def score_items(scores, *, side, date=DAY_BEFORE, prefix=""):
    """Parts of scores as Observations, by their codes; `prefix` keeps the ids of several legs apart."""
    return [
        observation(prefix + code, code, value, side=side, date=date) for code, value in scores.items()
    ]


__all__ = [name for name in dir() if not name.startswith("_")]
