"""T1 to T16 of FACTS section 10: acute cases, one feature apart from each other."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

MAN = "1974-09-12"
ACUTE_FACTS = {
    "thrombosis": known("confirmed"),
    "segment": known("iliofemoral"),
    "acuity": known("acute"),
    "limb-threat": ("settled", "none"),
    "pregnancy": ("settled", "not-pregnant"),
}


# O3: the two views on stents, word by word of each source.
STENT_VIEWS = ["essential", "f000-27", "only for a narrowing", "f001-31"]
# O2: what the more specific variant changes.
O2_SAYS = "anticoagulation alone is usually appropriate in IF-V2 and may be appropriate in IF-V4"


def mild(onset, **more):
    """T1: man, healthy, mild, left iliofemoral; phlegmasia refuted."""
    return [
        patient(MAN, "male"),
        condition(
            "dvt", "dvt-left-iliac-icd", onset=onset, severity="mild", sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"], **more),
        duplex(),
        healthy(),
        phlegmasia_refuted(),
    ]


def worse(onset="2026-06-02"):
    """T3: as T1, with tense swelling and pain at rest."""
    return [
        patient(MAN, "male"),
        condition(
            "dvt", "dvt-iliofemoral-acute", onset=onset, sites=[("iliac-vein", "left")],
            evidence=["DiagnosticReport/duplex"]),
        duplex(),
        observation("tense", "tense-edema", True, side="left"),
        observation("rest-pain", "rest-pain", True, side="left"),
        *limb_signs_negative(),
    ]


CASES = [
    Case(
        "vectors/T01",
        who="Man, 51, otherwise healthy: 13 days of mild symptoms, left common femoral and external iliac veins.",
        expected="`matched` `acute-mild`: 13 days are fewer than 14. The window closes on 2026-06-16. As nobody looked for a "
        "compression of the iliac vein, no rating is certain.",
        facts=("T1", "IF-V1", "4.2"),
        input=collection(mild("2026-06-02")),
        answers=whole(
            "matched", "acute-mild", certain=UNIMAGED, closes="2026-06-16",
            facts={**ACUTE_FACTS, "severity": known("mild"), "otherwise-healthy": known("yes")})),
    Case(
        "vectors/T02",
        who="The man of T01 one day later in his illness: onset 14 days ago.",
        expected="`no-variant`: \"less than 14 days\" is strict. Nearest is `acute-mild`, which differs in acuity; the "
        "answer says that day 14 is the boundary.",
        facts=("T2", "G3", "G17", "4.2", "F001-6"),
        input=searchset(mild("2026-06-01")),
        answers=whole(
            "no-variant", gaps=["G3", "G17"], events=["anticoagulation-stopped", "worsening-late"],
            candidates=[
                ("acute-mild", ["acuity"], []),
                ("acute-moderate-severe", ["acuity", "severity"], []),
                ("acute-femoropopliteal", ["acuity", "segment"], []),
                ("may-thurner", ["acuity"], ["compression-evidence"]),
                ("persistent", ["severity", "anticoagulation-duration"], ["anticoagulation-alone"])],
            mentions=["CaVenT", "DEFIANCE", "on the boundary"],
            facts={"acuity": known("subacute"), "severity": known("mild")})),
    Case(
        "vectors/T03",
        who="Man, 51, otherwise healthy: 13 days, tense swelling and pain at rest, left leg.",
        expected="`matched` `acute-moderate-severe`: two options usually appropriate, no ranking between them.",
        facts=("T3", "IF-V2", "F001-14", "5.6"),
        input=transaction([*worse(), healthy()]),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, closes="2026-06-16",
            mentions=["nothing ranks one before the other"], cautions={CATHETER: STENT_VIEWS},
            facts={**ACUTE_FACTS, "severity": known("moderate", "severe")})),
    Case(
        "vectors/T04",
        who="The man of T03, and CT venography shows compression of the left common iliac vein.",
        expected="`matched` `may-thurner`: more specific than `acute-moderate-severe` (O2), which rates anticoagulation "
        "alone higher; the answer says so.",
        facts=("T4", "IF-V4", "O2"),
        input=collection([
            *worse(), healthy(),
            report(
                "ct-venogram", "ctv-left", conclusion="dvt-left-iliac", results=["Observation/compression"]),
            observation("compression", "iliac-vein-compression", True, side="left"),
        ]),
        answers=whole(
            "matched", "may-thurner", certain=True, gaps=["O2"], closes="2026-06-16", mentions=[O2_SAYS],
            cautions={CATHETER: STENT_VIEWS, ANTICOAGULATION: ["sole therapy"]},
            facts={**ACUTE_FACTS, "compression-evidence": known("cross-sectional")})),
    Case(
        "vectors/T05",
        who="The man of T01, and CT venography shows compression of the left common iliac vein.",
        expected="`overlap` of `acute-mild` and `may-thurner` (O1): catheter-directed therapy is usually not appropriate "
        "in one and usually appropriate in the other. Both are shown in the order of FACTS 9.1, nothing is chosen.",
        facts=("T5", "O1", "F002-12", "F002-24"),
        input=document([
            *mild("2026-06-02"),
            report("ct-venogram", "ctv-left", conclusion=["dvt-left-iliac", "iliac-vein-compression"]),
        ]),
        answers=whole(
            "overlap", "may-thurner", "acute-mild", gaps=["O1"], closes="2026-06-16",
            certain=dict.fromkeys(
                ["may-thurner", "acute-mild"], dict.fromkeys([ANTICOAGULATION, STOCKINGS, CATHETER, SURGERY], False)),
            mentions=["nothing is chosen", "goals of the patient"],
            facts={**ACUTE_FACTS, "compression-evidence": known("cross-sectional")})),
    Case(
        "vectors/T06",
        who="The man of T03; the duplex raises suspicion of iliac vein compression.",
        expected="`matched` `acute-moderate-severe`: duplex is not cross-sectional imaging, the compression is only "
        "suspected, and the answer says so.",
        facts=("T6", "F000-7", "4.5"),
        input=collection([
            *worse(), healthy(),
            observation(
                "compression", "iliac-vein-compression", True, side="left", method="duplex-left"),
        ]),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, closes="2026-06-16",
            mentions=["suspected and not shown by cross-sectional imaging"],
            facts={**ACUTE_FACTS, "compression-evidence": ("known", "suspected")})),
    Case(
        "vectors/T07",
        who="The man of T03, but nothing says whether he is otherwise healthy; MR venography shows the compression.",
        expected="`matched` `may-thurner`: the variant does not ask for health, so nothing is assumed.",
        facts=("T7", "IF-V4", "1.4"),
        input=collection([
            *worse(),
            observation("compression", "iliac-vein-compression", True, side="left", method="mrv-left"),
        ]),
        answers=whole(
            "matched", "may-thurner", certain=True, closes="2026-06-16",
            facts={
                **ACUTE_FACTS, "compression-evidence": known("cross-sectional"),
                "otherwise-healthy": ("unknown",)})),
    Case(
        "vectors/T08",
        who="Woman, 58: phlegmasia cerulea dolens of the left leg with iliofemoral thrombosis; nothing tells since when.",
        expected="`matched` `limb-threat`, emergency first: a missing onset must not block it, the answer says that "
        "\"acute\" is not dated. Nor do health or pregnancy matter.",
        facts=("T8", "IF-V5", "9.1", "F000-25"),
        input=message([
            patient("1968-02-25", "female"),
            condition(
                "dvt", "dvt-iliofemoral-acute", sites=[("iliac-vein", "left")],
                evidence=["DiagnosticReport/duplex"]),
            condition("phlegmasia", "phlegmasia-cerulea", sites=[("lower-limb", "left")]),
            duplex(date="2026-06-15T08:55:00Z"),
        ]),
        answers=whole(
            "matched", "limb-threat", certain=True, escalation=True,
            mentions=["The onset is not dated"],
            facts={
                "limb-threat": known("confirmed"), "acuity": ("unknown",),
                "segment": known("iliofemoral")},
            cautions={ANTICOAGULATION: ["sole"]})),
    Case(
        "vectors/T09",
        who="Woman, 29, pregnant: phlegmasia cerulea dolens of the left leg, iliofemoral thrombosis since yesterday.",
        expected="`matched` `limb-threat`, emergency first (G1): the variant is silent on pregnancy and the answer says "
        "so; the pregnancy variant is for a limb that is not immediately threatened.",
        facts=("T9", "G1", "IF-V5", "IF-V7"),
        input=collection([
            patient("1997-03-03", "female"),
            condition(
                "dvt", ("dvt-left-iliac-icd", "dvt-pregnancy-icd"), onset="2026-06-14",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            condition(
                "phlegmasia", "phlegmasia-cerulea", onset="2026-06-15", sites=[("lower-limb", "left")]),
            duplex(date="2026-06-15T05:20:00Z"),
            pregnant(),
        ]),
        answers=whole(
            "matched", "limb-threat", certain=True, escalation=True, gaps=["G1"],
            mentions=["obstetric team", "says nothing on pregnancy"],
            candidates=[("pregnancy", ["limb-threat"], [])],
            facts={"pregnancy": known("pregnant"), "limb-threat": known("confirmed")})),
    Case(
        "vectors/T10",
        who="Woman, 34, 28 weeks pregnant: two days of tense swelling that limits walking, left iliofemoral thrombosis; "
        "the limb was examined and is not threatened.",
        expected="`matched` `pregnancy`: nothing is assumed.",
        facts=("T10", "IF-V7"),
        input=searchset([
            patient("1992-02-11", "female"),
            condition(
                "dvt", "dvt-iliofemoral-acute", onset="2026-06-13", sites=[("iliac-vein", "left")],
                evidence=["DiagnosticReport/duplex"]),
            duplex(),
            pregnant(),
            condition("gestation", ("gestation-28-weeks-icd",), recorded=DAY_BEFORE),
            observation("tense", "tense-edema", True, side="left"),
            observation("limitation", "functional-limitation", True, side="left"),
            *limb_signs_negative(),
        ]),
        answers=whole(
            "matched", "pregnancy", certain=UNIMAGED, closes="2026-06-27",
            mentions=["less than 14 days is an inference"], cautions={CATHETER: ["absolute", "relative", "conditional"]},
            facts={
                "pregnancy": known("pregnant"), "limb-threat": ("settled", "none"),
                "severity": known("moderate", "severe")})),
    Case(
        "vectors/T11",
        who="Woman, 31, pregnant, otherwise healthy: four days of mild symptoms, left iliofemoral thrombosis.",
        expected="`no-variant` (G2): the pregnancy variant is for moderate to severe symptoms, the mild one for patients "
        "who are not pregnant; both are nearest with one difference each.",
        facts=("T11", "G2"),
        input=collection([
            patient("1995-01-17", "female"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-11", severity="mild",
                evidence=["DiagnosticReport/duplex"]),
            duplex(),
            pregnant(),
            healthy(),
            *limb_signs_negative(),
        ]),
        answers=whole(
            "no-variant", gaps=["G2"], closes="2026-06-25",
            candidates=[
                ("pregnancy", ["severity"], []),
                ("acute-mild", ["pregnancy"], []),
                ("acute-moderate-severe", ["severity", "pregnancy"], []),
                ("acute-femoropopliteal", ["segment", "pregnancy"], []),
                ("may-thurner", ["pregnancy"], ["compression-evidence"])],
            facts={"pregnancy": known("pregnant"), "severity": known("mild")})),
    Case(
        "vectors/T12",
        who="Woman, 30, five days after delivery, otherwise healthy: three days of severe symptoms, left iliofemoral "
        "thrombosis.",
        expected="`matched` `acute-moderate-severe` because health is attested; no variant names the puerperium (G2), and "
        "delivery within ten days speaks against thrombolysis.",
        facts=("T12", "G2", "4.7"),
        input=collection([
            patient("1996-04-29", "female"),
            condition(
                "dvt", ("dvt-left-iliac-icd", "dvt-puerperium-icd"), onset="2026-06-12", severity="severe",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            duplex(),
            condition(
                "delivery", "delivery-icd", onset="2026-06-10", abatement="2026-06-10",
                clinical="resolved"),
            healthy(),
            observation("limb", "limb-threatening-ischemia", False, side="left"),
        ]),
        answers=whole(
            "matched", "acute-moderate-severe", certain=UNIMAGED, gaps=["G2"], closes="2026-06-26",
            cautions={CATHETER: ["obstetric delivery", "within 9 days in att-ct (v)", *STENT_VIEWS]},
            mentions=["less than 10 days ago", "No variant of the ACR names the time after delivery"],
            facts={
                "pregnancy": known("postpartum"), "otherwise-healthy": known("yes"),
                "lysis-contraindication": known("yes")})),
    Case(
        "vectors/T13",
        who="Man, 47, otherwise healthy: five days of moderate symptoms, thrombus in the left femoral (not the common "
        "femoral) and popliteal veins.",
        expected="`matched` `acute-femoropopliteal`: surgery is not rated there, which is not the same as not appropriate.",
        facts=("T13", "IF-V3", "4.3"),
        input=transaction([
            patient("1979-01-05", "male"),
            condition(
                "dvt", "dvt-femoropopliteal", onset="2026-06-10", severity="moderate",
                sites=[("superficial-femoral-vein", "left"), ("popliteal-vein", "left")],
                evidence=["DiagnosticReport/duplex"]),
            duplex(
                conclusion="dvt-femoropopliteal",
                results=["Observation/femoral", "Observation/common-femoral"]),
            observation(
                "femoral", "venous-thrombus", True, site=concept("superficial-femoral-vein", "left")),
            observation(
                "common-femoral", "venous-thrombus", False, site=concept("common-femoral-vein", "left")),
            healthy(),
            phlegmasia_refuted(),
        ]),
        answers=whole(
            "matched", "acute-femoropopliteal", certain=True, closes="2026-06-24",
            cautions={SURGERY: ["not the same as not appropriate"]},
            facts={
                "segment": known("femoropopliteal"), "severity": known("moderate"),
                "acuity": known("acute")})),
    Case(
        "vectors/T14",
        who="The man of T13 with severe symptoms.",
        expected="`no-variant` (G10): the femoropopliteal variant covers mild to moderate symptoms.",
        facts=("T14", "G10", "1.4"),
        input=collection([
            patient("1979-01-05", "male"),
            condition(
                "dvt", "dvt-femoropopliteal", onset="2026-06-10", severity="severe",
                sites=[("superficial-femoral-vein", "left"), ("popliteal-vein", "left")],
                evidence=["DiagnosticReport/duplex"]),
            duplex(conclusion="dvt-femoropopliteal"),
            healthy(),
            phlegmasia_refuted(),
        ]),
        answers=whole(
            "no-variant", gaps=["G10"], closes="2026-06-24",
            candidates=[
                ("acute-femoropopliteal", ["severity"], []),
                ("acute-moderate-severe", ["segment"], []),
                ("acute-mild", ["segment", "severity"], []),
                ("may-thurner", ["segment"], ["compression-evidence"])],
            facts={"segment": known("femoropopliteal"), "severity": known("severe")})),
    Case(
        "vectors/T15",
        who="Man, 63, otherwise healthy: five days of mild symptoms, thrombus in the left common femoral vein only.",
        expected="`matched` `acute-mild`: the common femoral vein counts as iliofemoral; the sources differ on it when it is "
        "alone, and the answer flags that.",
        facts=("T15", "IF-V1", "4.3", "G10"),
        input=collection([
            patient("1963-03-30", "male"),
            condition(
                "dvt", "dvt-left-femoral-icd", onset="2026-06-10", severity="mild",
                sites=[("common-femoral-vein", "left")], evidence=["DiagnosticReport/duplex"]),
            duplex(conclusion="dvt-left-femoral-icd"),
            healthy(),
            *limb_signs_negative(),
        ]),
        answers=whole(
            "matched", "acute-mild", certain=UNIMAGED, gaps=["G10"], closes="2026-06-24",
            facts={
                "segment": known("iliofemoral"), "isolated-common-femoral": known("yes"),
                "severity": known("mild")})),
    Case(
        "vectors/T16",
        who="Woman, 70: four days of pain in the right calf; duplex finds thrombus in calf muscle veins only.",
        expected="`not-covered`: isolated distal thrombosis belongs to the topic on inferior vena cava filters, variant 3.",
        facts=("T16", "8.2", "4.3"),
        input=collection([
            patient("1956-02-02", "female"),
            condition(
                "dvt", ("dvt-right-calf-icd", "dvt-calf-acute"), onset="2026-06-11", severity="mild",
                evidence=["DiagnosticReport/duplex"]),
            duplex("right", conclusion="dvt-right-calf-icd"),
            phlegmasia_refuted(),
        ]),
        answers=whole(
            "not-covered", topics=[FILTER_3], mentions=["CHEST"],
            facts={"segment": known("distal")})),
]
