"""Several thromboses of one leg, told apart by when they began (issue 3, item 11; docs/case-record.md)."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

BORN = "1972-07-07"


def man(*more, signs=True):
    """An otherwise healthy man."""
    return [
        patient(BORN, "male"), healthy(), *(limb_signs_negative() if signs else []), *more]


def thrombosis(key, onset, *, side="left", evidence=None, code="dvt-left-iliac-icd", **more):
    sites = ILIOFEMORAL_LEFT if side == "left" else ILIOFEMORAL_RIGHT
    return condition(
        key, code, onset=onset, sites=sites,
        evidence=[f"DiagnosticReport/{evidence}"] if evidence else None, **more)


def new(**more):
    """The thrombosis of five days ago, with its duplex report."""
    more.setdefault("severity", "moderate")
    return [thrombosis("dvt-new", "2026-06-10", evidence="duplex-new", **more), duplex(key="duplex-new")]


def old(*, side="left", **more):
    """The thrombosis of two years ago, with the duplex report of then."""
    code = "dvt-iliofemoral" if side == "left" else "dvt-right-iliac-icd"
    return [
        thrombosis("dvt-old", "2024-02-01", side=side, evidence="duplex-old", code=code, **more),
        duplex(side, date="2024-02-03", conclusion=f"dvt-{side}-iliac", key="duplex-old"),
    ]


CASES = [
    Case(
        "rules/resolved-before",
        who="Man, 53, otherwise healthy: five days of moderate symptoms of a left iliofemoral thrombosis. Two years ago he had "
        "one in the same leg; it was treated with anticoagulation alone and is on record as resolved.",
        expected="`matched` `acute-moderate-severe` for the new one, flagged G12. The resolved one is history: told, not rated, "
        "and neither its onset nor its treatment is taken for that of the new one.",
        facts=("G12", "4.2", "4.6", "IF-V2"),
        input=collection(man(
            *old(clinical="resolved", abatement="2024-09-01"), *new(),
            medication_taken("anticoagulant-old", "apixaban", "2024-02-03", end="2024-08-20"),
            medication_taken("anticoagulant-new", "apixaban", "2026-06-11"),
            observation(
                "alone-old", "anticoagulation-alone", True, date="2024-03-10"))),
        answers=answer(
            "matched", "acute-moderate-severe", certain=UNIMAGED, remarks=["G12"], closes="2026-06-24",
            facts={
                "prior-thrombosis": known("yes"), "acuity": known("acute"),
                "anticoagulation-duration": known("under-3-months"),
                "anticoagulation-alone": ("unknown",)},
            history=[("over", "2024-02-01")], mentions=["onset 2026-06-10"])),
    Case(
        "rules/acute-on-chronic",
        who="The same man with the thrombosis of two years ago still active and moderately symptomatic on anticoagulation alone, "
        "and a new one of the same leg five days ago.",
        expected="Each is evaluated for itself: `matched` `acute-moderate-severe` for the new one, flagged G12, and `matched` "
        "`persistent` for the old one. The outcome of the patient is that of the newest.",
        facts=("G12", "IF-V2", "IF-V6", "4.2"),
        input=collection(man(
            *old(severity="moderate"), *new(severity="severe"),
            medication_taken("anticoagulant", "apixaban", "2024-02-03"),
            observation(
                "alone-old", "anticoagulation-alone", True, date="2024-03-10"))),
        answers=whole(
            "matched", "acute-moderate-severe", "persistent", gaps=["G12"], closes="2026-06-24",
            mentions=["The ACR is silent on acute on chronic disease", "Left leg, onset 2026-06-10", "Left leg, onset 2024-02-01"],
            cases=[
                ("left", "2026-06-10", "matched", ["acute-moderate-severe"], {
                    "acuity": known("acute"), "severity": known("severe"),
                    "prior-thrombosis": known("yes"),
                    "anticoagulation-duration": known("under-3-months")}),
                ("left", "2024-02-01", "matched", ["persistent"], {
                    "acuity": known("chronic"), "severity": known("moderate"),
                    "anticoagulation-duration": known("3-months-or-more"),
                    "anticoagulation-alone": known("yes")}),
            ])),
    Case(
        "rules/acute-on-undated-chronic",
        who="The same man with a chronic thrombosis of the left iliac vein on his problem list, without any date, beside the new "
        "one.",
        expected="`matched` `acute-moderate-severe` for the new one, flagged G12; the chronic one is `undetermined` for itself, "
        "since nothing dates it: chronic in a code is no count of days.",
        facts=("G12", "4.3", "IF-V2"),
        input=collection(man(
            condition("dvt-old", "dvt-chronic-left-iliac-icd", verification="confirmed"), *new())),
        answers=answer(
            "matched", "acute-moderate-severe", remarks=["G12"],
            closes="2026-06-24", asks=["acuity"],
            cases=[
                ("left", "2026-06-10", "matched", ["acute-moderate-severe"], {
                    "acuity": known("acute"), "prior-thrombosis": known("yes")}),
                ("left", "undated", "undetermined", [], {"acuity": ("unknown",)}),
            ])),
    Case(
        "rules/one-episode-or-two",
        who="The same man with two active thromboses of the left leg, one dated five days ago and one 40 days before that.",
        expected="`undetermined`: less than three months apart and more than 14 days, they may be one episode or two, and the "
        "record does not tell. It is said, both onsets stay open, and the onset is asked for.",
        facts=("4.2", "G12", "F000-5"),
        input=collection(man(thrombosis("dvt-first", "2026-05-01", code="dvt-left-iliac-icd"), *new())),
        answers=answer(
            "undetermined", asks=["acuity"], mentions=["one episode or two cannot be told"],
            candidates=[("acute-moderate-severe", [], ["acuity"])],
            facts={
                "acuity": ("conflicting", "acute", "late-subacute"), "prior-thrombosis": ("unknown",)})),
    Case(
        "rules/ended-before",
        who="The same man; the thrombosis of 40 days before is on record as over a week before the new one began.",
        expected="`matched` `acute-moderate-severe`, flagged G12: the record says that the first had ended, so the new one is "
        "another.",
        facts=("4.2", "G12"),
        input=collection(man(
            thrombosis(
                "dvt-first", "2026-05-01", clinical="resolved", abatement="2026-06-03"), *new())),
        answers=answer(
            "matched", "acute-moderate-severe", certain=UNIMAGED, remarks=["G12"], closes="2026-06-24",
            facts={"acuity": known("acute"), "prior-thrombosis": known("yes")},
            history=[("over", "2026-05-01")])),
    Case(
        "rules/recurrence",
        who="The same man; his only thrombosis of the left leg has the status recurrence and an onset two years ago.",
        expected="`undetermined`: the onset of a recurrence may be that of the first thrombosis, so this one began then or later. "
        "The onset is asked for, and that there was an earlier one is known.",
        facts=("4.2", "G12"),
        input=collection(man(
            thrombosis(
                "dvt", "2024-02-01", clinical="recurrence", severity="moderate", evidence="duplex-new"),
            duplex(key="duplex-new"))),
        answers=answer(
            "undetermined", asks=["acuity"], mentions=["calls the thrombosis a recurrence"],
            facts={"acuity": ("unknown",), "prior-thrombosis": known("yes")})),
    Case(
        "rules/episodes-of-two-legs",
        who="The same man with the lasting thrombosis of two years ago in the right leg and, in the left, the new one and one of "
        "last year that is still active.",
        expected="Three cases: each leg for itself, and in the left leg each episode. The outcome is that of the leg about whose "
        "newest least can be said.",
        facts=("G8", "G12", "issue 3.11"),
        input=collection(man(
            *old(side="right", severity="severe"), *new(),
            thrombosis("dvt-middle", "2025-03-01", code="dvt-left-iliac-icd", severity="mild"),
            observation("alone", "anticoagulation-alone", False, date="2024-03-10", side="right"))),
        answers=answer(
            "no-variant", "acute-moderate-severe", remarks=["G8", "G12", "G6"],
            closes="2026-06-24",
            facts={"laterality": known("bilateral")},
            cases=[
                ("left", "2026-06-10", "matched", ["acute-moderate-severe"], {"acuity": known("acute")}),
                ("left", "2025-03-01", "no-variant", [], {
                    "acuity": known("chronic"), "severity": known("mild")}),
                ("right", None, "no-variant", [], {
                    "acuity": known("chronic"), "severity": known("severe")}),
            ])),
]
