"""What an answer must say, written from FACTS and CONTRACT, never from what the program prints.

The rating table below is a second, independent transcription of FACTS 1.3; it is not read from `Profiles`.
"""

ANTICOAGULATION = "anticoagulation-alone"
STOCKINGS = "compression-stockings"
CATHETER = "catheter-directed-therapy"
SURGERY = "surgical-thrombectomy"
LYSIS = "systemic-thrombolysis"
OPTIONS = (ANTICOAGULATION, STOCKINGS, CATHETER, SURGERY, LYSIS)

UA = "usually-appropriate"
MBA = "may-be-appropriate"
MBAD = "may-be-appropriate-disagreement"
UNA = "usually-not-appropriate"

ALONE = "Anticoagulation alone"
GCS = "Graded compression stocking therapy"
CDT_STENT = "CDT/PMT with or without stent placement"

# FACTS 1.3: 25 rows.
TABLE = {
    "acute-mild": [
        (ANTICOAGULATION, ALONE, UA),
        (STOCKINGS, GCS, MBA),
        (CATHETER, CDT_STENT, UNA),
        (SURGERY, "Surgical thrombectomy techniques", UNA),
    ],
    "acute-moderate-severe": [
        (ANTICOAGULATION, ALONE, UA),
        (CATHETER, CDT_STENT, UA),
        (SURGERY, "Surgical thrombectomy techniques", MBA),
    ],
    "acute-femoropopliteal": [
        (ANTICOAGULATION, ALONE, UA),
        (STOCKINGS, GCS, MBA),
        (CATHETER, "CDT/PMT", UNA),
    ],
    "may-thurner": [
        (CATHETER, CDT_STENT, UA),
        (ANTICOAGULATION, ALONE, MBA),
        (SURGERY, "Hybrid surgical thrombectomy with stenting", MBA),
    ],
    "limb-threat": [
        (CATHETER, CDT_STENT, UA),
        (SURGERY, "Surgical thrombectomy with or without stent placement", UA),
        (LYSIS, "Systemic thrombolysis", MBA),
        (ANTICOAGULATION, ALONE, UNA),
    ],
    "persistent": [
        (ANTICOAGULATION, ALONE, MBA),
        (CATHETER, CDT_STENT, MBA),
        (STOCKINGS, GCS, MBA),
        (SURGERY, "Surgical thrombectomy with or without stent placement", MBAD),
    ],
    "pregnancy": [
        (ANTICOAGULATION, ALONE, UA),
        (CATHETER, CDT_STENT, MBA),
        (STOCKINGS, GCS, MBA),
        (SURGERY, "Surgical thrombectomy with or without stent placement", MBA),
    ],
}

STATUS = {
    "matched": "success",
    "provisional": "data-requested",
    "overlap": "success",
    "no-variant": "success",
    "not-covered": "success",
    "undetermined": "data-required",
    "unusable": "failure",
}


# What is certain while nobody has looked for a compression of the iliac vein: cross-sectional imaging that shows one
# brings `may-thurner` in (3.10, O1, O2, O4), and knowing more never overturns a rating that was called certain.
UNIMAGED = {
    "acute-mild": {ANTICOAGULATION: False, CATHETER: False, SURGERY: False},
    "acute-moderate-severe": {ANTICOAGULATION: False, CATHETER: True, SURGERY: True},
    "pregnancy": {ANTICOAGULATION: False, CATHETER: False, SURGERY: True},
}


# FACTS 3.9, by variant; what an article adds to a row of its own stands with it. Rows that hang on what was done to the
# patient come with the case.
PLAN = {
    "acute-mild": ("F002-14", "F002-17", "F002-18", "F002-19", "F002-20", "F002-21", "F002-22", "F002-23"),
    "acute-moderate-severe": (
        "F000-29", "F001-19", "F001-20", "F001-21", "F001-22", "F001-25", "F001-28", "F002-18", "F002-21"),
    "acute-femoropopliteal": ("F002-18", "F002-21"),
    "may-thurner": ("F000-17", "F000-18", "F000-19", "F000-21", "F000-24", "F000-29", "F002-18", "F002-21"),
    "limb-threat": ("F000-29", "F002-18", "F002-21"),
    "persistent": ("F002-18", "F002-19", "F002-21"),
    "pregnancy": ("F000-29", "F002-18", "F002-21"),
}

