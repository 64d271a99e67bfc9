"""Our own CodeSystems that outputs use: the codes of the contract, with definitions."""

CODESYSTEMS = {
    "treatment-option": ("Treatment options", (
        "What the criteria rate. The wording of an option differs between variants; the criteria keep it."), {
        "anticoagulation-alone": ("Anticoagulation alone", "Anticoagulation as the only therapy."),
        "compression-stockings": ("Graded compression stockings", "Graded compression stocking therapy."),
        "catheter-directed-therapy": ("Catheter-directed therapy", "Catheter-directed thrombolysis or "
                                      "pharmacomechanical thrombectomy, with or without stent."),
        "surgical-thrombectomy": ("Surgical thrombectomy", "Surgical removal of thrombus."),
        "systemic-thrombolysis": ("Systemic thrombolysis", "Thrombolysis by a peripheral vein."),
    }),
    "appropriateness": ("Appropriateness ratings", "Categories of appropriateness; never a number.", {
        "usually-appropriate": ("Usually appropriate", "Indicated in this scenario; not always needed."),
        "may-be-appropriate": ("May be appropriate", "An alternative, or risk and benefit balance."),
        "may-be-appropriate-disagreement": ("May be appropriate (disagreement)", "The panel's ratings were "
                                            "too far apart to agree."),
        "usually-not-appropriate": ("Usually not appropriate", "Unlikely to be indicated in this scenario."),
        "not-rated": ("Not rated", "The variant does not rate this option. Not the same as not "
                      "appropriate."),
    }),
    "outcome": ("Outcome of an evaluation", "What an evaluation came to.", {
        "matched": ("Matched", "Exactly one variant fits, nothing assumed."),
        "provisional": ("Provisional", "Exactly one variant fits if the listed assumptions hold."),
        "overlap": ("Overlap", "Two variants fit that disagree; both are shown and none is chosen."),
        "no-variant": ("No variant", "The facts are known and no variant covers them."),
        "not-covered": ("Not covered", "The case belongs to another topic, which is named."),
        "undetermined": ("Undetermined", "Facts are missing that decide between variants."),
        "unusable": ("Unusable", "The input cannot be evaluated."),
    }),
    "order-result": ("Result of assessing an order", (
        "How an order stands to the guideline, in the terms of the IHE RAD profile Guideline Appropriate "
        "Ordering (its codes: within, outside, noguidelines, incomplete, notcovered)."), {
        "within": ("Within guidelines", "The option is rated usually appropriate or may be appropriate, with "
                   "disagreement or without."),
        "outside": ("Outside guidelines", "The option is rated usually not appropriate; the reason for an "
                    "exception should be documented."),
        "no-guidelines": ("No guidelines apply", "No variant that fits rates what is ordered. Not the same as "
                          "not appropriate."),
        "incomplete": ("Assessment not completed", "Facts are missing or contradict each other, or the "
                       "variants that fit disagree."),
        "not-covered": ("Not covered", "Another topic covers the order or the patient; it is named."),
    }),
    "feature": ("Features of a case", (
        "The questions that the criteria ask about a case. Outputs name them where they list facts, what is "
        "unknown and what differs."), {
        "age-group": ("Age group", "Adult or minor."),
        "thrombosis": ("Deep vein thrombosis of the leg", "Whether it is there and confirmed by imaging."),
        "segment": ("Segment", "Region of the thrombosis: iliofemoral, femoropopliteal or distal."),
        "vena-cava-involvement": ("Vena cava involvement", "Thrombus in the inferior vena cava."),
        "isolated-common-femoral": ("Isolated common femoral", "Iliofemoral by the common femoral vein "
                                    "alone."),
        "laterality": ("Side", "The leg or legs with thrombosis."),
        "acuity": ("Acuity", "Time since the onset of symptoms."),
        "severity": ("Severity", "Severity of the leg symptoms."),
        "limb-threat": ("Limb threat", "Limb-threatening ischemia."),
        "limb-threat-sign": ("Limb-threat sign", "A sign that may threaten the limb, enough to escalate."),
        "pulmonary-embolism": ("Pulmonary embolism", "Pulmonary embolism."),
        "hemodynamic-instability": ("Hemodynamic instability", "Unstable circulation."),
        "compression-evidence": ("Iliac vein compression", "Whether it was looked for and how it was shown."),
        "pregnancy": ("Pregnancy", "Pregnant, postpartum or neither."),
        "otherwise-healthy": ("Otherwise healthy", "Nothing else changes management."),
        "active-cancer": ("Active cancer", "Cancer that is active."),
        "recent-major-surgery": ("Recent major surgery", "Major surgery in the recent past."),
        "thrombophilia-changing-anticoagulation": ("Thrombophilia that changes anticoagulation", "A "
                                                   "thrombophilia that needs another anticoagulation."),
        "functional-status": ("Functional status", "Good, limited or not walking."),
        "lysis-contraindication": ("Contraindication to thrombolysis", "Any item of any source."),
        "anticoagulation-contraindication": ("Contraindication to anticoagulation", "An absolute one, by any "
                                             "source."),
        "anticoagulation": ("Anticoagulation", "Anticoagulation is under way."),
        "anticoagulation-alone": ("Anticoagulation alone", "Initial treatment was anticoagulation alone."),
        "anticoagulation-duration": ("Duration of anticoagulation", "Time since it was started."),
        "prior-thrombus-removal": ("Earlier thrombus removal", "Thrombus was removed from this leg before."),
        "prior-stent": ("Stent in place", "A venous stent is in place."),
        "prior-thrombosis": ("Earlier thrombosis", "An earlier thrombosis of the same leg."),
        "post-thrombotic-syndrome": ("Post-thrombotic syndrome", "Established post-thrombotic syndrome."),
        "vena-cava-filter": ("Vena cava filter", "A filter lies in the inferior vena cava."),
    }),
    "presence": ("Presence", "Values of an Observation whose code is a finding.", {
        "present": ("Present", "It is there."),
        "absent": ("Absent", "It was looked for and is not there."),
        "suspected": ("Suspected", "It may be there and is not confirmed."),
    }),
    "severity": ("Severity", "Grades of symptom severity, where no public code is at hand.", {
        "none": ("None", "No symptoms."),
        "mild": ("Mild", "Mild."),
        "moderate": ("Moderate", "Moderate."),
        "moderate-severe": ("Moderate to severe", "Moderate or severe, not said which."),
        "severe": ("Severe", "Severe."),
    }),
}

