"""The findings for which no public code was found: our CodeSystem `finding`.

Each has a definition of our own, how a sender may send it, and the facts of the clinical fact sheet that ask
for it. Forms: `boolean`, `code` (present, absent, suspected or a severity as CodeableConcept), `grade` (0 to 3),
`points` (0 to 3), `score`, `percent`, `date` (Observation.value), `condition`, `conclusion` (DiagnosticReport.conclusionCode),
`procedure`.
"""

SIGN = ("boolean", "code", "condition", "conclusion")
ATTEST = ("boolean", "code")

# code: (display, definition, forms, FACTS ids)
FINDINGS = {
    # --- anatomy and imaging
    "venous-thrombus": (
        "Thrombus in the vein named by bodySite",
        "Whether thrombus was seen in the vein segment that bodySite names. True or false per segment: false "
        "is how a report says that a segment is free.", ("boolean", "code", "conclusion"), "4.3"),
    "iliac-vein-compression": (
        "Iliac vein compression by the crossing artery",
        "Compression of an iliac vein by the artery that crosses it (May-Thurner anatomy). What showed it is "
        "Observation.method or the report that holds the finding: only CT or MR venography are "
        "cross-sectional imaging.", SIGN, "4.5, F000-7"),
    "iliac-vein-compression-degree": (
        "Degree of iliac vein narrowing",
        "Narrowing of the compressed iliac vein in percent. Kept and shown; no threshold is applied, as "
        "there is no agreed one.", ("percent",), "4.5"),
    "iliac-vein-compression-other-cause": (
        "Iliac vein compression by something else",
        "Compression of an iliac vein by a tumor, lymph nodes, a fibroid, fibrosis or another mass: not "
        "May-Thurner anatomy.", SIGN, "4.5, G13"),
    # --- time
    "symptom-onset": (
        "Onset of leg symptoms of this episode",
        "The day on which the leg symptoms of the present episode began; a partial date is an interval.",
        ("date",), "4.2"),
    "anticoagulation-start": (
        "Start of initial anticoagulation",
        "The day on which the first anticoagulation for this thrombosis began.", ("date",), "4.2, IF-V6"),
    # --- severity
    "symptom-severity": (
        "Severity of leg symptoms",
        "Overall severity of the symptoms and signs of the leg as the clinician grades it: none, mild, "
        "moderate or severe.", ("code",), "5.6, F001-7, F002-8"),
    "functional-limitation": (
        "Walking or mobility limited by the leg",
        "Walking or mobility is limited by pain or swelling of the leg.", SIGN, "4.4, F001-30"),
    "rest-pain": ("Pain of the leg at rest", "Pain of the leg that persists at rest.", SIGN,
                  "4.4, F001-30"),
    "tense-edema": ("Tense swelling", "The swollen leg is tense.", SIGN, "4.4, F002-10"),
    "circumferential-swelling": (
        "Circumferential swelling", "The swelling goes all around the leg.", SIGN, "4.4, F001-30"),
    "massive-swelling": (
        "Massive swelling",
        "The leg is massively swollen; a reason to look for limb threat.", SIGN, "4.4, F000-25"),
    "dusky-skin": (
        "Dusky skin",
        "The skin of the leg is dusky or discolored, short of severe cyanosis. Never limb threat by itself.",
        SIGN, "4.4, F001-7, F001-30"),
    # --- limb threat
    "limb-threatening-ischemia": (
        "Limb-threatening ischemia",
        "The clinician's judgement that venous congestion threatens the limb; false states that it was looked "
        "for and is not there.", SIGN, "4.4, IF-V5, F000-25"),
    "compromised-arterial-inflow": (
        "Compromised arterial inflow",
        "Signs that arterial inflow of the swollen leg is compromised, such as weak or absent pulses.", SIGN,
        "4.4, F000-25"),
    "motor-deficit": ("Motor deficit of the leg", "Weakness or paralysis of the affected leg.", SIGN,
                      "4.4, F001-29"),
    "sensory-deficit": ("Sensory deficit of the leg", "Loss of sensation of the affected leg.", SIGN,
                        "4.4, F001-29"),
    "pain-out-of-proportion": (
        "Pain out of proportion", "Excruciating pain of the leg, out of proportion to the findings.", SIGN,
        "4.4, F001-29"),
    "severe-cyanosis": ("Severe cyanosis of the leg", "Severe blue discoloration of the leg.", SIGN,
                        "4.4, F001-29"),
    "venous-gangrene": ("Venous gangrene", "Gangrene from venous congestion.", SIGN, "4.4, 5.4"),
    "compartment-syndrome": (
        "Compartment syndrome of the leg", "Compartment syndrome of the affected leg.", SIGN, "4.4, 5.4"),
    "compartment-pressure": (
        "Compartment pressure of the calf", "Measured pressure in a compartment of the calf.",
        ("score",), "5.4"),
    "hemodynamic-instability": (
        "Hemodynamic instability", "The circulation is unstable, for example in pulmonary embolism.", SIGN,
        "4.4, 9.1"),
    # --- patient
    "otherwise-healthy": (
        "Otherwise healthy, attested",
        "The clinician attests that nothing else independently changes management: good function, no active "
        "cancer, no recent major surgery, no contraindication to anticoagulation or thrombolysis.", ATTEST,
        "4.6, F001-8, F002-9"),
    "good-functional-status": (
        "Good functional status", "The patient's function before this episode was good.", ATTEST,
        "4.6, F001-8"),
    "limited-life-expectancy": (
        "Limited life expectancy", "Life expectancy is limited by another disease.", SIGN, "4.6"),
    "no-known-problems": (
        "No known problems",
        "The source states that it knows of no other health problems. Not the same as an empty list.",
        ("boolean", "condition"), "4.1, 4.6"),
    "no-known-medications": (
        "No known medications", "The source states that it knows of no medication.", ("boolean",), "4.1, 4.2"),
    "no-known-procedures": (
        "No known procedures",
        "The source states that it knows of no procedure, and so of no removal of thrombus.",
        ("boolean", "procedure"), "4.1, 4.6, IF-V6"),
    "no-known-allergies": (
        "No known allergies", "The source states that it knows of no allergy.", ("boolean",), "4.1, 4.7"),
    "thrombophilia-changes-anticoagulation": (
        "Thrombophilia that changes anticoagulation",
        "A known hypercoagulable state that needs another anticoagulation strategy.", SIGN,
        "4.6, F002-9"),
    "recent-major-surgery": (
        "Recent major surgery", "A major operation in the recent past; the date, if sent, decides.",
        SIGN + ("procedure",), "4.6, 4.7, F001-8"),
    "recent-major-trauma": (
        "Recent major trauma", "A major injury in the recent past; the date, if sent, decides.", SIGN,
        "4.7, F001-12"),
    "lysis-contraindication": (
        "Contraindication to thrombolysis, attested",
        "Whether the clinician sees any contraindication to thrombolysis; false states that it was checked.",
        ATTEST, "4.7, F001-8"),
    "anticoagulation-contraindication": (
        "Contraindication to anticoagulation, attested",
        "Whether the clinician sees an absolute contraindication to anticoagulation; false states that it was "
        "checked.", ATTEST, "4.8, F001-8, F002-9"),
    "hemorrhagic-retinopathy": (
        "Hemorrhagic retinopathy", "Retinopathy with bleeding.", SIGN, "4.7"),
    "internal-eye-surgery": (
        "Internal eye surgery", "Surgery inside the eye, cataract surgery included.",
        SIGN + ("procedure",), "4.7"),
    "organ-biopsy": ("Biopsy of an organ", "Biopsy of an internal organ or another invasive procedure.",
                     SIGN + ("procedure",), "4.7"),
    "obstetric-delivery": (
        "Delivery", "Delivery of a child; its date starts the postpartum period.",
        ("boolean", "date", "condition", "procedure"), "4.6, 4.7, G2"),
    "contrast-allergy": (
        "Allergy to iodinated contrast",
        "Allergy to iodinated contrast medium that premedication cannot control.", SIGN, "4.7"),
    "right-to-left-shunt": ("Right-to-left shunt", "A cardiac or pulmonary right-to-left shunt.", SIGN,
                            "4.7"),
    "left-heart-thrombus": ("Left heart thrombus", "Thrombus in the left side of the heart.", SIGN, "4.7"),
    "infected-venous-thrombus": ("Infected venous thrombus", "A venous thrombus that is infected.", SIGN,
                                 "4.7"),
    "neuraxial-procedure": (
        "Neuraxial procedure", "A recent or planned spinal or epidural procedure.",
        SIGN + ("procedure",), "4.8"),
    "planned-high-bleeding-risk-procedure": (
        "Planned procedure of high bleeding risk", "A procedure of high bleeding risk is planned.",
        SIGN + ("procedure",), "4.8"),
    # --- treatment
    "anticoagulation-alone": (
        "Initial treatment was anticoagulation alone",
        "The initial treatment of this thrombosis was anticoagulation without any removal of thrombus.",
        ATTEST, "4.6, IF-V6"),
    "iliofemoral-vein-stent": (
        "Stent in an iliac or femoral vein", "A stent was placed or lies in an iliac or femoral vein.",
        SIGN + ("procedure",), "4.6, G12"),
    # --- chronic disease and scores
    "post-thrombotic-syndrome": (
        "Post-thrombotic syndrome", "Established post-thrombotic syndrome of the leg.", SIGN,
        "4.6, 5.1, G12"),
    "venous-claudication": (
        "Venous claudication",
        "Bursting pain of the leg on walking that eases with rest and elevation, from venous outflow "
        "obstruction. No item of the Villalta score holds it.", SIGN, "5.1"),
    "villalta-total": (
        "Villalta score, total",
        "Sum of the eleven Villalta items of one leg, 0 to 33; an ulcer is not added to it.", ("score",),
        "5.1"),
    "villalta-ulcer": ("Villalta: ulcer", "Venous ulcer of the leg at the time of scoring.", SIGN, "5.1"),
    "villalta-pain": ("Villalta: pain", "Pain, graded by the patient.", ("grade",), "5.1"),
    "villalta-cramps": ("Villalta: cramps", "Cramps, graded by the patient.", ("grade",), "5.1"),
    "villalta-heaviness": ("Villalta: heaviness", "Heaviness, graded by the patient.", ("grade",), "5.1"),
    "villalta-paresthesia": (
        "Villalta: paresthesia", "Paresthesia, graded by the patient.", ("grade",), "5.1"),
    "villalta-pruritus": ("Villalta: pruritus", "Itching, graded by the patient.", ("grade",), "5.1"),
    "villalta-pretibial-edema": (
        "Villalta: pretibial edema", "Pretibial edema, graded by the clinician.", ("grade",), "5.1"),
    "villalta-induration": (
        "Villalta: induration", "Induration of the skin, graded by the clinician.", ("grade",), "5.1"),
    "villalta-hyperpigmentation": (
        "Villalta: hyperpigmentation", "Hyperpigmentation, graded by the clinician.", ("grade",), "5.1"),
    "villalta-redness": ("Villalta: redness", "Redness, graded by the clinician.", ("grade",), "5.1"),
    "villalta-venous-ectasia": (
        "Villalta: venous ectasia", "Venous ectasia, graded by the clinician.", ("grade",), "5.1"),
    "villalta-calf-compression-pain": (
        "Villalta: pain on calf compression", "Pain on compression of the calf, graded by the clinician.",
        ("grade",), "5.1"),
    "ceap-clinical-class": (
        "CEAP clinical class",
        "Clinical class C0 to C6 with its suffixes, as CodeableConcept text, string or code.", ("code",),
        "5.2"),
    "vcss-total": (
        "VCSS, total", "Sum of the ten items of the revised venous clinical severity score of one leg, 0 to 30.",
        ("score",), "5.3"),
    "vcss-pain": ("VCSS: pain", "Pain.", ("points",), "5.3"),
    "vcss-varicose-veins": (
        "VCSS: varicose veins", "Varicose veins; in the revised score from a diameter of 3 mm.", ("points",),
        "5.3"),
    "vcss-venous-edema": (
        "VCSS: venous edema",
        "Venous edema: foot and ankle 1, above the ankle and below the knee 2, knee and above 3.",
        ("points",), "5.3"),
    "vcss-pigmentation": ("VCSS: pigmentation", "Pigmentation of the skin.", ("points",), "5.3"),
    "vcss-inflammation": ("VCSS: inflammation", "Inflammation.", ("points",), "5.3"),
    "vcss-induration": ("VCSS: induration", "Induration.", ("points",), "5.3"),
    "vcss-active-ulcers": (
        "VCSS: number of active ulcers", "Active ulcers: none 0, one 1, two 2, three or more 3.", ("points",),
        "5.3"),
    "vcss-ulcer-duration": (
        "VCSS: duration of the longest active ulcer",
        "Duration of the longest active ulcer: none 0, less than 3 months 1, 3 months to 1 year 2, more than "
        "1 year 3.", ("points",), "5.3"),
    "vcss-ulcer-size": (
        "VCSS: size of the largest active ulcer",
        "Size of the largest active ulcer: none 0, less than 2 cm 1, 2 to 6 cm 2, more than 6 cm 3.",
        ("points",), "5.3"),
    "vcss-compression-use": (
        "VCSS: use of compression",
        "Use of compression: none 0, intermittent 1, most days 2, full 3.", ("points",), "5.3"),
}

FORM_TEXT = {
    "boolean": "Observation with valueBoolean",
    "code": "Observation with valueCodeableConcept (present, absent, suspected, or a severity)",
    "grade": "Observation with valueInteger 0 none, 1 mild, 2 moderate, 3 severe",
    "points": "Observation with valueInteger 0 to 3, as the definition says",
    "score": "Observation with valueInteger or valueQuantity",
    "percent": "Observation with valueQuantity in %",
    "date": "Observation with valueDateTime",
    "condition": "Condition.code",
    "conclusion": "DiagnosticReport.conclusionCode",
    "procedure": "Procedure.code",
}
