"""Scores of two legs, as Observations and as answers to questions (FACTS 5.1 to 5.3)."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *
from .vectors_scores import CHRONIC

VILLALTA_12 = {
    "villalta-pain": 2, "villalta-cramps": 1, "villalta-heaviness": 2, "villalta-paresthesia": 1,
    "villalta-pruritus": 0, "villalta-pretibial-edema": 2, "villalta-induration": 1,
    "villalta-hyperpigmentation": 1, "villalta-redness": 0, "villalta-venous-ectasia": 1,
    "villalta-calf-compression-pain": 1,
}
VCSS_7 = {
    "vcss-pain": 2, "vcss-varicose-veins": 0, "vcss-venous-edema": 2, "vcss-pigmentation": 1,
    "vcss-inflammation": 0, "vcss-induration": 1, "vcss-active-ulcers": 0, "vcss-ulcer-duration": 0,
    "vcss-ulcer-size": 0, "vcss-compression-use": 1,
}
LEFT = {**VILLALTA_12, "villalta-ulcer": False, **VCSS_7}
RIGHT = {"villalta-total": 16, "villalta-pain": 3, "villalta-heaviness": 3}


def chronic_both(*scores):
    """A woman eight months after thrombosis of both legs, treated with anticoagulation alone."""
    return collection([
        patient("1958-08-19", "female"),
        *[
            condition(
                f"dvt-{side}", f"dvt-chronic-{side}-iliac-icd", onset="2025-10-02",
                sites=[("external-iliac-vein", side)], evidence=[f"DiagnosticReport/duplex-{side}"])
            for side in ("left", "right")
        ],
        *[
            duplex(side, "2025-10-04", f"dvt-{side}-iliac", f"duplex-{side}")
            for side in ("left", "right")
        ],
        medication_taken("anticoagulant", "rivaroxaban-atc", "2025-10-04"),
        anticoagulation_alone(),
        *scores,
    ])


def expected():
    """What holds however the scores are sent."""
    return answer(
        "no-variant", "persistent", remarks=["G6"], candidates=[("persistent", ["severity"], [])],
        certain=None,
        cases=[
            ("left", None, "matched", ["persistent"], {
                **CHRONIC, "severity": known("moderate"), "post-thrombotic-syndrome": known("yes")}),
            ("right", None, "no-variant", [], {
                **CHRONIC, "severity": known("severe"), "post-thrombotic-syndrome": known("yes")}),
        ],
        scores=[
            scored(
                "villalta", "left", total=12, category="moderate", completeness="complete",
                remarks=["on two occasions"]),
            scored("vcss", "left", total=7, completeness="complete", remarks=["no source names"]),
            scored(
                "villalta", "right", total=16, category="severe", completeness="as-sent",
                remarks=["not all items are on record to check it"]),
        ])


def open_villalta(leg):
    """A total of 12 that may be of either leg, as it is told for one of them."""
    return scored(
        "villalta", leg, total=12, category="moderate", completeness="as-sent", side="open",
        remarks=["may be of either leg"])


CASES = [
    Case(
        "rules/scores-as-observations",
        who="Woman, 67, eight months of anticoagulation alone for thrombosis of both legs. Left: all items of Villalta "
        "and VCSS. Right: a Villalta total and two of its items.",
        expected="Each leg for itself: left Villalta 12, `matched` `persistent`; right Villalta 16, `no-variant` (G6).",
        facts=("5.1", "5.3", "5.5", "G6", "IF-V6"),
        input=chronic_both(
            *score_items(LEFT, side="left", prefix="left-"),
            *score_items(RIGHT, side="right", prefix="right-")),
        answers=expected()),
    Case(
        "rules/scores-as-answers",
        who="The woman of `scores-as-observations`, with the same scores as answers to our questionnaire, a group for "
        "each leg.",
        expected="The same answer and the same scores.",
        facts=("5.1", "5.3", "CONTRACT 5"),
        input=chronic_both(
            answers_to_questions("scores", {}, legs={"left": LEFT, "right": RIGHT})),
        answers=expected()),
    Case(
        "rules/score-of-unknown-leg",
        who="The same woman with one Villalta total of 12 that names no leg, and a CEAP class C4 that was C6 before.",
        expected="`undetermined`: the score may be of either leg, so the severity of both is asked for.",
        facts=("5.1", "5.2", "IF-V6"),
        input=chronic_both(
            observation("villalta", "villalta-total", 12),
            observation(
                "ceap-before", "ceap-clinical-class", {"valueString": "C6"}, date="2026-01-12",
                side="left"),
            observation("ceap", "ceap-clinical-class", {"valueString": "C4a"}, side="left")),
        answers=answer(
            "undetermined", asks=["severity"], candidates=[("persistent", [], ["severity"])],
            facts={**CHRONIC, "severity": ("unknown",)},
            cases=[
                (side, None, "undetermined", [], {"severity": ("unknown",)})
                for side in ("left", "right")
            ],
            scores=[
                open_villalta("left"),
                scored(
                    "ceap", "left", category="C4a", timing=None, occasions=2, remarks=["stays C5"]),
                open_villalta("right"),
            ])),
]
