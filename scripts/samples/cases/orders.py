"""Orders: how a planned, proposed or ordered treatment rates (Guideline Appropriate Ordering)."""

from ..case import Case
from ..expectations import *
from ..packaging import *
from ..resources import *

BORN = "1972-07-07"


def thrombosis(grade="moderate", *more, well=True, sites=ILIOFEMORAL_LONG_LEFT, signs=True):
    """A man with five days of symptoms of a left iliofemoral thrombosis."""
    return [
        patient(BORN, "male"),
        condition(
            "dvt", "dvt-left-iliac-icd", onset="2026-06-10", severity=grade, sites=sites,
            evidence=["DiagnosticReport/duplex"]),
        duplex(),
        *([healthy()] if well else []),
        *(limb_signs_negative() if signs else []),
        *more,
    ]


def compression():
    """CT venography that shows May-Thurner anatomy."""
    return [report("ct-venogram", "ctv-left", conclusion=["dvt-left-iliac", "iliac-vein-compression"])]


CLOSES = "2026-06-24"
MATCHED = {"certain": UNIMAGED, "closes": CLOSES}

CASES = [
    Case(
        "rules/order-within",
        who="Man, 53, otherwise healthy, five days of moderate symptoms; a percutaneous thrombectomy of the left iliac vein is "
        "drafted as a ServiceRequest.",
        expected="`matched` `acute-moderate-severe`; the order is `within`: catheter-directed therapy is usually appropriate, "
        "and that is certain.",
        facts=("1.3", "1.5", "F001-2"),
        input=collection(thrombosis(
            "moderate", requested("request", "thrombectomy-left-iliac-pcs", state="draft"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED,
            orders=[ordered(
                "ServiceRequest/request", "within", CATHETER, UA, "acute-moderate-severe",
                certain=True)])),
    Case(
        "rules/order-outside",
        who="The man of the other cases with mild symptoms; a percutaneous thrombectomy of the left iliac vein is in "
        "preparation as a Procedure.",
        expected="`matched` `acute-mild`; the order is `outside`: usually not appropriate. The answer says that the reason for "
        "an exception should be documented.",
        facts=("1.3", "1.5", "F002-3"),
        input=collection(thrombosis(
            "mild",
            procedure("plan", "thrombectomy-left-iliac-pcs", "2026-06-17", status="preparation"))),
        answers=answer(
            "matched", "acute-mild", **MATCHED,
            orders=[ordered(
                "Procedure/plan", "outside", CATHETER, UNA, "acute-mild", certain=False,
                notes=["reason for an exception should be documented"])])),
    Case(
        "rules/order-no-guidelines",
        who="The man of the other cases with moderate symptoms: stockings are ordered, and a stent without removal of the "
        "thrombus.",
        expected="`matched` `acute-moderate-severe`; both orders are `no-guidelines`: the variant does not rate stockings, and a "
        "stent is rated only as part of an option that removes the thrombus.",
        facts=("1.3", "1.4.1", "F001-31", "T38"),
        input=collection(thrombosis(
            "moderate", requested("stockings", "stocking"),
            requested("stent", "stent-left-iliac-pcs"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED,
            orders=[
                ordered(
                    "ServiceRequest/stockings", "no-guidelines", STOCKINGS, "not-rated",
                    "acute-moderate-severe", notes=["not the same as not appropriate"]),
                ordered(
                    "ServiceRequest/stent", "no-guidelines",
                    notes=["only as part of an option", CDT_STENT.lower()])])),
    Case(
        "rules/order-no-variant",
        who="The man of the other cases with moderate symptoms and active non-Hodgkin lymphoma, platelets 80,000 per microliter; "
        "a thrombectomy is ordered.",
        expected="`no-variant` (G4), so that the order is `no-guidelines`; the contraindication to thrombolysis stands on it all "
        "the same.",
        facts=("G4", "4.7", "9.3"),
        input=collection(thrombosis(
            "moderate", condition("lymphoma", "lymphoma-icd", onset="2026-01"),
            observation("platelets", "platelets", quantity(80, "10*3/uL")),
            requested("request", "thrombectomy-left-iliac-pcs"), well=False)),
        answers=answer(
            "no-variant", remarks=["G4"],
            candidates=[("acute-moderate-severe", ["otherwise-healthy"], [])],
            orders=[ordered(
                "ServiceRequest/request", "no-guidelines", cautions=["platelet"])])),
    Case(
        "rules/order-with-contraindication",
        who="The man of the other cases, CT venography shows May-Thurner anatomy, platelets 80,000 per microliter; a "
        "thrombectomy with a stent is ordered in two requests.",
        expected="`matched` `may-thurner`; both orders are `within`, the stent as part of the option that names it, and the "
        "contraindication to thrombolysis stands on each.",
        facts=("1.3", "4.7", "O3"),
        input=collection(thrombosis(
            "moderate", *compression(),
            observation("platelets", "platelets", quantity(80, "10*3/uL")),
            requested("stent", "stent-left-iliac-pcs"),
            requested("thrombectomy", "thrombectomy-left-iliac-pcs"), well=False)),
        answers=answer(
            "matched", "may-thurner", closes=CLOSES, cautions={CATHETER: ["platelet"]},
            orders=[
                ordered(
                    "ServiceRequest/stent", "within", CATHETER, UA, "may-thurner",
                    cautions=["platelet"], notes=["part of the option"]),
                ordered(
                    "ServiceRequest/thrombectomy", "within", CATHETER, UA, "may-thurner",
                    cautions=["platelet"])])),
    Case(
        "rules/order-incomplete",
        who="The man of the other cases; nothing tells how severe the symptoms are. A thrombectomy is proposed.",
        expected="`undetermined`; the order is `incomplete`, since it is usually appropriate with moderate and usually not "
        "appropriate with mild symptoms: severity is asked for.",
        facts=("9.2", "1.3"),
        input=collection(thrombosis(
            None, requested("request", "thrombectomy-left-iliac-pcs", intent="proposal"))),
        answers=answer(
            "undetermined", asks=["severity"],
            orders=[ordered("ServiceRequest/request", "incomplete", unknown=["severity"])])),
    Case(
        "rules/order-certain",
        who="The man of the other cases with moderate symptoms and a sensory deficit of the leg; a thrombectomy is ordered.",
        expected="`undetermined` with an emergency, since one sign leaves limb threat open; the order is `within` all the same: "
        "in both variants that remain catheter-directed therapy is usually appropriate.",
        facts=("4.4", "1.3", "9.1"),
        input=collection(thrombosis(
            "moderate", observation("numb", "sensory-deficit", True, side="left"),
            requested("request", "thrombectomy-left-iliac-pcs"), signs=False)),
        answers=answer(
            "undetermined", escalation=True, asks=["limb-threat"],
            orders=[ordered(
                "ServiceRequest/request", "within", CATHETER, UA, certain=True)])),
    Case(
        "rules/order-provisional",
        who="The man of the other cases with moderate symptoms and nothing on his health; anticoagulation alone is ordered as a "
        "procedure of that name.",
        expected="`provisional` `acute-moderate-severe`; the order is `within` under the assumption, and says so.",
        facts=("1.3", "1.4.2", "G15"),
        input=collection(thrombosis(
            "moderate", requested("request", "option-anticoagulation-alone"), well=False)),
        answers=answer(
            "provisional", "acute-moderate-severe", assumptions=["otherwise-healthy"],
            asks=["otherwise-healthy"], closes=CLOSES,
            orders=[ordered(
                "ServiceRequest/request", "within", ANTICOAGULATION, UA, "acute-moderate-severe",
                certain=False, notes=["assumed", "otherwise healthy"])])),
    Case(
        "rules/order-not-covered",
        who="The man of the other cases with moderate symptoms; a vena cava filter is ordered.",
        expected="`matched` `acute-moderate-severe`; the order is `not-covered`: filters have a topic of their own, which is "
        "named.",
        facts=("1.4.1", "8.2", "F002-25"),
        input=collection(thrombosis("moderate", requested("request", "filter"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED,
            orders=[ordered(
                "ServiceRequest/request", "not-covered", topic="Inferior Vena Cava Filters")])),
    Case(
        "rules/order-patient-not-covered",
        who="Woman, 41: three days of pain from a thrombosis of the right calf; apixaban is prescribed and not yet taken.",
        expected="`not-covered` (distal thrombosis); so is the order, with the same topic.",
        facts=("4.3", "8.2", "T16"),
        input=collection([
            patient("1985-01-30", "female"),
            condition(
                "dvt", "dvt-right-calf-icd", onset="2026-06-12", evidence=["DiagnosticReport/duplex"]),
            duplex("right", conclusion="dvt-right-calf-icd"),
            not_pregnant(), healthy(), phlegmasia_refuted(),
            medication_ordered("order", "apixaban", DAY_BEFORE),
        ]),
        answers=answer(
            "not-covered", topics=["filter"],
            orders=[ordered(
                "MedicationRequest/order", "not-covered", topic="Inferior Vena Cava Filters")])),
    Case(
        "rules/order-overlap",
        who="The man of the other cases with mild symptoms, and CT venography shows May-Thurner anatomy; a thrombectomy is "
        "ordered.",
        expected="`overlap` (O1); the order is `incomplete`: usually not appropriate in `acute-mild`, usually appropriate in "
        "`may-thurner`. Both ratings are shown and none is chosen.",
        facts=("O1", "1.4.8"),
        input=collection(thrombosis(
            "mild", *compression(), requested("request", "thrombectomy-left-iliac-pcs"))),
        answers=answer(
            "overlap", "may-thurner", "acute-mild", remarks=["O1"], closes=CLOSES,
            orders=[
                ordered("ServiceRequest/request", "incomplete", CATHETER, UA, "may-thurner"),
                ordered(
                    "ServiceRequest/request", "incomplete", CATHETER, UNA, "acute-mild",
                    notes=["none is chosen"])])),
    Case(
        "rules/two-orders",
        who="The man of the other cases with moderate symptoms: apixaban is prescribed, and a thrombectomy is ordered.",
        expected="`matched` `acute-moderate-severe`; the thrombectomy is `within`. Beside it apixaban is not anticoagulation "
        "alone and is not rated by itself.",
        facts=("1.4.2", "1.3"),
        input=collection(thrombosis(
            "moderate", medication_ordered("drug", "apixaban", DAY_BEFORE),
            requested("thrombectomy", "thrombectomy-left-iliac-pcs"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED,
            orders=[
                ordered(
                    "MedicationRequest/drug", "no-guidelines", notes=["not anticoagulation alone"]),
                ordered(
                    "ServiceRequest/thrombectomy", "within", CATHETER, UA, "acute-moderate-severe",
                    certain=True)])),
    Case(
        "rules/order-sole-therapy",
        who="Woman, 58: phlegmasia cerulea dolens of the left leg with iliofemoral thrombosis; heparin is ordered and nothing "
        "else.",
        expected="`matched` `limb-threat`, emergency first; the order is `outside` as the only therapy, and says that this is "
        "no rating of anticoagulation beside another option (trap 1.4.2).",
        facts=("1.4.2", "T37", "IF-V5"),
        input=collection([
            patient("1968-02-25", "female"),
            condition(
                "dvt", "dvt-iliofemoral-acute", onset="2026-06-14", sites=[("iliac-vein", "left")],
                evidence=["DiagnosticReport/duplex"]),
            condition("phlegmasia", "phlegmasia-cerulea", sites=[("lower-limb", "left")]),
            duplex(date="2026-06-14"),
            medication_ordered("order", "heparin", "2026-06-15"),
        ]),
        answers=answer(
            "matched", "limb-threat", certain=True, escalation=True,
            orders=[ordered(
                "MedicationRequest/order", "outside", ANTICOAGULATION, UNA, "limb-threat", certain=True,
                notes=["no rating of anticoagulation beside another option"])])),
    Case(
        "rules/order-disagreement",
        who="Man, 53: moderate symptoms seven months after a thrombosis that was anticoagulated alone; surgical thrombectomy is "
        "ordered.",
        expected="`matched` `persistent`; the order is `within`, and its rating keeps the label may be appropriate "
        "(disagreement).",
        facts=("1.4.12", "T39", "IF-V6"),
        input=collection([
            patient(BORN, "male"),
            condition(
                "dvt", "dvt-iliofemoral", onset="2025-11-03", sites=ILIOFEMORAL_LEFT,
                evidence=["DiagnosticReport/duplex"]),
            duplex(date="2025-11-04", conclusion="dvt-iliofemoral"),
            severity("moderate"), medication_taken("anticoagulant", "warfarin", "2025-11-04"),
            anticoagulation_alone(), phlegmasia_refuted(),
            requested("request", "thrombectomy-open-iliac", site=("common-iliac-vein", "left")),
        ]),
        answers=answer(
            "matched", "persistent", certain=True,
            orders=[ordered(
                "ServiceRequest/request", "within", SURGERY, MBAD, "persistent", certain=True)])),
    Case(
        "rules/order-refused",
        who="The man of the other cases with moderate symptoms: one thrombectomy must not be performed, one was revoked, one was "
        "entered in error, one was not done.",
        expected="`matched` `acute-moderate-severe`; none of them is an order, and each is listed as set aside.",
        facts=("CONTRACT 4", "4.1"),
        input=collection(thrombosis(
            "moderate",
            requested("forbidden", "thrombectomy-left-iliac-pcs", doNotPerform=True),
            requested("revoked", "thrombectomy-left-iliac-pcs", state="revoked"),
            requested("wrong", "thrombectomy-left-iliac-pcs", state="entered-in-error"),
            procedure("undone", "thrombectomy-left-iliac-pcs", "2026-06-14", status="not-done"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED, orders=[],
            mentions=[
                "ServiceRequest/forbidden", "ServiceRequest/revoked", "ServiceRequest/wrong",
                "Procedure/undone"])),
    Case(
        "rules/order-other-leg",
        who="The man of the other cases with moderate symptoms of the left leg; the thrombectomy is ordered for the right.",
        expected="`matched` `acute-moderate-severe` for the left leg; the order is `no-guidelines`, and the answer asks to check "
        "the side.",
        facts=("4.3",),
        input=collection(thrombosis(
            "moderate", requested("request", "thrombectomy-right-iliac-pcs"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED,
            orders=[ordered("ServiceRequest/request", "no-guidelines", notes=["check the side"])])),
    Case(
        "rules/order-without-side",
        who="Woman, 60, otherwise healthy, iliofemoral thrombosis of both legs for six days: moderate symptoms of the left leg, "
        "mild ones of the right. A thrombectomy is ordered for neither by name, stockings for both.",
        expected="`acute-moderate-severe` for the left and `acute-mild` for the right leg. The thrombectomy is `incomplete`, with "
        "its rating for each leg, since it is within for one and outside for the other; the side is asked for.",
        facts=("G8", "T25", "4.3"),
        input=collection([
            patient("1966-01-15", "female"),
            condition(
                "left", "dvt-left-iliac-icd", onset="2026-06-09", severity="moderate",
                sites=ILIOFEMORAL_LEFT),
            condition(
                "right", "dvt-right-iliac-icd", onset="2026-06-09", severity="mild",
                sites=ILIOFEMORAL_RIGHT),
            healthy(), phlegmasia_refuted(),
            requested("thrombectomy", "thrombectomy-iliofemoral"),
            requested("stockings", "stocking", site=("lower-limb", "both")),
        ]),
        answers=answer(
            "matched", "acute-moderate-severe", "acute-mild", remarks=["G8"], closes="2026-06-23",
            orders=[
                ordered(
                    "ServiceRequest/thrombectomy", "incomplete", CATHETER, UA, "acute-moderate-severe",
                    leg="left", notes=["state the side"]),
                ordered(
                    "ServiceRequest/thrombectomy", "incomplete", CATHETER, UNA, "acute-mild",
                    leg="right"),
                ordered(
                    "ServiceRequest/stockings", "no-guidelines", STOCKINGS, "not-rated",
                    "acute-moderate-severe", leg="left"),
                ordered(
                    "ServiceRequest/stockings", "within", STOCKINGS, MBA, "acute-mild",
                    leg="right")])),
    Case(
        "rules/order-other-reason",
        who="The man of the other cases with moderate symptoms; apixaban is prescribed for a reason in a code system of his "
        "hospital.",
        expected="`matched` `acute-moderate-severe`; the order is `incomplete` without a rating: whether it is for the "
        "thrombosis is for a person to read.",
        facts=("4.1", "CONTRACT 4"),
        input=collection(thrombosis("moderate", resource(
            "MedicationRequest", "order", status="active", intent="order",
            medicationCodeableConcept=concept("apixaban"), subject=ref("Patient/patient"),
            authoredOn=DAY_BEFORE,
            reasonCode=[{"coding": [{
                "system": "https://hospital.example/codes", "code": "HEART-3",
                "display": "House code without a public meaning"}]}]))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED, mentions=["hospital.example/codes"],
            orders=[ordered(
                "MedicationRequest/order", "incomplete", notes=["for a person to read"])])),
    Case(
        "rules/order-carried-out",
        who="The man of the other cases with moderate symptoms; a ServiceRequest for anticoagulation stands open, and apixaban has "
        "been taken since.",
        expected="`matched` `acute-moderate-severe`; the order has been carried out and is not rated, which the answer says.",
        facts=("4.2",),
        input=collection(thrombosis(
            "moderate", requested("request", "anticoagulant-therapy", date="2026-06-11"),
            medication_taken("drug", "apixaban", "2026-06-11"))),
        answers=answer(
            "matched", "acute-moderate-severe", **MATCHED, orders=[], mentions=["carried out"])),
]
