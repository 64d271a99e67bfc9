"""What each concept of the code lists means, in our own words.

A concept is the first part of the column `concept` of the lists. Every root that the lists use must be
defined here, and nothing else may be: `generate-terminology` checks both.
"""

# Roots that start with these never establish a concept: they are neighbours, parents or look-alikes.
NEVER_ESTABLISHES = ("nonspecific.", "lookalike.")

# root: (title, definition)
CONCEPTS = {
    # --- thrombosis
    "dvt-iliofemoral-acute": (
        "Acute iliofemoral deep vein thrombosis",
        "Thrombosis of an iliac or femoral vein. Acute unless the qualifier acuity says otherwise. "
        "The flags phlebitis and thrombophlebitis, and the segments pelvic and internal-iliac, give the "
        "segment but do not prove acute thrombosis. A code for the femoral vein does not tell the common "
        "femoral from the femoral vein."),
    "dvt-femoropopliteal-distal": (
        "Femoropopliteal or distal deep vein thrombosis",
        "Thrombosis of the femoropopliteal segment or of the deep veins below the knee; the qualifier "
        "segment says which."),
    "dvt-unspecified-lower-extremity": (
        "Deep vein thrombosis of the leg, segment not stated",
        "Thrombosis of the leg veins whose segment the code does not state. With depth=unspecified not "
        "even deep is stated."),
    "dvt-site-unspecified": (
        "Deep vein thrombosis, limb not stated",
        "Deep vein thrombosis of a place that the code does not state: arm or leg."),
    "dvt-chronic": (
        "Chronic deep vein thrombosis of the leg",
        "Deep vein thrombosis of the leg that the code calls chronic. A word, not a count of days."),
    "nonspecific.dvt-unspecified-lower-extremity": (
        "Not specific: thrombosis in a vein of the leg",
        "Neighbour or parent of deep vein thrombosis of the leg: no evidence of it by itself."),
    "nonspecific.dvt-site-unspecified": (
        "Not specific: thrombosis of a vein",
        "Neighbour or parent of deep vein thrombosis: no evidence of it by itself."),
    "ivc-thrombosis": (
        "Thrombosis of the inferior vena cava",
        "Thrombosis of the inferior vena cava; with cava=unspecified the code does not tell it from the "
        "superior vena cava."),
    "history-vte": (
        "History of venous thromboembolism",
        "A past venous thrombosis or embolism, not the present one."),
    "pulmonary-embolism": (
        "Pulmonary embolism", "Embolism of the pulmonary arteries."),
    "history-pulmonary-embolism": (
        "History of pulmonary embolism", "A past pulmonary embolism, not a present one."),
    "pregnancy-vte": (
        "Venous thromboembolism in pregnancy or the puerperium",
        "Thrombosis or embolism in pregnancy, childbirth or the puerperium; the flags say which where the "
        "code does."),
    # --- limb threat and symptoms
    "phlegmasia": (
        "Phlegmasia",
        "Massive thrombosis with a blue (flag cerulea-dolens) or white (alba-dolens) painful leg."),
    "limb-threat": (
        "Sign that may threaten the limb",
        "A sign of threatened circulation, nerve or muscle function of a limb; the flag says which. One "
        "sign alone confirms no limb-threatening ischemia."),
    "nonspecific.limb-threat": (
        "Not specific: sign at a limb",
        "Too general to be taken as a sign of limb threat."),
    "lookalike.limb-threat": (
        "Look-alike: arterial disease",
        "Arterial ischemia or arterial occlusion, which is not venous limb threat."),
    "leg-swelling": (
        "Swelling of the leg",
        "Swelling of a leg or a part of it. Says nothing about tense, circumferential or massive."),
    "nonspecific.leg-swelling": (
        "Not specific: swelling", "Swelling whose place is not the leg or is not stated."),
    "oedema": ("Edema of the leg", "Edema of the leg, or an observation that grades it."),
    "nonspecific.oedema": ("Not specific: edema", "Edema whose place or kind is not stated."),
    "leg-pain": ("Pain in the leg", "Pain in the leg, or with the flag score a pain score."),
    "nonspecific.leg-pain": (
        "Not specific: pain", "Pain or tenderness whose place is not the leg or is not stated."),
    "heaviness": ("Heaviness of the leg", "A feeling of heaviness in the leg."),
    "cramps": ("Cramps", "Muscle cramps."),
    "nonspecific.cramps": ("Not specific: cramps", "Cramps whose place is not stated."),
    "pruritus": ("Itching", "Itching of the skin."),
    "paresthesia": ("Paresthesia", "Tingling, pricking or numbness of the skin."),
    "redness": ("Redness", "Redness of the skin."),
    "warmth": ("Warmth", "Warm skin."),
    "skin-discolouration": (
        "Discoloration of the skin",
        "Change of skin color; bluish discoloration alone is not limb threat."),
    "skin-texture-change": ("Change of skin texture", "A change of the texture of the skin."),
    "induration": ("Induration", "Hardening; with the flag wound-only it is that of a wound."),
    "nonspecific.hyperpigmentation": (
        "Not specific: pigmentation", "Pigmentation of the skin of any kind."),
    "nonspecific.venous-ectasia": (
        "Not specific: small dilated vessels", "Dilated small vessels of any kind."),
    "nonspecific.venous-claudication": (
        "Not specific: claudication", "Claudication, in practice mostly arterial."),
    "nonspecific.iliac-vein-compression": (
        "Not specific: compression or obstruction of a vein",
        "Compression or obstruction of a vein that the code does not name: no evidence of May-Thurner "
        "anatomy by itself."),
    # --- chronic venous disease
    "chronic-venous-disease": (
        "Chronic venous disease", "Venous hypertension, insufficiency, varices or stasis dermatitis."),
    "nonspecific.chronic-venous-disease": (
        "Not specific: venous disease", "Disease of veins that is too general to be used."),
    "post-thrombotic-syndrome": (
        "Post-thrombotic syndrome", "Post-thrombotic syndrome of the leg."),
    "venous-ulcer": ("Venous ulcer", "Ulcer of the leg from venous disease."),
    "nonspecific.venous-ulcer": (
        "Not specific: ulcer of the leg", "Ulcer of the leg whose cause is not stated."),
    # --- patient
    "active-cancer": (
        "Cancer",
        "A malignant disease; whether it is active depends on status and time, not on the code. The flag "
        "nonmelanoma-skin-usually-excluded marks what does usually not count."),
    "cancer-history": (
        "History of cancer", "A past cancer; with the flag absent, explicitly none."),
    "carcinoma-in-situ": ("Carcinoma in situ", "Cancer in situ: not active cancer by default."),
    "thrombophilia": (
        "Thrombophilia", "A tendency to thrombosis; the flags say which and whether it is acquired."),
    "thrombophilia-history": ("History of thrombophilia", "A past statement of a thrombophilia."),
    "lysis-contraindication": (
        "Item that may contraindicate thrombolysis",
        "A disease, state or procedure that a list of contraindications to thrombolysis names; the first "
        "flag is the item. Windows and classes are in the criteria, not here."),
    "nonspecific.lysis-contraindication": (
        "Not specific: near an item of the lysis list",
        "Parent, neighbour, aftercare or sequela of an item of the lysis list: no hit by itself."),
    "nonspecific.hypertension": (
        "Not specific: hypertension", "Hypertension without a statement that it is uncontrolled."),
    "ambulatory-independent": ("Walks independently", "Able to walk without help."),
    "impaired-mobility": ("Impaired mobility", "Walking or mobility is limited."),
    "non-ambulatory": ("Does not walk", "Unable to walk, or confined to bed or wheelchair."),
    "functional-status-document": (
        "Document or assessment of function", "A document or item about function; its value says how."),
    "pregnancy-state": (
        "Pregnancy state",
        "Pregnant, in labor, after delivery or explicitly not pregnant; the flags say which. The flag "
        "observation marks the question whose value is the answer."),
    "nonspecific.pregnancy-state": (
        "Not specific: pregnancy", "A statement near pregnancy that does not say that it exists."),
    "pregnancy-test-result": ("Pregnancy test encounter", "An encounter for a pregnancy test."),
    "pregnancy-test": ("Pregnancy test", "A laboratory pregnancy test; its value is the answer."),
    "pregnancy-status": ("Pregnancy status", "The question for pregnancy; its value is the answer."),
    "gestational-age": ("Gestational age", "Gestational age as a measured value."),
    "gestational-age-weeks": (
        "Weeks of gestation", "A code for a number of completed weeks: the patient is pregnant."),
    "estimated-delivery-date": ("Estimated date of delivery", "The expected date of delivery."),
    "birth-date": ("Date of birth", "Date of birth as an observation."),
    "age": ("Age", "Age as an observation."),
    # --- imaging
    "duplex-lower-extremity-veins": (
        "Duplex ultrasound of leg veins", "Ultrasound of the veins of the leg."),
    "duplex-lower-extremity-arteries-and-veins": (
        "Duplex ultrasound of leg arteries and veins",
        "Ultrasound of the arteries and veins of the leg."),
    "duplex-veins-site-unspecified": (
        "Duplex ultrasound of veins, place not stated", "Ultrasound of veins not said to be the leg's."),
    "ct-venography": ("CT venography", "Computed tomography of veins."),
    "mr-venography": ("MR venography", "Magnetic resonance imaging of veins."),
    "catheter-venography": ("Catheter venography", "Contrast radiography of veins."),
    "radionuclide-venography": ("Radionuclide venography", "Scintigraphy of veins."),
    "ivus": ("Intravascular ultrasound", "Ultrasound from within a vessel."),
    "ultrasound-guidance": (
        "Ultrasound guidance", "Ultrasound that guides a procedure: no diagnostic study by itself."),
    "imaging-nonspecific": (
        "Imaging, kind or place not stated",
        "Imaging that is not tied to leg veins, or a generic imaging result (flags thrombus-definite, "
        "thrombus-absent ...)."),
    "modality": ("Imaging modality", "A DICOM modality; the flag says which."),
    # --- laboratory and vital signs
    "inr": ("INR", "International normalized ratio."),
    "prothrombin-time": ("Prothrombin time", "Prothrombin time, in seconds or percent."),
    "aptt": ("aPTT", "Activated partial thromboplastin time."),
    "fibrinogen": ("Fibrinogen", "Fibrinogen in plasma."),
    "d-dimer": ("D-dimer", "Fibrin D-dimer; the unit tells FEU from DDU."),
    "platelets": ("Platelets", "Platelet count."),
    "haemoglobin": ("Hemoglobin", "Hemoglobin in blood; the unit tells mass from molar."),
    "haematocrit": ("Hematocrit", "Hematocrit."),
    "creatinine": ("Creatinine", "Creatinine in serum, plasma or blood."),
    "egfr": ("eGFR", "Estimated glomerular filtration rate."),
    "bilirubin-total": ("Bilirubin, total", "Total bilirubin."),
    "alt": ("ALT", "Alanine aminotransferase."),
    "ast": ("AST", "Aspartate aminotransferase."),
    "albumin": ("Albumin", "Albumin in serum or plasma."),
    "potassium": ("Potassium", "Potassium in serum, plasma or blood."),
    "lactate": ("Lactate", "Lactate."),
    "weight": ("Body weight", "Body weight."),
    "height": ("Body height", "Body height."),
    "bmi": ("Body mass index", "Body mass index."),
    "systolic-bp": ("Systolic blood pressure", "Systolic blood pressure."),
    "diastolic-bp": ("Diastolic blood pressure", "Diastolic blood pressure."),
    "bp-panel": ("Blood pressure panel", "Blood pressure; the components carry the values."),
    "heart-rate": ("Heart rate", "Heart rate."),
    "respiratory-rate": ("Respiratory rate", "Respiratory rate."),
    "temperature": ("Body temperature", "Body temperature."),
    "spo2": ("Oxygen saturation", "Oxygen saturation."),
    "pulse-intensity": ("Pulse intensity", "Strength of a palpated pulse."),
    # --- treatment
    "anticoagulant": (
        "Anticoagulant",
        "An anticoagulant; the first flag is the agent. A product does not tell a prophylactic from a "
        "therapeutic dose, and line-flush-strength is no anticoagulation."),
    "thrombolytic": ("Thrombolytic", "A thrombolytic agent; the first flag is the agent."),
    "antiplatelet": ("Antiplatelet", "A platelet inhibitor; the first flag is the agent."),
    "antithrombotic": ("Antithrombotic, group", "An antithrombotic group or substance."),
    "other": ("Other medication", "A neighbour of the antithrombotic lists that decides nothing."),
    "anticoagulation-therapy": (
        "Anticoagulation as a procedure",
        "Anticoagulation recorded as a procedure; with the flag alone as the only therapy."),
    "systemic-thrombolysis": (
        "Systemic thrombolysis",
        "Thrombolysis by a vein of the circulation; with route=unspecified the code does not tell it from "
        "catheter-directed thrombolysis."),
    "catheter-directed-thrombolysis": (
        "Catheter-directed thrombolysis", "Thrombolysis through a catheter in the thrombus."),
    "catheter-directed-therapy": (
        "Catheter-directed therapy",
        "Catheter-directed thrombolysis or pharmacomechanical thrombectomy of the iliofemoral veins, with "
        "or without stent: the treatment option of that name, recorded as done."),
    "thrombolytic-infusion": (
        "Infusion of a thrombolytic", "Infusion of a thrombolytic; no code says catheter-directed."),
    "lookalike.thrombolytic-infusion": (
        "Look-alike: thrombolytic into an artery", "Infusion of a thrombolytic into an artery."),
    "percutaneous-thrombectomy": (
        "Percutaneous thrombectomy", "Removal of thrombus through a percutaneous catheter."),
    "surgical-thrombectomy": (
        "Surgical thrombectomy",
        "Open removal of thrombus; fogarty-via-incision is open surgery with a catheter."),
    "lookalike.portal-vein-thrombectomy-used-by-synthea-for-stroke": (
        "Look-alike: portal vein thrombectomy",
        "Thrombectomy of the portal vein, which test data also record for a stroke."),
    "venous-angioplasty": ("Venous angioplasty", "Dilation of a vein."),
    "nonspecific.venous-angioplasty": (
        "Not specific: angioplasty", "Dilation of a vessel that may be an artery."),
    "venous-stent": ("Venous stent", "Placement or presence of a stent in a vein."),
    "nonspecific.intraluminal-device-insertion": (
        "Not specific: intraluminal device", "A device in a vein that need not be a stent."),
    "nonspecific.infusion-catheter-placement": (
        "Not specific: infusion catheter", "A catheter in a vein that may be a central line."),
    "ivc-filter": ("Vena cava filter", "Placement, presence or removal of a filter in the vena cava."),
    "compression-stocking": ("Compression stocking", "A graded compression stocking."),
    "intermittent-pneumatic-compression": (
        "Intermittent pneumatic compression", "A device for intermittent pneumatic compression."),
    "compression-dressing": ("Compression dressing", "A compression dressing."),
    "fasciotomy": ("Fasciotomy", "Opening of a fascial compartment or release of a muscle."),
    # --- qualifiers that stand as a code of their own
    "vein-body-sites": ("Body site", "A vein, a vein segment or a part of the leg, as body site."),
    "laterality-qualifiers": ("Side", "A side, as qualifier."),
    "severity-qualifiers": ("Severity", "A grade of severity, as qualifier."),
    "presence-qualifiers": ("Presence", "Present, absent or suspected, as value."),
}

