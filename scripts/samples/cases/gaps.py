"""Overlaps and gaps of FACTS 9.4 that no vector of section 10 tries: O4, O5, G3, G6, G8, G13, G14, G15 and G18."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *
from .vectors_gaps import acute, nearest_acute, persistent

SHOWN = observation("compression", "iliac-vein-compression", True, side="left", method="ctv-left")
LATE = ["anticoagulation-stopped", "worsening-late"]

CASES = [
    Case(
        "gaps/O4",
        who="Woman, 30, pregnant: three days of severe symptoms, left iliofemoral thrombosis; MR venography shows compression "
        "of the left common iliac vein; the limb is not threatened.",
        expected="`overlap` of `pregnancy` and `may-thurner` (O4): pregnancy stands first as the stronger modifier, nothing is "
        "chosen. Surgery may be appropriate in both, so that this rating is certain.",
        facts=("O4", "IF-V7", "IF-V4"),
        input=collection([
            patient("1996-02-20", "female"),
            condition(
                "dvt", ("dvt-left-iliac-icd", "dvt-pregnancy-icd"), onset="2026-06-12", severity="severe",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            duplex(),
            pregnant(),
            observation("compression", "iliac-vein-compression", True, side="left", method="mrv-left"),
            *limb_signs_negative(),
        ]),
        answers=whole(
            "overlap", "pregnancy", "may-thurner", gaps=["O4"], closes="2026-06-26",
            certain={
                variant: {ANTICOAGULATION: False, STOCKINGS: False, CATHETER: False, SURGERY: True}
                for variant in ("pregnancy", "may-thurner")},
            mentions=["nothing is chosen", "Pregnancy stands first"],
            facts={"pregnancy": known("pregnant"), "compression-evidence": known("cross-sectional")})),
    Case(
        "gaps/O5-limb-threat",
        who="Man, 55, otherwise healthy: phlegmasia cerulea dolens of the left leg, iliofemoral thrombosis for two days; CT "
        "venography shows compression of the left common iliac vein.",
        expected="`matched` `limb-threat`, emergency first (O5): limb threat ranks before May-Thurner imaging.",
        facts=("O5", "IF-V5", "F000-8"),
        input=collection([
            patient("1970-06-21", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-13", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            condition("phlegmasia", "phlegmasia-cerulea", onset="2026-06-14", sites=[("lower-limb", "left")]),
            duplex(), healthy(), SHOWN,
        ]),
        answers=whole(
            "matched", "limb-threat", certain=True, escalation=True, gaps=["O5"], closes="2026-06-27",
            mentions=["limb threat ranks before the May-Thurner variant"],
            cautions={ANTICOAGULATION: ["sole therapy"]},
            facts={"limb-threat": known("confirmed"), "compression-evidence": known("cross-sectional")})),
    Case(
        "gaps/O5-persistent",
        who="Man, 55: moderate symptoms after six months of anticoagulation alone; CT venography shows compression of the left "
        "common iliac vein.",
        expected="`matched` `persistent` (O5): `may-thurner` needs less than 14 days; a stent may follow the work-up (F002-19).",
        facts=("O5", "IF-V6", "F002-19"),
        input=collection(persistent("2025-12-10", "2025-12-11", "moderate", anticoagulation_alone(), SHOWN)),
        answers=whole(
            "matched", "persistent", certain=True, gaps=["O5"],
            mentions=["needs less than 14 days and does not fit", "F002-19", "a stent may follow"],
            facts={"compression-evidence": known("cross-sectional"), "acuity": known("chronic")})),
    Case(
        "gaps/G3-late",
        who="Man, 55, otherwise healthy: moderate symptoms for two months, anticoagulated for as long.",
        expected="`no-variant` (G3): the whole time from day 14 to three months is uncovered.",
        facts=("G3", "F001-24", "F001-26"),
        input=collection(persistent("2026-04-15", "2026-04-16", "moderate", healthy())),
        answers=whole(
            "no-variant", gaps=["G3"], events=LATE,
            candidates=[
                ("persistent", ["anticoagulation-duration"], ["anticoagulation-alone"]), *nearest_acute("moderate")],
            mentions=["CaVenT", "DEFIANCE"], facts={"acuity": known("late-subacute")})),
    Case(
        "gaps/G6-mild",
        who="Man, 55: mild symptoms after four months of anticoagulation alone.",
        expected="`no-variant` (G6): `persistent` is for moderate symptoms and differs in severity; no other topic is named, as "
        "nothing is severe.",
        facts=("G6", "1.4"),
        input=collection(persistent("2026-02-13", "2026-02-15", "mild", anticoagulation_alone())),
        answers=whole(
            "no-variant", gaps=["G6"],
            candidates=[
                ("persistent", ["severity"], []),
                ("acute-mild", ["acuity"], ["otherwise-healthy"]),
                ("acute-moderate-severe", ["acuity", "severity"], ["otherwise-healthy"]),
                ("acute-femoropopliteal", ["acuity", "segment"], ["otherwise-healthy"]),
                ("may-thurner", ["acuity"], ["compression-evidence"])],
            facts={"severity": known("mild"), "anticoagulation-duration": known("3-months-or-more")})),
    Case(
        "gaps/G8-vena-cava",
        who="Man, 55, otherwise healthy: five days of severe symptoms, thrombus from the left common femoral vein into the "
        "inferior vena cava.",
        expected="`matched` `acute-moderate-severe` with the flag G8: no variant mentions the vena cava, the SVS/AVF guideline "
        "counts it with iliofemoral thrombosis.",
        facts=("G8", "IF-V2", "4.3"),
        input=collection([
            patient("1970-06-21", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-10", severity="severe",
                sites=[*ILIOFEMORAL_LONG_LEFT, "ivc"], evidence=["DiagnosticReport/duplex"]),
            duplex(), healthy(), *limb_signs_negative(),
        ]),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, gaps=["G8"], closes="2026-06-24",
            mentions=["SVS/AVF guideline counts it with iliofemoral thrombosis"],
            facts={"vena-cava-involvement": known("yes"), "segment": known("iliofemoral")})),
    Case(
        "gaps/G13",
        who="Man, 55, otherwise healthy: five days of severe symptoms, left iliofemoral thrombosis; on CT venography a nodal mass "
        "compresses the iliac vein.",
        expected="`matched` `acute-moderate-severe` (G13): compression by something else is not May-Thurner; `may-thurner` is near "
        "and differs in the cause.",
        facts=("G13", "4.5", "IF-V2"),
        input=collection(acute(
            "severe", "2026-06-10", healthy(),
            observation(
                "compression", "iliac-vein-compression-other-cause", True, side="left", method="ctv-left"))),
        answers=whole(
            "matched", "acute-moderate-severe", certain=True, gaps=["G13"], closes="2026-06-24",
            candidates=[("may-thurner", ["compression-evidence"], [])],
            mentions=["differs in the cause"], facts={"compression-evidence": known("other-cause")})),
    Case(
        "gaps/G14",
        who="Boy, 15: five days of moderate symptoms, left iliofemoral thrombosis.",
        expected="`not-covered` (G14): the criteria and the trials are about adults.",
        facts=("G14",),
        input=collection([
            patient("2011-03-09", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-10", severity="moderate", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            duplex(), healthy(), *limb_signs_negative(),
        ]),
        answers=whole(
            "not-covered", topics=[MINORS], events=(), mentions=["under 18"], facts={"age-group": known("minor")})),
    Case(
        "gaps/G15",
        who="Man, 55: five days of mild symptoms, left iliofemoral thrombosis; nothing tells whether he is otherwise healthy.",
        expected="`provisional` `acute-mild` (G15): it would match if he is healthy; that is assumed openly, asked for, and no "
        "rating is certain.",
        facts=("G15", "IF-V1"),
        input=collection(acute("mild")),
        answers=whole(
            "provisional", "acute-mild", certain=False, assumptions=["otherwise-healthy"],
            asks=["otherwise-healthy"], closes="2026-06-24", facts={"otherwise-healthy": ("unknown", "no", "yes")})),
    Case(
        "gaps/G18",
        who="Man, 55, otherwise healthy: mild symptoms for 16 days on anticoagulation, tense swelling since yesterday.",
        expected="`no-variant` (G3, G18): by severity the case is now `acute-moderate-severe`, but not by time; an urgent "
        "consultation is called for all the same.",
        facts=("G18", "G3", "F002-18", "3.10"),
        input=collection([
            patient("1970-06-21", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-05-30", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-06-01"),
            medication_taken("anticoagulant", "apixaban", "2026-06-01"),
            severity("mild", date="2026-06-01T10:15:00Z"),
            observation("tense", "tense-edema", True, date="2026-06-14T09:40:00Z", side="left"),
            healthy(),
            *limb_signs_negative(date="2026-06-14T09:40:00Z"),
        ]),
        answers=whole(
            "no-variant", gaps=["G3"], events=LATE,
            candidates=[
                ("acute-moderate-severe", ["acuity"], []),
                ("acute-mild", ["acuity", "severity"], []),
                ("may-thurner", ["acuity"], ["compression-evidence"]),
                ("acute-femoropopliteal", ["acuity", "segment"], ["severity"]),
                ("persistent", ["anticoagulation-duration"], ["anticoagulation-alone", "severity"])],
            mentions=["urgent consultation", "G18"],
            facts={"acuity": known("subacute"), "severity": known("moderate", "severe")})),
]
