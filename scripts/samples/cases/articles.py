"""The opening cases of the articles: TV-0 to TV-4 of FACTS 6.3 and 6.4, and the series of seed 003."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

CASES = [
    Case(
        "articles/TV-0",
        who="Woman, 48, emergency department: five days of progressive, painful swelling of the left leg, tense "
        "and discolored. CT venography: thrombus from the common femoral to the common iliac vein and "
        "compression of the left common iliac vein.",
        expected="`provisional` `may-thurner`: nobody recorded whether she is pregnant, so the match assumes that "
        "she is not, and the question is asked. Health is not asked for by this variant. A tense, discolored leg "
        "is no limb threat by itself, but the examination for one is prompted.",
        facts=("TV-0", "IF-V4", "F000-1", "F000-2", "F000-3", "F000-4", "9.2"),
        input=collection([
            patient("1978-03-09", "female"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-10", sites=ILIOFEMORAL_LONG_LEFT,
                evidence=["DiagnosticReport/ct-venogram"], recorded="2026-06-15"),
            report(
                "ct-venogram", "ctv-left", "2026-06-15T07:50:00Z", conclusion="dvt-left-iliac",
                results=["Observation/compression"]),
            observation(
                "compression", "iliac-vein-compression", True, date="2026-06-15T07:50:00Z", side="left"),
            observation("tense", "tense-edema", True, date="2026-06-15T07:10:00Z", side="left"),
            observation(
                "discoloration", "skin-discoloration", True, date="2026-06-15T07:10:00Z", side="left"),
            condition(
                "pain", "leg-pain", onset="2026-06-10", sites=[("lower-limb", "left")],
                recorded="2026-06-15"),
        ]),
        answers=whole(
            "provisional", "may-thurner", certain=False, assumptions=["not-pregnant"], asks=["pregnancy"],
            prompts=["limb-threat"], closes="2026-06-24",
            facts={
                "age-group": known("adult"),
                "thrombosis": known("confirmed"),
                "segment": known("iliofemoral"),
                "laterality": known("left"),
                "acuity": known("acute"),
                "severity": known("moderate", "severe"),
                "compression-evidence": known("cross-sectional"),
                "limb-threat": ("unknown",),
                "pregnancy": ("unknown",),
                "otherwise-healthy": ("unknown",),
            })),
    Case(
        "articles/TV-1",
        who="Patient, 45, sex not stated: three days of marked swelling and pain of the left leg, dusky when it "
        "hangs. Active runner, otherwise healthy. Duplex: occlusive thrombus from the common femoral into the "
        "iliac veins. Anticoagulation started.",
        expected="`provisional` `acute-moderate-severe`: sex and pregnancy are not recorded. Two options are usually "
        "appropriate and nothing chooses between them. Compression was not imaged; a CT or MR venogram that shows "
        "it would change the variant.",
        facts=("TV-1", "IF-V2", "F001-1", "F001-2", "F001-3", "F001-4", "9.2"),
        input=searchset([
            patient("1981-02-17"),
            condition(
                "dvt", "dvt-iliofemoral-acute", onset="2026-06-12", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"], recorded="2026-06-15"),
            duplex(conclusion="dvt-left-iliac", date="2026-06-15T08:05:00Z"),
            observation("dusky", "dusky-skin", True, date="2026-06-15T07:30:00Z", side="left"),
            condition("pain", "leg-pain", onset="2026-06-12", sites=[("lower-limb", "left")]),
            condition("swelling", "leg-swelling", onset="2026-06-12", sites=[("lower-limb", "left")]),
            healthy(),
            observation("function", "good-functional-status", True),
            medication_given("heparin", "enoxaparin", "2026-06-15T08:40:00Z"),
        ]),
        answers=whole(
            "provisional", "acute-moderate-severe", certain=False, assumptions=["not-pregnant"], asks=["pregnancy"],
            prompts=["limb-threat"], closes="2026-06-26",
            mentions=["no imaging for iliac vein compression", "nothing ranks one before the other"],
            facts={
                "segment": known("iliofemoral"),
                "acuity": known("acute"),
                "severity": known("moderate", "severe"),
                "compression-evidence": ("unknown",),
                "otherwise-healthy": known("yes"),
                "pregnancy": ("unknown",),
                "anticoagulation": known("yes"),
            })),
    Case(
        "articles/TV-2",
        who="Patient, 45, sex not stated, otherwise healthy: seven days of mild swelling and dull ache of the left "
        "leg, fully ambulatory. Duplex: thrombus that reaches into the iliac vein.",
        expected="`provisional` `acute-mild`: it assumes that the patient is not pregnant. Follow-up within a week, "
        "and worsening within 24 to 72 hours asks for a new evaluation.",
        facts=("TV-2", "IF-V1", "F002-1", "F002-2", "F002-3", "F002-4", "F002-5", "F002-21", "F002-22"),
        input=document([
            patient("1981-05-30"),
            condition(
                "dvt", "dvt-left-iliac", onset="2026-06-08", severity="mild",
                evidence=["DiagnosticReport/duplex"], recorded="2026-06-15"),
            duplex(conclusion="dvt-left-iliac"),
            observation("limitation", "functional-limitation", False, side="left"),
            healthy(),
        ]),
        answers=whole(
            "provisional", "acute-mild", certain=False, assumptions=["not-pregnant"], asks=["pregnancy"],
            prompts=["limb-threat"], closes="2026-06-22",
            mentions=["within the first 24 to 48 hours", "within a few days to one week", "24 to 72 hours"],
            facts={
                "segment": known("iliofemoral"),
                "acuity": known("acute"),
                "severity": known("mild"),
                "otherwise-healthy": known("yes"),
            })),
    Case(
        "articles/TV-3",
        who="Woman, 32, 28 weeks pregnant: two days of swelling of the left leg, walking limited, discolored. "
        "Duplex: common femoral and iliac veins.",
        expected="`matched` `pregnancy`: the variant needs neither health nor imaging of a compression. The limb is "
        "not recorded as examined for a threat, so that is prompted.",
        facts=("TV-3", "IF-V7", "GZ-PREG"),
        input=collection([
            patient("1994-01-21", "female"),
            condition(
                "dvt", ("dvt-left-iliac-icd", "dvt-pregnancy-icd"), onset="2026-06-13",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"], recorded="2026-06-15"),
            duplex(),
            pregnant("2026-06-15T08:00:00Z"),
            observation(
                "gestation", "gestational-age", quantity(28, "weeks", "wk"), date="2026-06-15T08:00:00Z"),
            observation(
                "delivery-date", "estimated-delivery", {"valueDateTime": "2026-09-07"},
                date="2026-06-15T08:00:00Z"),
            observation("limitation", "functional-limitation", True, side="left"),
            observation("discoloration", "skin-discoloration", True, side="left"),
        ]),
        answers=whole(
            "matched", "pregnancy", certain=False, prompts=["limb-threat"], closes="2026-06-27",
            facts={
                "pregnancy": known("pregnant"),
                "severity": known("moderate", "severe"),
                "segment": known("iliofemoral"),
                "acuity": known("acute"),
            })),
    Case(
        "articles/TV-4",
        who="Patient, 47, sex not stated, lymphoma in remission: chronic occlusion of the inferior vena cava and "
        "both iliac veins under therapeutic anticoagulation, swelling, heaviness, venous claudication, walks with a "
        "cane, Villalta 22. The nodal mass compressed the veins; this is not May-Thurner.",
        expected="`no-variant`: `persistent` asks for moderate symptoms, these are severe; it is nearest. The topic "
        "on chronic venous disease of the leg fits better.",
        facts=("TV-4", "6.3", "G6", "G8", "8.3"),
        input=transaction([
            patient("1979-04-02"),
            condition(
                "dvt", "dvt-chronic-bilateral-iliac-icd", onset="2025-02-10",
                sites=["ivc", ("common-iliac-vein", "both"), ("external-iliac-vein", "both")],
                evidence=["DiagnosticReport/ct-venogram"]),
            condition("cava", "ivc-chronic-icd", onset="2025-02-10",
                      evidence=["DiagnosticReport/ct-venogram"]),
            report(
                "ct-venogram", "ct-iliac-both-pcs", "2026-05-28",
                conclusion=["dvt-chronic-bilateral-iliac-icd", "ivc-chronic-icd"]),
            condition("pts", "pts-bilateral-icd", onset="2025-09", severity="severe"),
            condition(
                "lymphoma", "lymphoma-icd", onset="2024-11", clinical="remission",
                abatement="2025-08-20"),
            observation("villalta", "villalta-total", 22, date="2026-06-01"),
            observation("claudication", "venous-claudication", True, date="2026-06-01"),
            observation("limitation", "functional-limitation", True, date="2026-06-01"),
            condition("cane", "walking-stick", onset="2025-10"),
            observation(
                "compression", "iliac-vein-compression-other-cause", True, date="2026-05-28",
                method="ct-iliac-both-pcs"),
            medication_taken("anticoagulant", "rivaroxaban", "2025-02-12"),
            anticoagulation_alone(),
        ]),
        answers=whole(
            "no-variant", gaps=["G6", "G8", "G13"], topics=[SEVERE_CHANGES],
            candidates=[
                ("persistent", ["severity"], []),
                ("acute-moderate-severe", ["acuity"], ["pregnancy", "otherwise-healthy"]),
                ("acute-mild", ["acuity", "severity"], ["pregnancy", "otherwise-healthy"]),
                ("may-thurner", ["acuity", "compression-evidence"], ["pregnancy"]),
                ("pregnancy", ["acuity"], ["pregnancy"])],
            evidence={CATHETER: ["case-iliocaval", "series-34", "vernacular"]},
            facts={
                "acuity": known("chronic"),
                "segment": known("iliofemoral"),
                "vena-cava-involvement": known("yes"),
                "laterality": known("bilateral"),
                "severity": known("severe"),
                "compression-evidence": known("other-cause"),
                "anticoagulation-alone": known("yes"),
                "anticoagulation-duration": known("3-months-or-more"),
            },
            scores=[
                scored(
                    "villalta", leg, total=22, category="severe", completeness="as-sent", side="open",
                    remarks=["state the side", "only if it is severe", "Venous claudication"])
                for leg in ("left", "right")
            ])),
    Case(
        "articles/seed-003",
        who="Woman, 66, in the terms of the series of seed 003: chronic obstructive thrombosis of the left common "
        "iliac to common femoral veins, eight months of swelling, pain and venous claudication, Villalta 12, CEAP "
        "C4, warfarin for eight months.",
        expected="`undetermined`: the article does not say how its patients were treated at first. `persistent` fits "
        "if it was anticoagulation alone; without that, no variant does. A Villalta score of 10 to 14 counts as "
        "moderate by convention of this engine. No rating is drawn from the series itself.",
        facts=("6.1", "6.2", "IF-V6", "5.5", "G7"),
        input=collection([
            patient("1960-04-18", "female"),
            condition(
                "dvt", "dvt-chronic-left-iliac-icd", onset="2025-10-08", sites=ILIOFEMORAL_LONG_LEFT,
                evidence=["DiagnosticReport/ct-venogram"]),
            report("ct-venogram", "ctv-left", "2026-06-03", conclusion="dvt-chronic-left-iliac-icd"),
            condition("pts", "pts-left-icd", onset="2026-02"),
            observation("villalta", "villalta-total", 12, date="2026-06-10", side="left"),
            observation(
                "ceap", "ceap-clinical-class", {"valueString": "C4"}, date="2026-06-10", side="left"),
            observation("claudication", "venous-claudication", True, date="2026-06-10", side="left"),
            medication_taken("anticoagulant", "warfarin", "2025-10-09"),
        ]),
        answers=whole(
            "undetermined", asks=["anticoagulation-alone"],
            candidates=[("persistent", [], ["anticoagulation-alone"])],
            evidence={CATHETER: ["series-34"]},
            facts={
                "acuity": known("chronic"),
                "severity": known("moderate"),
                "anticoagulation-duration": known("3-months-or-more"),
                "anticoagulation-alone": ("unknown",),
                "pregnancy": ("settled", "not-pregnant"),
            },
            scores=[
                scored(
                    "villalta", "left", total=12, category="moderate", completeness="as-sent",
                    remarks=["Venous claudication is on record"]),
                scored(
                    "ceap", "left", category="C4", timing=None, remarks=["answers little to change"]),
            ])),
]