# FACTS 3.10, by the variant from which a row starts; F001-24 beside it. `any` is for every thrombosis.
EVENTS = {
    "acute-mild": ("limb-threat-sign", "worsening", "may-thurner-found", "persisting"),
    "acute-moderate-severe": (
        "limb-threat-sign", "may-thurner-found", "persisting", "failed-lysis", "stented-new-symptoms",
        "not-improving"),
    "acute-femoropopliteal": ("limb-threat-sign",),
    "may-thurner": ("limb-threat-sign", "failed-lysis", "stented-new-symptoms"),
    "limb-threat": (),
    "persistent": ("severe-changes",),
    "pregnancy": ("limb-threat-sign", "delivery"),
    "any": ("anticoagulation-stopped",),
}

# FACTS 8: the rows of the neighbouring topics to which a vector leads.
FILTER_2, FILTER_3 = "ivc-filter/2", "ivc-filter/3"
SUSPECTED = "suspected-dvt/1"
SEVERE_CHANGES = "chronic-venous-disease/treatment-severe-post-thrombotic"
NO_THROMBOSIS, MINORS = "no-thrombosis", "minors"
TOPICS = {
    MINORS: [],
    NO_THROMBOSIS: [],
    SUSPECTED: [
        ("US duplex Doppler lower extremity", UA),
        ("MR venography with and without contrast", MBA),
        ("MR venography without contrast", MBA),
        ("CT venography", MBA),
        ("Catheter venography", UNA),
    ],
    FILTER_2: [("Retrievable filter", UA), ("Permanent filter", MBA)],
    FILTER_3: [("Observation with serial imaging", UA), ("Anticoagulation", MBA), ("Filters", UNA)],
    SEVERE_CHANGES: [
        ("Compression", UA),
        ("Endovascular stenting", UA),
        ("Catheter-directed thrombolysis with or without thrombectomy", MBA),
        ("Venous angioplasty", MBA),
        ("Saphenous ablation", MBA),
        ("Bypass", MBA),
        ("Compression sclerotherapy", UNA),
    ],
}


def ratings(variants, certain=None):
    """The rows of the variants, and `not-rated` for every option that a variant leaves out.

    `certain` is one answer for all rows, answers by variant and option, or `None` to leave it unchecked.
    """
    rows = []
    for variant in variants:
        table = TABLE[variant]
        rated = {option for option, _, _ in table}
        for option, label, rating in table:
            row = {"variant": variant, "option": option, "label": label, "rating": rating}
            sure = certain.get(variant, {}).get(option) if isinstance(certain, dict) else certain
            if sure is not None:
                row["certain"] = sure
            rows.append(row)
        for option in OPTIONS:
            if option not in rated:
                rows.append({"variant": variant, "option": option, "rating": "not-rated"})
    return rows


def answer(
    outcome, *variants, assumptions=(), escalation=False, status=None, options=None, certain=None,
    remarks=(), asks=(), prompts=(), candidates=(), facts=None, topics=(), closes=None, cautions=None,
    evidence=None, mentions=(), subject=None, orders=(), cases=(), history=(), follow_ups=(),
    scores=()
):
    """One answer. What is left out is not checked.

    - `options`: by default the rows of FACTS 1.3 for the variants; unchecked for `undetermined`
    - `asks`: features that a dataRequirement must ask for; for the outcomes that ask for nothing, empty means none
    - `prompts`: features that a person must examine although nothing waits for them
    - `candidates`: `(variant, differs, unknown)`; the named features must be among those of the answer
    - `facts`: feature -> (state, possible values); `settled` is `known` or `absent`
    - `topics`, `mentions`: words of the neighbouring topic, of the whole answer, in any case
    - `closes`: the day on which a change is due (the first day outside a window)
    - `cases`: `(leg, episode, outcome, variants, facts)` in order, when there is more than one; `episode` is None where the
      leg has one
    - `follow_ups`: `(words of the source, kind, dates, past due, examinations on record)`; None is unchecked
    - `scores`: every score that must be told (`scored`)
    - `history`: `(standing, began)` of the thromboses that are told and not rated
    - `cautions`: option -> words that its cautions must hold
    - `evidence`: option -> publications that must be said to bear on it (`Profiles/criteria/evidence.json`)
    - `orders`: every rating of an order (`ordered`); left out, there must be none
    """
    made = {
        "outcome": outcome,
        "status": status or STATUS[outcome],
        "variants": list(variants),
        "assumptions": list(assumptions),
        "escalation": escalation,
    }
    if options is not None:
        made["options"] = list(options)
    elif outcome != "undetermined":
        made["options"] = ratings(variants, certain)
    if subject:
        made["subject"] = subject
    if remarks:
        made["remarks"] = list(remarks)
    if asks:
        made["asks"] = list(asks)
    if prompts:
        made["prompts"] = list(prompts)
    if candidates:
        made["candidates"] = [
            {"variant": variant, "differs": list(differs), "unknown": list(unknown)}
            for variant, differs, unknown in candidates
        ]
    if facts:
        made["facts"] = {feature: fact(*value) for feature, value in facts.items()}
    if topics:
        made["topics"] = list(topics)
    if mentions:
        made["mentions"] = list(mentions)
    if closes:
        made["changeDates"] = [closes]
    if cautions:
        made["cautions"] = {option: list(words) for option, words in cautions.items()}
    if evidence:
        made["evidence"] = {option: list(ids) for option, ids in evidence.items()}
    if orders:
        made["orders"] = list(orders)
    if cases:
        made["cases"] = [
            {
                "leg": leg, **({"episode": episode} if episode else {}), "outcome": case_outcome,
                "variants": list(case_variants),
                "facts": {feature: fact(*value) for feature, value in case_facts.items()},
            }
            for leg, episode, case_outcome, case_variants, case_facts in cases
        ]
    if follow_ups:
        made["followUps"] = [
            {
                "source": source, "kind": kind,
                **{
                    name: list(days)
                    for name, days in (("dates", dates), ("pastDue", past_due), ("onRecord", on_record))
                    if days is not None
                },
            }
            for source, kind, dates, past_due, on_record in follow_ups
        ]
    if scores:
        made["scores"] = list(scores)
    if history:
        made["history"] = [{"standing": standing, "began": began} for standing, began in history]
    return made


