"""T17 to T30 of FACTS section 10: the persistent variant, gaps and what escalates."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

MAN = "1970-06-21"


def persistent(onset, start, grade="moderate", *more):
    """A man with left iliofemoral thrombosis, anticoagulated alone since `start`, symptoms now."""
    return [
        patient(MAN, "male"),
        condition(
            "dvt", "dvt-iliofemoral", onset=onset, sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"]),
        duplex(date=start, conclusion="dvt-iliofemoral"),
        severity(grade),
        medication_taken("anticoagulant", "apixaban", start),
        *limb_signs_negative(),
        *more,
    ]


def acute(grade=None, onset="2026-06-10", *more):
    """A man with acute left iliofemoral thrombosis; health is left to the case."""
    return [
        patient(MAN, "male"),
        condition(
            "dvt", "dvt-left-iliac-icd", onset=onset, severity=grade, sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"]),
        duplex(),
        *limb_signs_negative(),
        *more,
    ]


def nearest_acute(grade, unknown=()):
    """The acute variants near a man with iliofemoral thrombosis for whom they come too late, by the matrix of 9.2."""
    rows = [
        ("acute-moderate-severe", ["acuity"], list(unknown)),
        ("acute-mild", ["acuity", "severity"], list(unknown)),
        ("may-thurner", ["acuity"], ["compression-evidence"]),
    ]
    if grade == "moderate":
        rows.append(("acute-femoropopliteal", ["acuity", "segment"], list(unknown)))
    return rows


# The variants near a man with acute severe symptoms who is not otherwise healthy (G4).
NEAREST_UNHEALTHY = [
    ("acute-moderate-severe", ["otherwise-healthy"], []),
    ("acute-mild", ["severity", "otherwise-healthy"], []),
    ("may-thurner", [], ["compression-evidence"]),
]
# What 3.9 plans for a leg with a stent, of both articles.
STENTED = ["F000-17", "F000-18", "F000-19", "F000-21", "F000-24", "F001-21", "F001-22", "F001-28"]
URGENT_IMAGING = "urgent duplex ultrasound or CT or MR venography"

CASES = [
    Case(
        "vectors/T17",
        who="Man, 55: left iliofemoral thrombosis since 2026-03-13, anticoagulation alone since 2026-03-15, moderate "
        "symptoms on the day before the evaluation.",
        expected="`matched` `persistent`: three calendar months are reached on 2026-06-15 itself. No option is usually "
        "appropriate here.",
        facts=("T17", "IF-V6", "4.2", "1.4"),
        input=collection(persistent("2026-03-13", "2026-03-15", "moderate", anticoagulation_alone())),
        answers=whole(
            "matched", "persistent", certain=True,
            facts={
                "acuity": known("chronic"), "severity": known("moderate"),
                "anticoagulation-alone": known("yes"),
                "anticoagulation-duration": known("3-months-or-more")})),
    Case(
        "vectors/T18",
        who="The man of T17, anticoagulated since 2026-03-16.",
        expected="`no-variant`: one day short of three months. Nearest is `persistent`, which differs in duration.",
        facts=("T18", "IF-V6", "4.2"),
        input=collection(persistent("2026-03-13", "2026-03-16", "moderate", anticoagulation_alone())),
        answers=whole(
            "no-variant", gaps=None,
            candidates=[("persistent", ["anticoagulation-duration"], []), *nearest_acute("moderate", ["otherwise-healthy"])],
            facts={"anticoagulation-duration": known("under-3-months")})),
    Case(
        "vectors/T19",
        who="Man, 55: four months after the start of anticoagulation alone, severe symptoms.",
        expected="`no-variant` (G6): `persistent` is for moderate symptoms; it differs in severity. The topic on chronic "
        "venous disease is named for severe changes.",
        facts=("T19", "G6", "8.3"),
        input=searchset(persistent("2026-02-13", "2026-02-15", "severe", anticoagulation_alone())),
        answers=whole(
            "no-variant", gaps=["G6"], topics=[SEVERE_CHANGES],
            candidates=[("persistent", ["severity"], []), *nearest_acute("severe", ["otherwise-healthy"])],
            facts={"severity": known("severe"), "acuity": known("chronic")})),
    Case(
        "vectors/T20",
        who="Man, 55: moderate symptoms four months after catheter-directed treatment of the left iliac vein.",
        expected="`no-variant` (G7): `persistent` is for patients treated with anticoagulation alone. A thrombectomy in the "
        "record is evidence against that.",
        facts=("T20", "G7", "F001-23"),
        input=transaction(persistent(
            "2026-02-10", "2026-02-12", "moderate",
            procedure("thrombectomy", "thrombectomy-left-iliac-pcs", "2026-02-13"),
            medication_given("lytic", "alteplase", "2026-02-13"))),
        answers=whole(
            "no-variant", gaps=["G7"], plan=["F001-19", "F001-20"],
            candidates=[
                ("persistent", ["anticoagulation-alone"], []), *nearest_acute("moderate", ["otherwise-healthy"])],
            facts={
                "anticoagulation-alone": known("no"), "prior-thrombus-removal": known("yes"),
                "anticoagulation-duration": known("3-months-or-more")})),
    Case(
        "vectors/T21",
        who="Man, 55, otherwise healthy: moderate symptoms for 25 days, anticoagulated for 24 days.",
        expected="`no-variant` (G3): too old for the acute variants, too young for `persistent`.",
        facts=("T21", "G3"),
        input=collection(persistent("2026-05-21", "2026-05-22", "moderate", healthy())),
        answers=whole(
            "no-variant", gaps=["G3"], events=["anticoagulation-stopped", "worsening-late"],
            candidates=[
                ("persistent", ["anticoagulation-duration"], ["anticoagulation-alone"]), *nearest_acute("moderate")],
            mentions=[
                "CaVenT", "DEFIANCE", "urgent consultation", "F001-24", "F001-26",
                "its effect falls as the clot ages, markedly after 14 to 28 days"],
            facts={
                "acuity": known("subacute"), "anticoagulation-duration": known("under-3-months")})),
    Case(
        "vectors/T22",
        who="Man, 55, with colon cancer under treatment: five days of severe symptoms, left iliofemoral thrombosis.",
        expected="`no-variant` (G4): active cancer is against \"otherwise healthy\"; `acute-moderate-severe` is nearest.",
        facts=("T22", "G4", "F001-8"),
        input=collection(acute(
            "severe", "2026-06-10", condition("cancer", "colon-cancer-icd", onset="2026-02-03"))),
        answers=whole(
            "no-variant", gaps=["G4"], closes="2026-06-24", candidates=NEAREST_UNHEALTHY,
            mentions=["2C", "only in the variant of moderate to severe symptoms (IF-V2)"],
            facts={"active-cancer": known("yes"), "otherwise-healthy": known("no")})),
    Case(
        "vectors/T23",
        who="Man, 55: five days of severe symptoms, left iliofemoral thrombosis, platelets 80,000 per microliter.",
        expected="`no-variant` (G4): fewer than 100,000 platelets count as a contraindication to thrombolysis (ATTRACT), and "
        "that is against \"otherwise healthy\"; the answer names it.",
        facts=("T23", "G4", "4.7"),
        input=collection(acute(
            "severe", "2026-06-10",
            observation("platelets", "platelets", quantity(80, "10*3/uL")))),
        answers=whole(
            "no-variant", gaps=["G4"], closes="2026-06-24", candidates=NEAREST_UNHEALTHY,
            mentions=[
                "platelet", "excluded below 100", "ATT-CT (V)", "2C",
                "only in the variant of moderate to severe symptoms (IF-V2)"],
            facts={"lysis-contraindication": known("yes"), "otherwise-healthy": known("no")})),
    Case(
        "vectors/T24",
        who="Man, 55: four days of mild symptoms, left iliofemoral thrombosis, major gastrointestinal bleeding now.",
        expected="`no-variant` (G5): anticoagulation is contraindicated; the topic on inferior vena cava filters, variant 2, "
        "covers him.",
        facts=("T24", "G5", "8.2", "4.8", "F002-25"),
        input=batch(acute(
            "mild", "2026-06-11",
            condition("bleeding", "gi-bleed", onset="2026-06-14", severity="severe"))),
        answers=whole(
            "no-variant", remarks=["G5"], gaps=None, topics=[FILTER_2], events=(), closes="2026-06-25",
            candidates=[
                ("acute-mild", ["otherwise-healthy", "anticoagulation-contraindication"], []),
                ("may-thurner", ["anticoagulation-contraindication"], ["compression-evidence"])],
            mentions=["absolute in CHEST (V)", "F002-25 (V)"],
            facts={"anticoagulation-contraindication": known("yes")})),
    Case(
        "vectors/T25",
        who="Woman, 60, otherwise healthy: six days of moderate symptoms of both legs, iliofemoral thrombosis on both sides.",
        expected="`matched` `acute-moderate-severe` for each leg, flagged G8: no variant mentions both sides.",
        facts=("T25", "G8", "IF-V2"),
        input=collection([
            patient("1966-01-15", "female"),
            condition(
                "dvt", "dvt-bilateral-iliac-icd", onset="2026-06-09", severity="moderate",
                sites=[("common-iliac-vein", "both"), ("common-femoral-vein", "both")],
                evidence=["DiagnosticReport/duplex"]),
            duplex("bilateral", conclusion="dvt-bilateral-iliac-icd"),
            healthy(),
            phlegmasia_refuted(),
        ]),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, gaps=["G8"], closes="2026-06-23",
            cases=[(leg, None, "matched", ["acute-moderate-severe"], {}) for leg in ("left", "right")],
            mentions=["each leg is matched for itself", "ATTRACT excluded"],
            facts={"laterality": known("bilateral"), "segment": known("iliofemoral")})),
    Case(
        "vectors/T26",
        who="Man, 55, otherwise healthy: two days, severe symptoms and a white, swollen left leg (phlegmasia alba dolens), "
        "iliofemoral thrombosis.",
        expected="`undetermined`, emergency first (G9): the source names only the blue form, so the threat is possible, not "
        "confirmed. `limb-threat` and `acute-moderate-severe` remain; both rate catheter-directed therapy usually "
        "appropriate, so that rating is certain.",
        facts=("T26", "G9", "F002-11", "4.4"),
        input=collection([
            patient(MAN, "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-13", severity="severe",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            condition(
                "white-leg", "phlegmasia-alba", onset="2026-06-14", sites=[("lower-limb", "left")]),
            duplex(),
            healthy(),
        ]),
        answers=whole(
            "undetermined", escalation=True, gaps=["G9"], asks=["limb-threat"], closes="2026-06-27",
            candidates=[
                ("limb-threat", [], ["limb-threat"]), ("acute-moderate-severe", [], ["limb-threat"])],
            options=[{
                "option": CATHETER, "label": CDT_STENT, "rating": UA, "certain": True}],
            facts={"limb-threat-sign": known("yes"), "limb-threat": ("unknown", "none", "confirmed")})),
    Case(
        "vectors/T27",
        who="Man, 55, otherwise healthy: iliac thrombosis found by chance on 2026-06-12, no symptoms.",
        expected="`no-variant` (G11): `acute-mild` asks for mild symptoms; it is nearest and differs in severity.",
        facts=("T27", "G11"),
        input=collection([
            patient(MAN, "male"),
            condition("dvt", "dvt-left-iliac", evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-06-12"),
            severity("no-symptoms"),
            healthy(),
            phlegmasia_refuted(),
        ]),
        answers=whole(
            "no-variant", gaps=["G11"],
            candidates=[
                ("acute-mild", ["severity"], ["acuity"]),
                ("acute-moderate-severe", ["severity"], ["acuity"]),
                ("acute-femoropopliteal", ["severity", "segment"], ["acuity"]),
                ("may-thurner", [], ["acuity", "compression-evidence"]),
                ("persistent", ["severity"], ["acuity", "anticoagulation-alone", "anticoagulation-duration"])],
            facts={"severity": known("none")})),
    Case(
        "vectors/T28",
        who="Man, 55, otherwise healthy: mild symptoms from the first day of three, tense swelling since yesterday.",
        expected="`matched` `acute-moderate-severe`: the case is evaluated as it is now, not as it began (F002-18).",
        facts=("T28", "F002-18", "3.10", "IF-V2"),
        input=collection([
            patient(MAN, "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-12", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-06-12T11:00:00Z"),
            severity("mild", date="2026-06-12T10:15:00Z"),
            observation("tense", "tense-edema", True, date="2026-06-14T09:40:00Z", side="left"),
            healthy(),
            *limb_signs_negative(date="2026-06-14T09:40:00Z"),
        ]),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, closes="2026-06-26",
            facts={"acuity": known("acute"), "otherwise-healthy": known("yes")})),
    Case(
        "vectors/T29",
        who="Woman, 44: CT venography shows compression of the left common iliac vein and no thrombus.",
        expected="`not-covered`: compression without thrombosis is common and is not this topic (F000-30).",
        facts=("T29", "F000-30", "4.5"),
        input=collection([
            patient("1982-05-05", "female"),
            condition(
                "no-dvt", "dvt-leg", clinical=None, verification="refuted",
                evidence=["DiagnosticReport/ct-venogram"], recorded=DAY_BEFORE),
            report(
                "ct-venogram", "ctv-left", conclusion="no-thrombus",
                results=["Observation/compression"]),
            observation("compression", "iliac-vein-compression", True, side="left"),
        ]),
        answers=whole(
            "not-covered", topics=[NO_THROMBOSIS], events=(), mentions=["not this topic", "F000-30"],
            facts={
                "thrombosis": ("settled", "none"), "compression-evidence": known("cross-sectional")})),
    Case(
        "vectors/T30",
        who="Woman, 39, stent in the left common iliac vein two years ago: new swelling of the left leg for three days, "
        "not imaged yet.",
        expected="`undetermined` (G12): no variant covers a leg with a stent, and whether there is a new thrombosis is not "
        "known; urgent duplex or CT or MR venography is asked for. If a thrombosis is confirmed: see T30-imaged.",
        facts=("T30", "G12", "F000-21", "3.10"),
        input=collection([
            patient("1987-03-14", "female"),
            procedure("stent", "stent-left-iliac-pcs", "2024-06-11"),
            condition("history", "dvt-history-icd", onset="2024-06-02"),
            condition(
                "swelling", "leg-swelling", onset="2026-06-12", sites=[("lower-limb", "left")]),
        ]),
        answers=whole(
            "undetermined", gaps=["G12"], asks=["thrombosis"], mentions=[URGENT_IMAGING], options=[],
            plan=STENTED, events=(),
            facts={"prior-stent": known("yes"), "thrombosis": ("unknown",)})),
    Case(
        "vectors/T30-imaged",
        who="The woman of T30 after a duplex that confirms new left iliofemoral thrombosis, moderate symptoms.",
        expected="`no-variant` (G12): a stent in place takes the case out of every acute variant.",
        facts=("T30", "G12", "F000-21"),
        input=collection([
            patient("1987-03-14", "female"),
            procedure("stent", "stent-left-iliac-pcs", "2024-06-11"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-12", severity="moderate",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            duplex(),
            healthy(),
            not_pregnant(),
            phlegmasia_refuted(),
        ]),
        answers=whole(
            "no-variant", gaps=["G12"], mentions=[URGENT_IMAGING], plan=STENTED, closes="2026-06-26",
            candidates=[
                ("acute-moderate-severe", ["prior-stent"], []),
                ("acute-mild", ["severity", "prior-stent"], []),
                ("acute-femoropopliteal", ["segment", "prior-stent"], []),
                ("may-thurner", ["prior-stent"], ["compression-evidence"])],
            facts={"prior-stent": known("yes"), "thrombosis": known("confirmed")})),
]
