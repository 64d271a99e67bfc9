"""Where facts may come from besides Condition and Observation, and what counts as none of them."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

BORN = "1969-02-12"
MATCHED = {"certain": UNIMAGED, "closes": "2026-06-25"}


def thrombosis(grade="moderate", verification=None, evidence="DiagnosticReport/duplex", **more):
    """A left iliofemoral thrombosis for four days."""
    return condition(
        "dvt", "dvt-left-iliac-icd", onset="2026-06-11", severity=grade, sites=ILIOFEMORAL_LEFT,
        verification=verification, evidence=[evidence], **more)


def man(*more, well=True):
    return [
        patient(BORN, "male"), *([healthy()] if well else []), phlegmasia_refuted(), *more]


def persistent(*more):
    """A man with moderate symptoms seven months after a thrombosis, anticoagulated alone."""
    return [
        patient(BORN, "male"),
        condition(
            "dvt", "dvt-iliofemoral", onset="2025-11-03", sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"]),
        duplex(date="2025-11-04", conclusion="dvt-iliofemoral"),
        severity("moderate"), medication_taken("anticoagulant", "warfarin", "2025-11-04"),
        anticoagulation_alone(), phlegmasia_refuted(), *more,
    ]


def history_of_versions(case):
    """An old and a new version of one Observation, and the deletion of a Condition."""
    old = severity("mild", date="2026-06-13")
    new = severity("moderate", date="2026-06-13")
    old["meta"] = {"versionId": "1", "lastUpdated": "2026-06-13T08:00:00Z", **old["meta"]}
    new["meta"] = {"versionId": "2", "lastUpdated": "2026-06-14T08:00:00Z", **new["meta"]}
    made = history([new, old, *man(thrombosis(None), duplex())])(case)
    made["entry"].append({
        "fullUrl": "https://venoguide.example/fhir/Condition/phlegmasia",
        "request": {"method": "DELETE", "url": "Condition/phlegmasia"},
        "response": {"status": "204", "lastModified": "2026-06-14T09:00:00Z"},
    })
    made["total"] = len(made["entry"])
    return made


CASES = [
    Case(
        "rules/imaging-study",
        who="Man, 57, otherwise healthy: four days of moderate symptoms; a CT venography stands behind the thrombosis as an "
        "ImagingStudy, without a report.",
        expected="`matched` `acute-moderate-severe`: a study of a venous imaging method that the Condition names as evidence "
        "confirms it.",
        facts=("CONTRACT 5", "F001-5"),
        input=collection(man(
            thrombosis(evidence="ImagingStudy/ct-venogram"),
            resource(
                "ImagingStudy", "ct-venogram", status="available", modality=[coding("modality-ct")],
                subject=ref("Patient/patient"), started="2026-06-12T14:05:00Z",
                procedureCode=[concept("ctv-left")]))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED, facts={"thrombosis": known("confirmed")})),
    Case(
        "rules/cancelled-report",
        who="The same man; the duplex behind the thrombosis was cancelled, and the Condition does not say that it is "
        "confirmed.",
        expected="`undetermined`: a cancelled report shows nothing; the imaging is asked for.",
        facts=("CONTRACT 4", "F001-5"),
        input=collection(man(thrombosis(), duplex(status="cancelled"))),
        answers=answer("undetermined", asks=["thrombosis"])),
    Case(
        "rules/allergy-to-lytic",
        who="The same man with an allergy to alteplase; nothing else tells of his health.",
        expected="`no-variant` (G4): the allergy is a contraindication to thrombolysis, which is against \"otherwise healthy\".",
        facts=("4.7", "G4", "F001-8"),
        input=collection(man(
            thrombosis("severe"), duplex(),
            resource(
                "AllergyIntolerance", "alteplase",
                clinicalStatus=status("allergyintolerance-clinical", "active"),
                verificationStatus=status("allergyintolerance-verification", "confirmed"),
                category=["medication"], code=concept("alteplase-ingredient"),
                patient=ref("Patient/patient")),
            well=False)),
        answers=answer(
            "no-variant", remarks=["G4"], mentions=["allerg"],
            candidates=[("acute-moderate-severe", ["otherwise-healthy"], [])],
            facts={"lysis-contraindication": known("yes"), "otherwise-healthy": known("no")})),
    Case(
        "rules/planned-thrombectomy",
        who="Man, 57: moderate symptoms after seven months of anticoagulation alone; a thrombectomy is requested.",
        expected="`matched` `persistent`: a request is a plan. It removes no thrombus. As an order it is `within`: "
        "catheter-directed therapy may be appropriate.",
        facts=("4.2", "IF-V6", "1.5"),
        input=collection(persistent(resource(
            "ServiceRequest", "request", status="active", intent="order",
            code=concept("thrombectomy-iliofemoral"), subject=ref("Patient/patient"),
            authoredOn=DAY_BEFORE))),
        answers=answer(
            "matched", "persistent", certain=True, facts={"anticoagulation-alone": known("yes")},
            orders=[ordered(
                "ServiceRequest/request", "within", CATHETER, MBA, "persistent", certain=True)])),
    Case(
        "rules/thrombectomy-not-done",
        who="The same man; the record holds a thrombectomy that was not done.",
        expected="`matched` `persistent`: what was not done is listed and not used.",
        facts=("CONTRACT 4", "IF-V6"),
        input=collection(persistent(procedure(
            "thrombectomy", "thrombectomy-iliofemoral", "2025-11-05", status="not-done"))),
        answers=answer(
            "matched", "persistent", certain=True, facts={"anticoagulation-alone": known("yes")})),
    Case(
        "rules/venography-only",
        who="The man of the acute cases; catheter venography shows compression of the left common iliac vein, no CT or MR.",
        expected="`matched` `acute-moderate-severe`: the variant for May-Thurner asks for cross-sectional imaging; venography "
        "belongs to a treatment that is under way.",
        facts=("4.5", "F000-7", "F001-31"),
        input=collection(man(
            thrombosis(), duplex(),
            observation(
                "compression", "iliac-vein-compression", True, side="left", method="venography-left"))),
        answers=answer(
            "matched", "acute-moderate-severe", closes="2026-06-25",
            facts={"compression-evidence": known("venographic")})),
    Case(
        "rules/healthy-item-by-item",
        who="The man of the acute cases; nobody attests his health, but every item of it is recorded as good.",
        expected="`matched` `acute-moderate-severe`: function, cancer, surgery, thrombophilia and both kinds of contraindication "
        "are all known.",
        facts=("F001-8", "F002-9", "4.6"),
        input=collection(man(
            thrombosis(), duplex(),
            observation("function", "good-functional-status", True),
            condition("no-cancer", "no-cancer-history", recorded=DAY_BEFORE),
            observation("surgery", "recent-major-surgery", False),
            observation("thrombophilia", "thrombophilia-changes-anticoagulation", False),
            observation("lysis", "lysis-contraindication", False),
            observation("anticoagulation", "anticoagulation-contraindication", False),
            well=False)),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED,
            facts={"otherwise-healthy": known("yes"), "active-cancer": ("settled", "no")})),
    Case(
        "rules/health-contradicted",
        who="The man of the acute cases, attested as otherwise healthy while a colon cancer is on his problem list.",
        expected="`undetermined`: the record contradicts itself on a deciding fact, nothing is assumed, and the question is "
        "asked.",
        facts=("F001-8", "4.6"),
        input=collection(man(
            thrombosis(), duplex(), condition("cancer", "colon-cancer-icd", onset="2026-01"))),
        answers=answer(
            "undetermined", asks=["otherwise-healthy"],
            candidates=[("acute-moderate-severe", [], ["otherwise-healthy"])],
            facts={"otherwise-healthy": ("conflicting", "no", "yes"), "active-cancer": known("yes")})),
    Case(
        "rules/delivery-by-encounter",
        who="Woman, 31, otherwise healthy: moderate symptoms for four days; an Encounter tells of a delivery eight days ago.",
        expected="`matched` `acute-moderate-severe` with the flag G2: postpartum is not pregnant, and a delivery within ten days "
        "speaks against thrombolysis.",
        facts=("G2", "4.6", "4.7"),
        input=collection([
            patient("1995-05-01", "female"),
            thrombosis(verification="confirmed"), duplex(),
            resource(
                "Encounter", "delivery", status="finished",
                **{"class": {
                    "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP",
                    "display": "inpatient encounter"}},
                subject=ref("Patient/patient"),
                period={"start": "2026-06-07", "end": "2026-06-07"},
                reasonCode=[concept("delivery-icd")]),
            healthy(), phlegmasia_refuted(),
        ]),
        answers=answer(
            "matched", "acute-moderate-severe", remarks=["G2"], closes="2026-06-25",
            cautions={CATHETER: ["deliver"]}, facts={"pregnancy": known("postpartum")})),
    Case(
        "rules/latest-version",
        who="The man of the acute cases as a history: his severity was first recorded as mild and then corrected to moderate; a "
        "phlegmasia was deleted.",
        expected="`matched` `acute-moderate-severe`, no emergency: of several versions the latest counts, what was deleted does "
        "not.",
        facts=("CONTRACT 3",),
        input=history_of_versions,
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED, facts={"severity": known("moderate")})),
]
