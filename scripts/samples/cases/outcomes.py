"""One case for every outcome of CONTRACT section 1."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

CASES = [
    Case(
        "outcomes/matched",
        who="Man, 66, otherwise healthy: two days of moderate to severe symptoms, right iliofemoral thrombosis, limb not threatened.",
        expected="`matched`: exactly `acute-moderate-severe`, nothing assumed.",
        facts=("CONTRACT 1", "IF-V2"),
        input=message([
            patient("1960-01-27", "male"),
            condition(
                "dvt", ("dvt-right-iliac-icd", "dvt-right-iliac"),
                evidence=["DiagnosticReport/duplex"]),
            duplex("right", conclusion="dvt-right-iliac"),
            severity("moderate-to-severe", side="right"),
            observation("onset", "symptom-onset", {"valueDateTime": "2026-06-13"}, side="right"),
            healthy(), phlegmasia_refuted(),
        ]),
        answers=answer(
            "matched", "acute-moderate-severe", certain=UNIMAGED, closes="2026-06-27",
            facts={"laterality": known("right"), "severity": known("moderate", "severe")})),
    Case(
        "outcomes/provisional",
        who="Woman, 33: four days of moderate symptoms, left iliofemoral thrombosis. Neither health nor pregnancy is recorded.",
        expected="`provisional` `acute-moderate-severe` with both assumptions; both facts are asked for.",
        facts=("CONTRACT 1", "G15", "9.2"),
        input=transaction([
            patient("1993-01-12", "female"),
            condition(
                "dvt", "dvt-iliofemoral-acute", onset="2026-06-11", severity="moderate",
                sites=["iliac-vein", "left"], evidence=["DiagnosticReport/duplex"]),
            duplex(),
            *limb_signs_negative(),
        ]),
        answers=answer(
            "provisional", "acute-moderate-severe",
            assumptions=["otherwise-healthy", "not-pregnant"],
            asks=["otherwise-healthy", "pregnancy"], closes="2026-06-25", certain=False,
            facts={"otherwise-healthy": ("unknown",), "pregnancy": ("unknown",)})),
    Case(
        "outcomes/overlap",
        who="Woman, 30, pregnant: two days of severe symptoms, left iliofemoral thrombosis; MR venography shows compression of "
        "the left common iliac vein.",
        expected="`overlap` (O4): `pregnancy` first, `may-thurner` beside it; they rate anticoagulation alone and "
        "catheter-directed therapy differently, nothing is chosen.",
        facts=("CONTRACT 1", "O4"),
        input=collection([
            patient("1996-02-20", "female"),
            condition(
                "dvt", ("dvt-left-iliac-icd", "dvt-pregnancy-icd"), onset="2026-06-13",
                severity="severe", sites=ILIOFEMORAL_LONG_LEFT,
                evidence=["DiagnosticReport/mr-venogram"]),
            report(
                "mr-venogram", "mrv-pelvis", conclusion="dvt-left-iliac",
                results=["Observation/compression"]),
            observation("compression", "iliac-vein-compression", True, side="left"),
            pregnant(), *limb_signs_negative(),
        ]),
        answers=answer(
            "overlap", "pregnancy", "may-thurner", remarks=["O4"], closes="2026-06-27",
            facts={
                "pregnancy": known("pregnant"), "compression-evidence": known("cross-sectional")})),
    Case(
        "outcomes/no-variant",
        who="Man, 49, otherwise healthy: 45 days of moderate symptoms, left iliofemoral thrombosis, anticoagulated for 44 days.",
        expected="`no-variant` (G3): too old for the acute variants, too young for `persistent`.",
        facts=("CONTRACT 1", "G3", "4.2"),
        input=searchset([
            patient("1977-02-02", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-05-01", severity="moderate",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-05-02"),
            medication_taken("anticoagulant", "rivaroxaban", "2026-05-02"),
            healthy(), *limb_signs_negative(),
        ]),
        answers=answer(
            "no-variant", remarks=["G3"],
            candidates=[("acute-moderate-severe", ["acuity"], [])],
            facts={"acuity": known("late-subacute"), "anticoagulation-duration": known("under-3-months")})),
    Case(
        "outcomes/not-covered",
        who="Girl, 16: three days of moderate symptoms, left iliofemoral thrombosis.",
        expected="`not-covered` (G14): the criteria are for adults.",
        facts=("CONTRACT 1", "G14", "4.6"),
        input=collection([
            patient("2009-11-11", "female"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-12", severity="moderate",
                evidence=["DiagnosticReport/duplex"]),
            duplex(),
            healthy(), not_pregnant(), phlegmasia_refuted(),
        ]),
        answers=answer("not-covered", facts={"age-group": known("minor")})),
    Case(
        "outcomes/undetermined",
        who="Man, 52, otherwise healthy: six days of moderate symptoms, thrombosis coded as left femoral vein (I82.412) and "
        "nothing that tells common femoral from femoral.",
        expected="`undetermined`: `acute-moderate-severe` and `acute-femoropopliteal` remain, the segment is asked for. "
        "Anticoagulation alone is usually appropriate in both, so that rating is shown; it is not certain as long as "
        "nobody has looked for a compression of the iliac vein.",
        facts=("CONTRACT 1", "4.3", "IF-V2", "IF-V3"),
        input=batch([
            patient("1974-02-08", "male"),
            condition(
                "dvt", "dvt-left-femoral-icd", onset="2026-06-09", severity="moderate",
                evidence=["DiagnosticReport/duplex"]),
            duplex(conclusion="dvt-left-femoral-icd"),
            healthy(), *limb_signs_negative(),
        ]),
        answers=answer(
            "undetermined", asks=["segment"],
            candidates=[
                ("acute-moderate-severe", [], ["segment"]), ("acute-femoropopliteal", [], ["segment"])],
            options=[
                {"option": ANTICOAGULATION, "label": ALONE, "rating": UA, "certain": False}],
            facts={"acuity": known("acute"), "severity": known("moderate")})),
    Case(
        "outcomes/unusable",
        who="Man, 50: a left iliofemoral thrombosis whose onset is recorded 17 days after the evaluation.",
        expected="`unusable`: an onset in the future is an error in the data; no rating is safe. The message names the "
        "Condition and its onset.",
        facts=("CONTRACT 1", "4.2"),
        input=collection([
            patient("1976-03-03", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-07-02", severity="moderate",
                evidence=["DiagnosticReport/duplex"]),
            duplex(), healthy(), phlegmasia_refuted(),
        ]),
        status=65,
        error={"readable": True, "names": ["onset", "entry["]},
        answers=answer("unusable", mentions=["onset"])),
]
