"""T31 to T40 of FACTS section 10: scores, negation, and questions about the table."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

CHRONIC = {"acuity": known("chronic"), "anticoagulation-duration": known("3-months-or-more")}
ITEMS_14 = {
    "pain": 2, "cramps": 1, "heaviness": 2, "paresthesia": 1, "pruritus": 1, "pretibial-edema": 2,
    "induration": 1, "hyperpigmentation": 1, "redness": 1, "venous-ectasia": 1,
    "calf-compression-pain": 1,
}
NINE_ITEMS_7 = {
    "pain": 1, "cramps": 1, "heaviness": 1, "paresthesia": 0, "pruritus": 0, "pretibial-edema": 2,
    "induration": 0, "hyperpigmentation": 1, "redness": 1,
}


def chronic(*more, birth="1958-08-19", gender="female"):
    """A woman eight months after a left iliofemoral thrombosis, treated with anticoagulation alone."""
    return [
        patient(birth, gender),
        condition(
            "dvt", "dvt-chronic-left-iliac-icd", onset="2025-10-02", sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"]),
        duplex(date="2025-10-04", conclusion="dvt-left-iliac"),
        medication_taken("anticoagulant", "rivaroxaban-atc", "2025-10-04"),
        anticoagulation_alone(),
        *more,
    ]


def severe_left(*more):
    """A man with three days of severe symptoms, left iliofemoral thrombosis, otherwise healthy."""
    return [
        patient("1971-12-01", "male"),
        condition(
            "dvt", "dvt-iliofemoral-acute", onset="2026-06-12", severity="severe",
            sites=[("iliac-vein", "left")], evidence=["DiagnosticReport/duplex"]),
        duplex(),
        healthy(),
        *more,
    ]


CASES = [
    Case(
        "vectors/T31",
        who="Woman, 67, Villalta 12 of the left leg; a thrombosis of the leg was looked for and refuted, and so was a history "
        "of one.",
        expected="`not-covered`: without a thrombosis there is no post-thrombotic syndrome, whatever the score.",
        facts=("T31", "5.1"),
        input=collection([
            patient("1958-08-19", "female"),
            condition("no-dvt", "dvt-leg", clinical=None, verification="refuted", recorded="2026-06-10"),
            condition(
                "no-history", "dvt-history-icd", clinical=None, verification="refuted",
                recorded="2026-06-10"),
            observation("villalta", "villalta-total", 12, date="2026-06-10", side="left"),
        ]),
        answers=whole(
            "not-covered", topics=[NO_THROMBOSIS], events=(), facts={
                "thrombosis": ("settled", "none"), "post-thrombotic-syndrome": ("settled", "no")},
            scores=[scored(
                "villalta", None, total=12, category="moderate", completeness="as-sent", timing=None,
                side="open", remarks=["cannot mean post-thrombotic syndrome"])])),
    Case(
        "vectors/T32",
        who="Woman, 67, eight months of anticoagulation alone: Villalta items sum to 14, and there is an ulcer.",
        expected="`no-variant` (G6): any ulcer makes the syndrome severe; the sum stays 14. `persistent` is nearest.",
        facts=("T32", "5.1", "G6"),
        input=collection(chronic(
            *villalta_items(ITEMS_14), observation("ulcer", "villalta-ulcer", True, side="left"))),
        answers=whole(
            "no-variant", gaps=["G6"], topics=[SEVERE_CHANGES],
            candidates=[
                ("persistent", ["severity"], []),
                ("acute-moderate-severe", ["acuity"], ["otherwise-healthy"]),
                ("acute-mild", ["acuity", "severity"], ["otherwise-healthy"]),
                ("may-thurner", ["acuity"], ["compression-evidence"])],
            mentions=["14"],
            facts={**CHRONIC, "severity": known("severe"), "post-thrombotic-syndrome": known("yes")},
            scores=[scored(
                "villalta", "left", total=14, category="severe", completeness="complete",
                remarks=["the sum is left as it is"])])),
    Case(
        "vectors/T33",
        who="Woman, 67, eight months of anticoagulation alone: nine of eleven Villalta items, sum 7.",
        expected="`undetermined`: without all items there is no total, 7 is a lower bound and 13 still possible, so the "
        "severity is asked for.",
        facts=("T33", "5.1", "IF-V6"),
        input=collection(chronic(*villalta_items(NINE_ITEMS_7))),
        answers=whole(
            "undetermined", asks=["severity"], candidates=[("persistent", [], ["severity"])],
            facts={**CHRONIC, "severity": ("unknown",), "post-thrombotic-syndrome": ("unknown",)},
            scores=[scored(
                "villalta", "left", at_least=7, completeness="partial", remarks=["9 of 11 items"])])),
    Case(
        "vectors/T34",
        who="Man, 54, otherwise healthy: three days of severe symptoms; phlegmasia cerulea dolens was refuted.",
        expected="`matched` `acute-moderate-severe`, no emergency: a refuted condition is evidence against it.",
        facts=("T34", "4.1", "IF-V2"),
        input=collection(severe_left(phlegmasia_refuted())),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, closes="2026-06-26",
            facts={"limb-threat": ("settled", "none"), "severity": known("severe")})),
    Case(
        "vectors/T35",
        who="Man, 54: left leg swollen for two days, \"possible\" iliac thrombosis, provisional and not imaged.",
        expected="`not-covered`: the topic on suspected thrombosis of the leg; duplex ultrasound is its first choice.",
        facts=("T35", "8.1", "F001-5"),
        input=collection([
            patient("1971-12-01", "male"),
            condition("dvt", "dvt-left-iliac-icd", onset="2026-06-13", verification="provisional"),
            condition(
                "swelling", "leg-swelling", onset="2026-06-13", sites=[("lower-limb", "left")]),
        ]),
        answers=whole(
            "not-covered", topics=[SUSPECTED], events=(),
            facts={"thrombosis": known("unconfirmed")})),
    Case(
        "vectors/T36",
        who="Woman, 67, moderate symptoms after eight months of anticoagulation alone. Is stenting usually appropriate?",
        expected="`matched` `persistent`: no. Catheter-directed therapy with or without stent may be appropriate.",
        facts=("T36", "IF-V6", "1.4"),
        input=parameters(collection(chronic(severity("moderate"), *limb_signs_negative()))),
        answers=whole(
            "matched", "persistent", certain=True, mentions=["No option is usually appropriate in this variant"],
            facts={**CHRONIC, "severity": known("moderate"), "anticoagulation-alone": known("yes")})),
    Case(
        "vectors/T37",
        who="Man, 54: phlegmasia cerulea dolens for one day with left iliofemoral thrombosis. Should he be anticoagulated?",
        expected="`matched` `limb-threat`: anticoagulation as the sole therapy is usually not appropriate; with the other "
        "options it is still given, and the answer says so.",
        facts=("T37", "IF-V5", "1.4"),
        input=history(severe_left(
            condition("phlegmasia", "phlegmasia-cerulea", onset="2026-06-14"),
            observation("gangrene", "venous-gangrene", False, side="left"),
            observation("cyanosis", "severe-cyanosis", True, side="left"))),
        answers=whole(
            "matched", "limb-threat", certain=True, escalation=True,
            closes="2026-06-26",
            cautions={ANTICOAGULATION: ["sole therapy", "every other option presumes anticoagulation"]},
            facts={"limb-threat": known("confirmed"), "acuity": known("acute")})),
    Case(
        "vectors/T38",
        who="The man of T34. How are compression stockings rated?",
        expected="`matched` `acute-moderate-severe`: stockings are not rated in this variant, which is not \"not appropriate\".",
        facts=("T38", "IF-V2", "1.4"),
        input=batch(severe_left(*limb_signs_negative())),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, closes="2026-06-26",
            cautions={STOCKINGS: ["not the same as not appropriate"]})),
    Case(
        "vectors/T39",
        who="Woman, 67, moderate symptoms after eight months of anticoagulation alone. How is surgery rated?",
        expected="`matched` `persistent`: may be appropriate with disagreement; the label is kept apart.",
        facts=("T39", "IF-V6", "1.4"),
        input=document(chronic(
            observation("villalta", "villalta-total", 11, side="left"), phlegmasia_refuted())),
        answers=whole(
            "matched", "persistent", certain=True, cautions={SURGERY: ["too far apart to agree"]},
            facts={**CHRONIC, "severity": known("moderate")},
            scores=[scored(
                "villalta", "left", total=11, category="moderate", completeness="as-sent")])),
    Case(
        "vectors/T40",
        who="The man of T38, and MR venography shows compression of the left common iliac vein. The side comes from a "
        "BodyStructure.",
        expected="`matched` `may-thurner`: anticoagulation alone may be appropriate here and is usually appropriate in "
        "`acute-moderate-severe`; the answer says so (O2).",
        facts=("T40", "O2", "1.4"),
        input=collection([
            patient("1971-12-01", "male"),
            resource(
                "BodyStructure", "left-iliac-vein",
                location=concept("common-iliac-vein"), locationQualifier=[concept("left")],
                patient=ref("Patient/patient")),
            condition(
                "dvt", "dvt-iliofemoral", onset="2026-06-12", severity="severe",
                evidence=["DiagnosticReport/mr-venogram"],
                extension=[{
                    "url": "http://hl7.org/fhir/StructureDefinition/bodySite",
                    "valueReference": ref("BodyStructure/left-iliac-vein")}]),
            report(
                "mr-venogram", "mrv-pelvis", conclusion=["dvt-iliofemoral", "iliac-vein-compression"]),
            healthy(),
            *limb_signs_negative(),
        ]),
        answers=whole(
            "matched", "may-thurner", certain=True, gaps=["O2"], closes="2026-06-26",
            mentions=["anticoagulation alone is usually appropriate in IF-V2 and may be appropriate in IF-V4"],
            facts={
                "laterality": known("left"), "compression-evidence": known("cross-sectional")})),
]