def whole(
    outcome, *variants, candidates=(), gaps=(), remarks=(), plan=None, events=None, topics=(), **more
):
    """One answer that holds nothing but what FACTS names for the case: `answer`, and whole lists.

    - `candidates`: all of them, with everything that differs and everything that is unknown (9.3)
    - `gaps`: all overlaps and gaps of 9.4; None leaves them unchecked
    - `plan`: the facts that follow-ups cite, by default those of the variants (3.9)
    - `events`: what to evaluate again after, by default the rows of 3.10 that start from the variants, and the one that
      starts from any thrombosis
    - `topics`: ids of all neighbouring topics (8)
    """
    made = answer(outcome, *variants, remarks=gaps or remarks, **more)
    made["onlyCandidates"] = [
        {"variant": variant, "differs": list(differs), "unknown": list(unknown)}
        for variant, differs, unknown in candidates
    ]
    if gaps is not None:
        made["gaps"] = sorted(gaps)
    if plan is None:
        plan = {fact for variant in variants for fact in PLAN[variant]}
    if events is None:
        events = {event for variant in (*variants, "any") for event in EVENTS[variant]}
        if "may-thurner" in variants:
            # It has been found.
            events.discard("may-thurner-found")
    made["plan"] = sorted(plan)
    made["reevaluate"] = sorted(events)
    made["topicRatings"] = {
        topic: [{"label": label, "rating": rating} for label, rating in TOPICS[topic]] for topic in topics}
    return made


def ordered(
    request, result, option=None, rating=None, variant=None, *, certain=None, unknown=(), topic=None,
    leg=None, notes=(), cautions=()
):
    """One rating of an order; `notes` and `cautions` are words that it must hold."""
    made = {"request": request, "result": result}
    for name, value in (
        ("option", option), ("rating", rating), ("variant", variant), ("certain", certain),
        ("topic", topic), ("leg", leg),
    ):
        if value is not None:
            made[name] = value
    for name, values in (("unknown", unknown), ("notes", notes), ("cautions", cautions)):
        if values:
            made[name] = list(values)
    return made


def scored(
    instrument, leg, *, total=None, at_least=None, category=None, completeness=None, timing="established",
    side="stated", occasions=1, remarks=()
):
    """One score as the guidance must tell it; `remarks` are words that its remarks must hold."""
    made = {"instrument": instrument, "leg": leg, "side": side, "occasions": occasions}
    for name, value in (
        ("total", total), ("atLeast", at_least), ("category", category), ("completeness", completeness),
        ("timing", timing),
    ):
        if value is not None:
            made[name] = value
    if remarks:
        made["remarks"] = list(remarks)
    return made


def fact(state, *possible):
    made = {"state": state}
    if possible:
        made["possible"] = list(possible)
    return made


def known(*values):
    return ("known", *values)


__all__ = [name for name in dir() if not name.startswith("_")]