# Our own codes that stand in the lists beside the public ones: (system, code, concept path).
OWN_ROWS = [
    ("treatment-option", "catheter-directed-therapy", "catheter-directed-therapy"),
    ("treatment-option", "surgical-thrombectomy", "surgical-thrombectomy"),
    ("treatment-option", "systemic-thrombolysis", "systemic-thrombolysis"),
    ("treatment-option", "compression-stockings", "compression-stocking"),
    ("treatment-option", "anticoagulation-alone", "anticoagulation-therapy/alone"),
    ("presence", "present", "presence-qualifiers/present"),
    ("presence", "absent", "presence-qualifiers/absent"),
    ("presence", "suspected", "presence-qualifiers/suspected"),
    ("severity", "none", "severity-qualifiers/none"),
    ("severity", "mild", "severity-qualifiers/mild"),
    ("severity", "moderate", "severity-qualifiers/moderate"),
    ("severity", "moderate-severe", "severity-qualifiers/moderate-severe"),
    ("severity", "severe", "severity-qualifiers/severe"),
]

CODE_OR_FILTER = ["ValueSet.compose.include.concept", "ValueSet.compose.include"]

# The extensions that the artifacts carry: title, where they stand, description, type of the value.
EXTENSIONS = {
    "code-source": ("Where a code was seen", CODE_OR_FILTER,
                    "The public places in which this code was seen with this meaning.", "string"),
    "code-confidence": ("How sure a code is", CODE_OR_FILTER,
                        "verified, or single-source-weak.", "code"),
    "code-quality": ("What a filter says beyond its concept", ["ValueSet.compose.include"],
                     "Flags and key=value pairs, divided by slashes, of all codes that the filter selects.",
                     "string"),
    "code-display": ("Title of the codes that a filter selects", ["ValueSet.compose.include"],
                     "The title of the category that a filter selects.", "string"),
    "concept": ("Concept of a site's ValueSet", ["ValueSet"],
                "The concept, with flags and key=value pairs after slashes, to which a site's own ValueSet "
                "adds its codes.", "string"),
}
