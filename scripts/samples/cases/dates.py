"""The date vectors of FACTS 4.2 from FHIR input on (13 and 14 days, 15 and 16 March: T1, T2, T17, T18)."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *


def since(onset, *more, imaging=DAY_BEFORE):
    """A man, otherwise healthy, with moderate symptoms of a left iliofemoral thrombosis."""
    return [
        patient("1973-10-10", "male"),
        condition(
            "dvt", "dvt-iliofemoral", onset=onset, severity="moderate", sites=ILIOFEMORAL_LEFT,
            evidence=["DiagnosticReport/duplex"]),
        duplex(date=imaging, conclusion="dvt-iliofemoral"),
        healthy(), *limb_signs_negative(), *more,
    ]


TAKEN = medication_taken("anticoagulant", "apixaban", "2026-06-12")

CASES = [
    Case(
        "dates/onset-28-days",
        who="Man, 52, otherwise healthy: moderate symptoms since 2026-05-18, anticoagulated since 2026-06-12.",
        expected="`no-variant`: 28 days, subacute (G3).",
        facts=("4.2", "G3"),
        input=collection(since("2026-05-18", TAKEN)),
        answers=answer("no-variant", remarks=["G3"], facts={"acuity": known("subacute")})),
    Case(
        "dates/onset-29-days",
        who="The same man with onset on 2026-05-17.",
        expected="`no-variant`: 29 days, late subacute (G3).",
        facts=("4.2", "G3"),
        input=collection(since("2026-05-17", TAKEN)),
        answers=answer("no-variant", remarks=["G3"], facts={"acuity": known("late-subacute")})),
    Case(
        "dates/onset-this-month",
        who="The same man with onset \"2026-06\", seen with imaging on 2026-06-14.",
        expected="`undetermined`: 1 to 15 June is 0 to 14 days, which straddles the limit; the answer says so (G17), and the "
        "onset is asked for.",
        facts=("4.2", "G17"),
        input=collection(since("2026-06", TAKEN)),
        answers=whole(
            "undetermined", gaps=None, asks=["acuity"], mentions=["partial"],
            candidates=[("acute-moderate-severe", [], ["acuity"])],
            facts={"acuity": ("unknown", "acute", "subacute")})),
    Case(
        "dates/onset-last-month",
        who="The same man with onset \"2026-05\".",
        expected="`no-variant`: 15 to 45 days, surely not acute, whichever day it was (G3).",
        facts=("4.2", "G3"),
        input=collection(since("2026-05", TAKEN)),
        answers=answer(
            "no-variant", remarks=["G3"], candidates=[("acute-moderate-severe", ["acuity"], [])])),
    Case(
        "dates/imaged-26-days-ago",
        who="The same man without any onset; duplex showed the thrombosis on 2026-05-20.",
        expected="`no-variant`: the imaging is a lower bound of 26 days, so the case is not acute. Whether it is subacute or chronic is not known, but "
        "anticoagulation has not lasted three months either way.",
        facts=("4.2", "G3"),
        input=collection(since(None, TAKEN, imaging="2026-05-20")),
        answers=answer(
            "no-variant", candidates=[("acute-moderate-severe", ["acuity"], [])])),
    Case(
        "dates/imaged-yesterday",
        who="The same man without any onset; duplex showed the thrombosis yesterday.",
        expected="`undetermined`: a recent diagnosis does not make the case acute; the onset is asked for.",
        facts=("4.2", "9.2"),
        input=collection(since(None, TAKEN)),
        answers=answer(
            "undetermined", asks=["acuity"],
            candidates=[("acute-moderate-severe", [], ["acuity"])], facts={"acuity": ("unknown",)})),
    Case(
        "dates/zone-of-the-place",
        who="The same man; the onset was written as half past eleven in the evening of 2026-06-01, five hours behind UTC.",
        expected="`no-variant`: days are counted on the calendar of the place, so this is 14 days (G17). In UTC it would be 13, "
        "and a variant would match that does not fit.",
        facts=("4.2", "G3", "G17"),
        input=collection(since("2026-06-01T23:30:00-05:00", TAKEN)),
        answers=answer("no-variant", remarks=["G3", "G17"], facts={"acuity": known("subacute")})),
    Case(
        "dates/three-months-clamped",
        who="Man, 52: anticoagulation alone since 2025-11-30, moderate symptoms, evaluated on 2026-02-28.",
        expected="`matched` `persistent`: three calendar months end on the last day of February.",
        facts=("4.2", "IF-V6"),
        as_of="2026-02-28",
        input=collection([
            patient("1973-10-10", "male"),
            condition(
                "dvt", "dvt-iliofemoral", onset="2025-11-27", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            duplex(date="2025-11-30", conclusion="dvt-iliofemoral"),
            severity("moderate", date="2026-02-27"),
            medication_taken("anticoagulant", "apixaban", "2025-11-30"),
            anticoagulation_alone(date="2026-02-27"),
            *limb_signs_negative(date="2026-02-27"),
        ], timestamp="2026-02-28T09:30:00Z"),
        answers=answer(
            "matched", "persistent", certain=True,
            facts={"anticoagulation-duration": known("3-months-or-more"), "acuity": known("chronic")})),
]
