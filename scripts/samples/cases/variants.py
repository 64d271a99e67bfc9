"""One case for every variant, with everything known: `matched`, nothing assumed, every rating certain."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

NO_COMPRESSION = [
    report("ct-venogram", "ctv-left", results=["Observation/compression"]),
    observation("compression", "iliac-vein-compression", False, side="left"),
]

CASES = [
    Case(
        "variants/acute-mild",
        who="Woman, 36, otherwise healthy, not pregnant: six days of mild symptoms, left iliofemoral thrombosis. CT "
        "venography shows no compression; the limb is not threatened.",
        expected="`matched` `acute-mild`, every rating certain.",
        facts=("IF-V1", "9.2"),
        input=collection([
            patient("1990-02-14", "female"),
            condition(
                "dvt", ("dvt-left-iliac-icd", "dvt-left-iliac"), onset="2026-06-09",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"], recorded="2026-06-13"),
            duplex(date="2026-06-13"),
            severity("mild"),
            observation("limitation", "functional-limitation", False, side="left"),
            *NO_COMPRESSION, healthy(), not_pregnant(), *limb_signs_negative(),
        ]),
        answers=answer(
            "matched", "acute-mild", certain=True, closes="2026-06-23",
            evidence={
                CATHETER: ["chest-2021", "attract-iliofemoral"],
                STOCKINGS: ["chest-2021", "sox", "ideal"]},
            cautions={STOCKINGS: ["the sources disagree"]},
            facts={
                "age-group": known("adult"), "compression-evidence": ("settled", "none"),
                "pregnancy": ("settled", "not-pregnant"), "severity": known("mild")})),
    Case(
        "variants/acute-moderate-severe",
        who="Man, 50, otherwise healthy: four days of moderate symptoms, left iliofemoral thrombosis. CT venography shows no "
        "compression; the limb is not threatened.",
        expected="`matched` `acute-moderate-severe`, every rating certain; two options are usually appropriate.",
        facts=("IF-V2", "9.2"),
        input=searchset([
            patient("1976-01-31", "male"),
            condition(
                "dvt", "dvt-iliofemoral-acute", onset_period=("2026-06-11", "2026-06-11"),
                sites=[("iliac-vein", "left")], evidence=["DiagnosticReport/duplex"]),
            duplex(),
            severity("moderate"),
            observation("limitation", "functional-limitation", True, side="left"),
            *NO_COMPRESSION, healthy(), *limb_signs_negative(),
        ]),
        answers=answer(
            "matched", "acute-moderate-severe", certain=True, closes="2026-06-25",
            facts={
                "compression-evidence": ("settled", "none"), "severity": known("moderate"),
                "pregnancy": ("settled", "not-pregnant")})),
    Case(
        "variants/acute-femoropopliteal",
        who="Man, 42, otherwise healthy: eight days of mild symptoms, thrombus in the right femoral vein below the common "
        "femoral vein.",
        expected="`matched` `acute-femoropopliteal`: the code I82.411 does not tell the common femoral from the femoral vein, "
        "the body site does.",
        facts=("IF-V3", "4.3"),
        input=transaction([
            patient("1984-03-22", "male"),
            condition(
                "dvt", "dvt-right-femoral-icd", onset="2026-06-07", severity="mild",
                sites=["superficial-femoral-vein", "right"], evidence=["DiagnosticReport/duplex"]),
            duplex("right", conclusion="dvt-right-femoral-icd"),
            healthy(), *limb_signs_negative("right"),
        ]),
        answers=answer(
            "matched", "acute-femoropopliteal", certain=True, closes="2026-06-21",
            evidence={CATHETER: ["attract-femoropopliteal"], ANTICOAGULATION: ["svs-avf-2012"]},
            facts={
                "segment": known("femoropopliteal"), "laterality": known("right"),
                "severity": known("mild")})),
    Case(
        "variants/may-thurner",
        who="Woman, 27, not pregnant, otherwise healthy: three days of severe symptoms, left iliofemoral thrombosis; CT "
        "venography shows compression of the left common iliac vein.",
        expected="`matched` `may-thurner`, every rating certain.",
        facts=("IF-V4", "O2"),
        input=document([
            patient("1999-05-19", "female"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-12", severity="severe",
                sites=ILIOFEMORAL_LONG_LEFT, evidence=["DiagnosticReport/ct-venogram"]),
            report(
                "ct-venogram", "ctv-left", conclusion=["dvt-left-iliac", "iliac-vein-compression"]),
            healthy(), not_pregnant(), *limb_signs_negative(),
        ]),
        answers=answer(
            "matched", "may-thurner", certain=True, remarks=["O2"], closes="2026-06-26",
            cautions={CATHETER: ["an antiplatelet drug after a stent", "no consensus"]},
            evidence={CATHETER: ["svs-avf-2012", "attract-iliofemoral"]},
            facts={"compression-evidence": known("cross-sectional")})),
    Case(
        "variants/limb-threat",
        who="Man, 61: one day of massive swelling with severe cyanosis, motor and sensory deficit and pain out of proportion, "
        "left iliofemoral thrombosis. Nobody wrote the diagnosis phlegmasia.",
        expected="`matched` `limb-threat`, emergency first: severe cyanosis with a motor or sensory deficit confirms the threat "
        "by the convention of FACTS 4.4.",
        facts=("IF-V5", "4.4", "F001-29"),
        input=message([
            patient("1965-04-04", "male"),
            condition(
                "dvt", "dvt-left-iliac-icd", onset="2026-06-14", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-06-15T06:45:00Z"),
            *[
                observation(sign, sign, True, side="left", date="2026-06-15T06:30:00Z")
                for sign in (
                    "massive-swelling", "severe-cyanosis", "motor-deficit", "sensory-deficit",
                    "pain-out-of-proportion")
            ],
        ]),
        answers=answer(
            "matched", "limb-threat", certain=True, escalation=True,
            cautions={ANTICOAGULATION: ["sole"]}, evidence={SURGERY: ["svs-avf-2012"]},
            facts={"limb-threat": known("confirmed"), "acuity": known("acute")})),
    Case(
        "variants/persistent",
        who="Man, 58: moderate symptoms five months after the start of anticoagulation alone for a right iliofemoral "
        "thrombosis.",
        expected="`matched` `persistent`, every rating certain; none is usually appropriate.",
        facts=("IF-V6",),
        input=collection([
            patient("1968-01-09", "male"),
            condition(
                "dvt", "dvt-chronic-right-iliac-icd", onset="2026-01-08", sites=ILIOFEMORAL_RIGHT,
                evidence=["DiagnosticReport/duplex"]),
            duplex("right", date="2026-01-10", conclusion="dvt-right-iliac"),
            severity("moderate", side="right"),
            medication_taken("anticoagulant", "apixaban", "2026-01-10"),
            anticoagulation_alone(), *limb_signs_negative("right"),
        ]),
        answers=answer(
            "matched", "persistent", certain=True,
            evidence={CATHETER: ["series-34", "vernacular", "c-tract"]}, facts={
                "acuity": known("chronic"), "severity": known("moderate"), "laterality": known("right"),
                "anticoagulation-duration": known("3-months-or-more")})),
    Case(
        "variants/pregnancy",
        who="Woman, 28, 28 weeks pregnant: six days of moderate symptoms, left iliofemoral thrombosis; MR venography shows no "
        "compression; the limb is not threatened.",
        expected="`matched` `pregnancy`, every rating certain. A guideline leans against catheter-directed therapy in "
        "pregnancy; the answer shows both.",
        facts=("IF-V7", "7.2"),
        input=collection([
            patient("1998-03-05", "female"),
            condition(
                "dvt", ("dvt-left-iliac-icd", "dvt-pregnancy-icd"), onset="2026-06-09",
                severity="moderate", sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            duplex(),
            pregnant(),
            observation("gestation", "gestational-age", quantity(28, "weeks", "wk")),
            report("mr-venogram", "mrv-pelvis", results=["Observation/compression"]),
            observation("compression", "iliac-vein-compression", False, side="left"),
            *limb_signs_negative(),
        ]),
        answers=answer(
            "matched", "pregnancy", certain=True, closes="2026-06-23",
            evidence={CATHETER: ["ash-2018-pregnancy"], ANTICOAGULATION: ["ash-2018-pregnancy"]},
            cautions={CATHETER: ["the sources disagree on thrombolysis in pregnancy"]},
            facts={
                "pregnancy": known("pregnant"), "severity": known("moderate"),
                "compression-evidence": ("settled", "none")})),
]