# What stands after the root as key=value: key -> (CodeSystem title, {value: definition})
QUALIFIERS = {
    "segment": ("Vein segment or part of the leg", {
        "ivc": "Inferior vena cava.",
        "vena-cava": "A vena cava, not said which.",
        "common-iliac": "Common iliac vein.",
        "external-iliac": "External iliac vein.",
        "internal-iliac": "Internal iliac vein.",
        "iliac": "An iliac vein, not said which.",
        "iliofemoral": "Iliac and femoral veins as a region.",
        "common-femoral": "Common femoral vein.",
        "deep-femoral": "Deep femoral vein.",
        "femoral": "Femoral vein; a diagnosis code does not tell the common femoral vein from it.",
        "femoropopliteal": "Femoral and popliteal veins as a region.",
        "popliteal": "Popliteal vein.",
        "anterior-tibial": "Anterior tibial vein.",
        "posterior-tibial": "Posterior tibial vein.",
        "tibial": "A tibial vein, not said which.",
        "peroneal": "Peroneal vein.",
        "calf-muscular": "Muscle vein of the calf.",
        "pelvic": "Pelvic veins, not said which.",
        "abdominal": "Abdominal veins, not said which.",
        "proximal-unspecified": "Popliteal vein or above, not said where.",
        "distal-unspecified": "Below the popliteal vein, not said where.",
        "other-deep": "A named deep vein that is none of the others.",
        "unspecified": "The code says that the segment is not stated.",
        "thigh": "Thigh.",
        "lower-leg": "Lower leg.",
        "ankle": "Ankle.",
        "foot": "Foot.",
    }),
    "laterality": ("Side", {
        "left": "Left.", "right": "Right.", "bilateral": "Both sides.",
        "unspecified": "The code says that the side is not stated."}),
    "acuity": ("Acute or chronic, as a code says it", {
        "acute": "The code says acute; not a count of days.",
        "chronic": "The code says chronic; not a count of days.",
        "unspecified": "The code leaves acute or chronic open."}),
    "site": ("Place", {
        "unspecified": "The code does not state the place.", "other": "A place other than the named."}),
    "depth": ("Depth of the vein", {
        "unspecified": "The code does not tell deep from superficial."}),
    "provoked": ("What provoked the thrombosis", {
        "yes": "Provoked, not said by what.", "no": "Not provoked.",
        "procedure": "Provoked by a procedure.", "postoperative": "After an operation.",
        "cabg": "After coronary artery bypass grafting.", "travel": "By travel.",
        "iv-drug-use": "By intravenous drug use."}),
    "cor-pulmonale": ("Acute cor pulmonale", {
        "yes": "With acute cor pulmonale.", "no": "Without acute cor pulmonale."}),
    "risk": ("Risk class of pulmonary embolism", {"massive": "Massive."}),
    "course": ("Course", {"recurrent": "Recurrent."}),
    "cava": ("Which vena cava", {"unspecified": "The code does not tell superior from inferior."}),
    "limb": ("Limb", {
        "lower": "Lower limb.", "unspecified": "The code does not tell arm from leg."}),
    "stage": ("Stage", {"unspecified": "The code does not state the stage."}),
    "route": ("Route", {"unspecified": "The code does not state the route."}),
}

# Flags that need more than their name.
FLAG_DEFINITIONS = {
    "legacy": "Old or duplicate code, probably inactive: accepted on input, never to be sent.",
    "nonbillable-header": "ICD-10-CM category: not valid on a claim, found in data all the same.",
    "phlebitis": "The code says phlebitis: thrombosis is not proven.",
    "thrombophlebitis": "The code says thrombophlebitis: acute thrombosis is not proven.",
    "absent": "The code says that it is not there.",
    "head-or-facial-trauma-vsac-broad":
        "From a value set of head trauma that also holds bruises of scalp and nose.",
    "not-initial-encounter":
        "Injury code without the seventh character A: aftercare, sequela or a category, no new injury.",
    "who-icd10-dvt": "WHO ICD-10 codes deep vein thrombosis here, without side and acuity.",
    "line-flush-strength": "Heparin of a strength that flushes a line: no anticoagulation.",
    "alone": "As the only therapy: the treatment option anticoagulation alone.",
    "ingredient": "Code of the ingredient, not of a product.",
    "observation": "The question; the value of the Observation is the answer.",
}
