"""The schedule of FACTS 3.9, dated from the record, against what the record shows to have been done."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *


def stented(*more):
    """A man with a stent of five months ago, placed for a left iliofemoral thrombosis and without symptoms."""
    return [
        patient("1981-09-03", "male"),
        condition(
            "dvt", "dvt-iliofemoral", onset="2026-01-10", sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"]),
        duplex(date="2026-01-11", conclusion="dvt-left-iliac"),
        procedure("stent", "stent-left-iliac-pcs", "2026-01-15"),
        medication_taken("anticoagulant", "apixaban", "2026-01-12"),
        severity("mild"), healthy(), phlegmasia_refuted(), *more,
    ]


DATES = ["2026-02-15", "2026-04-15", "2026-07-15", "2027-01-15", "2028-01-15"]

CASES = [
    Case(
        "rules/stent-duplex-overdue",
        who="Man, 44, stent in the left common iliac vein five months ago, one duplex ultrasound since, five days before the "
        "first that was due.",
        expected="`no-variant` (G12). Duplex was due at 1 and 3 months: whether that one was the first is left to the reader, the "
        "second is overdue. The protocol of the series stands beside it, is no recommendation and never overdue.",
        facts=("3.9", "F000-18", "F001-22", "6.1", "G12"),
        input=collection(stented(report("duplex-1", "duplex-left", "2026-02-10"))),
        answers=answer(
            "no-variant", remarks=["G12"],
            mentions=["Overdue by the record since 2026-04-15", "Last duplex ultrasound on record: 2026-02-10",
                      "not a recommendation"],
            follow_ups=[
                ("F000-18", "due", DATES, ["2026-04-15"], ["2026-02-10"]),
                ("F001-22", "due", [], [], ["2026-02-10"]),
                ("F000-17", "due", [], [], []),
                ("F000-21", "conditional", [], [], []),
            ])),
    Case(
        "rules/stent-duplex-done",
        who="The same man with a duplex ultrasound of the other leg as well, and one of this leg after the second due date.",
        expected="`no-variant` (G12). Nothing is overdue: the record has a duplex ultrasound of this leg from after both dates.",
        facts=("3.9", "F000-18"),
        input=collection(stented(
            report("duplex-right", "duplex-right", "2026-02-14"),
            report("duplex-2", "duplex-left", "2026-05-04"))),
        answers=answer(
            "no-variant", remarks=["G12"],
            follow_ups=[("F000-18", "due", DATES, [], ["2026-05-04"])])),
    Case(
        "rules/lysed-follow-up",
        who="Man, 44, otherwise healthy, five months after a catheter-directed therapy of a left iliofemoral thrombosis without "
        "stent; moderate symptoms go on.",
        expected="`no-variant` (G7). Anticoagulation at least 3 to 6 months from the procedure; one duplex in the first weeks to "
        "months, for which no date is made up.",
        facts=("3.9", "F001-19", "F001-20", "G7"),
        input=collection([
            patient("1981-09-03", "male"),
            condition(
                "dvt", "dvt-iliofemoral", onset="2026-01-10", severity="moderate",
                sites=ILIOFEMORAL_LEFT, evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-01-11", conclusion="dvt-left-iliac"),
            procedure("thrombectomy", "thrombectomy-left-iliac-pcs", "2026-01-15"),
            medication_taken("anticoagulant", "apixaban", "2026-01-12"),
            healthy(), phlegmasia_refuted(),
        ]),
        answers=answer(
            "no-variant", remarks=["G7"],
            follow_ups=[
                ("F001-19", "due", ["2026-04-15", "2026-07-15"], [], []),
                ("F001-20", "due", [], [], []),
            ])),
    Case(
        "rules/mild-follow-up",
        who="Man, 44, otherwise healthy: mild symptoms for nine days, imaged six days ago, on anticoagulation since then and "
        "examined again the day after.",
        expected="`matched` `acute-mild`: the check within 48 hours was done, the visit within a week is still ahead, and "
        "anticoagulation is to be decided on after 3 to 6 months.",
        facts=("3.9", "F002-14", "F002-17"),
        input=collection([
            patient("1981-09-03", "male"),
            condition(
                "dvt", "dvt-iliofemoral", onset="2026-06-06", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            duplex(date="2026-06-09", conclusion="dvt-left-iliac"),
            severity("mild", date="2026-06-10"),
            medication_taken("anticoagulant", "apixaban", "2026-06-09"),
            healthy(), phlegmasia_refuted(),
        ]),
        answers=answer(
            "matched", "acute-mild", certain=UNIMAGED, closes="2026-06-20",
            follow_ups=[
                ("F002-14", "deadline", ["2026-06-11"], [], ["2026-06-10"]),
                ("F002-17, F002-22", "deadline", ["2026-06-16"], [], []),
                ("F002-17 (V)", "due", ["2026-09-09", "2026-12-09"], [], []),
                ("F002-18", "conditional", [], [], []),
            ])),
]
