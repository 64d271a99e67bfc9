"""The mapping rules of CONTRACT section 4 that users meet, one case for each."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

BORN = "1972-07-07"


def moderate(*more, grade="moderate", well=True, signs=True):
    """A man with five days of moderate symptoms of a left iliofemoral thrombosis."""
    return [
        patient(BORN, "male"),
        condition(
            "dvt", "dvt-left-iliac-icd", onset="2026-06-10", severity=grade, sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"]),
        duplex(),
        *([healthy()] if well else []),
        *(limb_signs_negative() if signs else []),
        *more,
    ]


MATCHED = {"certain": UNIMAGED, "closes": "2026-06-24"}

CASES = [
    Case(
        "rules/entered-in-error",
        who="Man, 53, otherwise healthy, five days of moderate symptoms. A phlegmasia and a thrombosis of the other leg were "
        "entered in error.",
        expected="`matched` `acute-moderate-severe`, no emergency, left leg only: entries in error are listed and not used.",
        facts=("4.1", "CONTRACT 4"),
        input=collection(moderate(
            condition(
                "phlegmasia", "phlegmasia-cerulea", clinical=None, verification="entered-in-error",
                onset="2026-06-13"),
            condition(
                "other-leg", "dvt-right-iliac-icd", clinical=None, verification="entered-in-error",
                onset="2026-06-10"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED, facts={"laterality": known("left")})),
    Case(
        "rules/unknown-modifier-extension",
        who="The same man; the attestation of health carries a modifier extension that nobody here knows.",
        expected="`provisional`: a resource with an unknown modifier is set aside and listed, so health is assumed and asked for.",
        facts=("CONTRACT 4",),
        input=collection(moderate(
            observation(
                "otherwise-healthy", "otherwise-healthy", True,
                modifierExtension=[{
                    "url": "https://hospital.example/fhir/StructureDefinition/meaning-reversed",
                    "valueBoolean": True}]),
            well=False)),
        answers=answer(
            "provisional", "acute-moderate-severe", assumptions=["otherwise-healthy"],
            asks=["otherwise-healthy"], mentions=["modifierExtension"], closes="2026-06-24",
            facts={"otherwise-healthy": ("unknown",)})),
    Case(
        "rules/text-only",
        who="The same man; his severity stands only in a note in words.",
        expected="`undetermined`: text is never interpreted. Severity is asked for, and the answer says which text to read.",
        facts=("CONTRACT 4", "4.1"),
        input=collection([
            *moderate(grade=None),
            resource(
                "Observation", "examination", status="final", code={"text": "Examination of the leg"},
                subject=ref("Patient/patient"), effectiveDateTime=DAY_BEFORE,
                valueString="Synthetic: moderate swelling of the left leg"),
        ]),
        answers=answer(
            "undetermined", asks=["severity"],
            candidates=[
                ("acute-mild", [], ["severity"]), ("acute-moderate-severe", [], ["severity"])],
            facts={"severity": ("unknown",)})),
    Case(
        "rules/conflicting-severity",
        who="The same man, stated as mild in the same examination that finds his leg dusky.",
        expected="`matched` `acute-moderate-severe` (G16): conflicting evidence counts as not mild, which leaves one variant; the "
        "conflict is shown.",
        facts=("G16", "5.6", "F002-8"),
        input=collection(moderate(
            severity("mild", date="2026-06-14T09:00:00Z"),
            observation("dusky", "dusky-skin", True, date="2026-06-14T09:00:00Z", side="left"),
            grade=None)),
        answers=whole(
            "matched", "acute-moderate-severe", gaps=["G16"], prompts=["severity"], closes="2026-06-24",
            mentions=["treated as not mild"], facts={"severity": ("conflicting", "moderate", "severe")})),
    Case(
        "rules/ordered-not-taken",
        who="Man, 53: moderate symptoms four months after a thrombosis; anticoagulation was ordered, nothing tells that it was "
        "taken, though it was the only treatment.",
        expected="`undetermined`: an order is an intent, not use (4.2), so the duration of anticoagulation is asked for.",
        facts=("4.2", "4.6", "IF-V6"),
        input=collection([
            patient(BORN, "male"),
            condition(
                "dvt", "dvt-iliofemoral", onset="2026-02-09", severity="moderate",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-02-10", conclusion="dvt-iliofemoral"),
            medication_ordered("order", "apixaban", "2026-02-10"),
            anticoagulation_alone(), phlegmasia_refuted(),
        ]),
        answers=answer(
            "undetermined", asks=["anticoagulation-duration"],
            candidates=[("persistent", [], ["anticoagulation-duration"])],
            facts={"anticoagulation-duration": ("unknown",)},
            orders=[ordered(
                "MedicationRequest/order", "incomplete", ANTICOAGULATION, MBA, certain=False,
                unknown=["anticoagulation-duration"])])),
    Case(
        "rules/strict",
        who="The man of the other cases without a word on his health, evaluated with --strict.",
        expected="`undetermined`: strict evaluation assumes nothing; without --strict it is `provisional`.",
        facts=("CONTRACT 1",),
        input=collection(moderate(well=False)),
        arguments=("--strict",),
        answers=answer(
            "undetermined", asks=["otherwise-healthy"],
            candidates=[("acute-moderate-severe", [], ["otherwise-healthy"])])),
    Case(
        "rules/who-icd10",
        who="Man, 53, otherwise healthy, five days of moderate symptoms; the thrombosis is coded in WHO ICD-10 (I80.2), which "
        "names neither segment nor side.",
        expected="`undetermined`: the segment is asked for. In ICD-10-CM the same code would be phlebitis.",
        facts=("4.3", "terminology 5"),
        input=collection([
            patient(BORN, "male"),
            condition("dvt", "dvt-who-icd", onset="2026-06-10", severity="moderate"),
            healthy(), phlegmasia_refuted(),
        ]),
        answers=answer("undetermined", asks=["segment"], facts={"acuity": known("acute")})),
    Case(
        "rules/unmapped-code",
        who="The man of the other cases with one more finding in a code system of his hospital.",
        expected="`matched` `acute-moderate-severe`: a code that is in no list is listed, never guessed.",
        facts=("CONTRACT 4",),
        input=collection(moderate(resource(
            "Observation", "house-code", status="final",
            code={"coding": [{
                "system": "https://hospital.example/codes", "code": "LEG-7",
                "display": "House code without a public meaning"}]},
            subject=ref("Patient/patient"), effectiveDateTime=DAY_BEFORE, valueBoolean=True))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED, mentions=["hospital.example/codes"])),
    Case(
        "rules/past-pregnancy",
        who="Woman, 35, otherwise healthy: five days of mild symptoms; a pregnancy that ended two years ago is on record.",
        expected="`provisional` `acute-mild`: a resolved pregnancy is not a present one and says nothing about today.",
        facts=("4.6", "9.2"),
        input=collection([
            patient("1991-01-20", "female"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-10", severity="mild",
                evidence=["DiagnosticReport/duplex"]),
            duplex(),
            condition(
                "pregnancy", "normal-pregnancy", onset="2023-08", abatement="2024-05-04",
                clinical="resolved"),
            healthy(), *limb_signs_negative(),
        ]),
        answers=answer(
            "provisional", "acute-mild", assumptions=["not-pregnant"], asks=["pregnancy"],
            closes="2026-06-24", facts={"pregnancy": ("unknown",)})),
    Case(
        "rules/one-limb-sign",
        who="The man of the other cases with a sensory deficit of the leg and no other sign recorded.",
        expected="`undetermined`, emergency first: one sign alone makes the threat possible, not confirmed.",
        facts=("4.4", "F001-29", "9.1"),
        input=collection(moderate(
            observation("numb", "sensory-deficit", True, side="left"), signs=False)),
        answers=answer(
            "undetermined", escalation=True, asks=["limb-threat"],
            candidates=[
                ("limb-threat", [], ["limb-threat"]), ("acute-moderate-severe", [], ["limb-threat"])],
            options=[{
                "option": CATHETER, "label": CDT_STENT, "rating": UA, "certain": True}],
            facts={"limb-threat-sign": known("yes")})),
    Case(
        "rules/pulmonary-embolism",
        who="The man of the other cases with an acute pulmonary embolism.",
        expected="`matched` `acute-moderate-severe` with an emergency text first: the embolism belongs to a topic of its own.",
        facts=("9.1", "8.4"),
        input=collection(moderate(condition("embolism", "pulmonary-embolism", onset="2026-06-14"))),
        answers=answer(
            "matched", "acute-moderate-severe", escalation=True, closes="2026-06-24",
            mentions=["pulmonary"], facts={"pulmonary-embolism": known("yes")})),
    Case(
        "rules/questionnaire",
        who="Man, 53: severity and health come from a QuestionnaireResponse whose questions are linked by the finding codes.",
        expected="`matched` `acute-moderate-severe`.",
        facts=("CONTRACT 5", "4.2"),
        input=collection([
            *moderate(grade=None, well=False),
            answers_to_questions("intake", {
                "symptom-severity": "moderate", "functional-limitation": True,
                "otherwise-healthy": True}),
        ]),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED,
            facts={"severity": known("moderate"), "otherwise-healthy": known("yes")})),
    Case(
        "rules/bare-condition",
        who="A single Condition with its Patient (man, 53) and duplex report contained: five days, mild.",
        expected="`provisional` `acute-mild`: a bare resource is accepted; health is assumed.",
        facts=("CONTRACT 3", "G15"),
        input=bare(
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-10", severity="mild",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            [patient(BORN, "male"), duplex()]),
        answers=answer(
            "provisional", "acute-mild", assumptions=["otherwise-healthy"],
            asks=["otherwise-healthy"], prompts=["limb-threat"], closes="2026-06-24")),
    Case(
        "rules/two-patients",
        who="Two men in one Bundle: one with mild symptoms for five days, one with phlegmasia cerulea dolens since yesterday.",
        expected="One answer for each, in order of first appearance: `acute-mild`, then `limb-threat`. Nothing is mixed.",
        facts=("CONTRACT 3", "IF-V1", "IF-V5"),
        input=collection([
            patient("1972-07-07", "male", key="first"),
            patient("1980-08-08", "male", key="second"),
            condition(
                "dvt-first", "dvt-left-iliac-icd", onset="2026-06-10", severity="mild",
                subject="Patient/first"),
            condition(
                "dvt-second", "dvt-right-iliac-icd", onset="2026-06-14", sites=ILIOFEMORAL_RIGHT,
                subject="Patient/second"),
            condition(
                "phlegmasia-second", "phlegmasia-cerulea", onset="2026-06-14",
                subject="Patient/second"),
            observation(
                "healthy-first", "otherwise-healthy", True, subject="Patient/first"),
            condition(
                "no-phlegmasia-first", "phlegmasia-cerulea", clinical=None, verification="refuted",
                subject="Patient/first"),
        ]),
        answers=[
            answer(
                "matched", "acute-mild", certain=UNIMAGED, closes="2026-06-24", subject="Patient/first",
                facts={"laterality": known("left")}),
            answer(
                "matched", "limb-threat", certain=True, escalation=True, subject="Patient/second",
                facts={"laterality": known("right"), "limb-threat": known("confirmed")}),
        ]),
]
