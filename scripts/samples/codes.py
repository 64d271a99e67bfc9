"""The codes that the samples use, by short names.

Clinical codes come from `shared/terminology` (checked by `scripts/make-samples --check`), local findings
from CONTRACT section 5. Codes of HL7's own structural systems (statuses, Bundle types) stand where they are used.
"""

import csv
import json
import os

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
ICD10PCS = "http://www.cms.gov/Medicare/Coding/ICD10"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
DICOM = "http://dicom.nema.org/resources/ontology/DCM"
FINDING = "https://venoguide.example/fhir/CodeSystem/finding"
OPTION = "https://venoguide.example/fhir/CodeSystem/treatment-option"
SEVERITY = "https://venoguide.example/fhir/CodeSystem/severity"
UCUM = "http://unitsofmeasure.org"

CODES = {
    # Thrombosis of the leg
    "dvt-left-iliac-icd": (ICD10CM, "I82.422", "Acute embolism and thrombosis of left iliac vein"),
    "dvt-right-iliac-icd": (ICD10CM, "I82.421", "Acute embolism and thrombosis of right iliac vein"),
    "dvt-bilateral-iliac-icd": (
        ICD10CM, "I82.423", "Acute embolism and thrombosis of iliac vein, bilateral"),
    "dvt-left-femoral-icd": (ICD10CM, "I82.412", "Acute embolism and thrombosis of left femoral vein"),
    "dvt-right-femoral-icd": (ICD10CM, "I82.411", "Acute embolism and thrombosis of right femoral vein"),
    "dvt-left-popliteal-icd": (
        ICD10CM, "I82.432", "Acute embolism and thrombosis of left popliteal vein"),
    "dvt-right-calf-icd": (
        ICD10CM, "I82.461", "Acute embolism and thrombosis of right calf muscular vein"),
    "dvt-left-unspecified-icd": (
        ICD10CM, "I82.402",
        "Acute embolism and thrombosis of unspecified deep veins of left lower extremity"),
    "dvt-left-iliac": (SNOMED, "293491000119107", "Acute deep vein thrombosis of left iliac vein"),
    "dvt-right-iliac": (SNOMED, "293481000119109", "Acute deep vein thrombosis of right iliac vein"),
    "dvt-iliofemoral-acute": (
        SNOMED, "132301000119107", "Acute deep venous thrombosis of iliofemoral vein (disorder)"),
    "dvt-iliofemoral": (SNOMED, "234044007", "Iliofemoral deep vein thrombosis (disorder)"),
    "dvt-femoral-acute": (
        SNOMED, "132291000119106", "Acute deep venous thrombosis of femoral vein (disorder)"),
    "dvt-femoropopliteal": (SNOMED, "703277001", "Deep venous thrombosis of femoropopliteal vein"),
    "dvt-calf-acute": (SNOMED, "132241000119103", "Acute deep venous thrombosis of calf"),
    "dvt-leg": (SNOMED, "404223003", "Deep venous thrombosis of lower extremity (disorder)"),
    "dvt-chronic-left-iliac-icd": (
        ICD10CM, "I82.522", "Chronic embolism and thrombosis of left iliac vein"),
    "dvt-chronic-right-iliac-icd": (
        ICD10CM, "I82.521", "Chronic embolism and thrombosis of right iliac vein"),
    "dvt-chronic-bilateral-iliac-icd": (
        ICD10CM, "I82.523", "Chronic embolism and thrombosis of iliac vein, bilateral"),
    "dvt-chronic-iliofemoral": (
        SNOMED, "132201000119100", "Chronic deep venous thrombosis of iliofemoral vein"),
    "dvt-who-icd": (
        ICD10, "I80.2", "Phlebitis and thrombophlebitis of other deep vessels of lower extremities"),
    "ivc-chronic-icd": (
        ICD10CM, "I82.221", "Chronic embolism and thrombosis of inferior vena cava"),
    "dvt-history-icd": (
        ICD10CM, "Z86.718", "Personal history of other venous thrombosis and embolism"),
    "dvt-pregnancy-icd": (
        ICD10CM, "O22.33", "Deep phlebothrombosis in pregnancy, third trimester"),
    "dvt-puerperium-icd": (ICD10CM, "O87.1", "Deep phlebothrombosis in the puerperium"),
    "pts-left-icd": (
        ICD10CM, "I87.092", "Postthrombotic syndrome with other complications of left lower extremity"),
    "pts-right-icd": (
        ICD10CM, "I87.091", "Postthrombotic syndrome with other complications of right lower extremity"),
    "pts-bilateral-icd": (
        ICD10CM, "I87.093",
        "Postthrombotic syndrome with other complications of bilateral lower extremity"),
    # Veins and sides
    "ivc": (SNOMED, "64131007", "Inferior vena cava"),
    "common-iliac-vein": (SNOMED, "46027005", "Common Iliac Vein"),
    "external-iliac-vein": (SNOMED, "63507001", "External Iliac Vein"),
    "iliac-vein": (SNOMED, "244411005", "Iliac vein"),
    "common-femoral-vein": (SNOMED, "397363009", "Common Femoral Vein"),
    "superficial-femoral-vein": (SNOMED, "397364003", "Superficial Femoral Vein"),
    "popliteal-vein": (SNOMED, "56849005", "Popliteal Vein"),
    "lower-limb": (SNOMED, "61685007", "Lower limb"),
    "left": (SNOMED, "7771000", "Left (qualifier value)"),
    "right": (SNOMED, "24028007", "Right (qualifier value)"),
    "both": (SNOMED, "51440002", "Right and left"),
    # Severity
    "mild": (SNOMED, "255604002", "Mild (qualifier value)"),
    "moderate": (SNOMED, "6736007", "Moderate (severity modifier) (qualifier value)"),
    "severe": (SNOMED, "24484000", "Severe (severity modifier) (qualifier value)"),
    "no-symptoms": (SEVERITY, "none", "None"),
    "moderate-to-severe": (SEVERITY, "moderate-severe", "Moderate to severe"),
    # Imaging
    "duplex-left": (LOINC, "39432-0", "Lower extremity vein - left US.doppler"),
    "duplex-right": (LOINC, "39443-7", "Lower extremity vein - right US.doppler"),
    "duplex-bilateral": (LOINC, "39420-5", "Lower extremity vein - bilateral US.doppler"),
    "ctv-left": (LOINC, "36824-1", "Lower extremity veins - left CT W contrast IV"),
    "ctv-right": (LOINC, "36825-8", "Lower extremity veins - right CT W contrast IV"),
    "ct-iliac-both-pcs": (
        ICD10PCS, "B52H10Z",
        "Computerized Tomography (CT Scan) of Bilateral Pelvic (Iliac) Veins using Low Osmolar Contrast, "
        "Unenhanced and Enhanced"),
    "mrv-left": (LOINC, "36784-7", "MRA Lower extremity veins - left"),
    "mrv-pelvis": (LOINC, "36789-6", "MRA Pelvis veins"),
    "venography-left": (
        LOINC, "37196-3", "Lower extremity veins - left Fluoroscopic angiogram W contrast IV"),
    "ivus": (SNOMED, "241466007", "Intravascular ultrasound"),
    "modality-ct": (DICOM, "CT", "Computed Tomography"),
    "modality-us": (DICOM, "US", "Ultrasound"),
    "no-thrombus": (SNOMED, "373140001", "No Thrombus"),
    "thrombus": (SNOMED, "373142009", "Definite Thrombus"),
    # Limb threat
    "phlegmasia-cerulea": (SNOMED, "66877004", "Phlegmasia cerulea dolens"),
    "phlegmasia-alba": (SNOMED, "66923004", "Phlegmasia alba dolens"),
    # Symptoms and function
    "leg-swelling": (SNOMED, "449614009", "Swelling of lower limb"),
    "leg-pain": (SNOMED, "10601006", "Pain in lower limb"),
    "heavy-legs": (SNOMED, "161873000", "Heavy legs (finding)"),
    "skin-discoloration": (SNOMED, "3253007", "Discoloration of skin (finding)"),
    "difficulty-walking": (SNOMED, "719232003", "Difficulty walking"),
    "walking-stick": (SNOMED, "105504002", "Dependence on walking stick (finding)"),
    "ambulating": (SNOMED, "62013009", "Ambulating patient (procedure)"),
    "pain-score": (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported"),
    # Pregnancy
    "pregnancy-status": (LOINC, "82810-3", "Pregnancy status"),
    "pregnant": (SNOMED, "77386006", "Pregnancy (finding)"),
    "not-pregnant": (SNOMED, "60001007", "Not pregnant (finding)"),
    "gestational-age": (LOINC, "49051-6", "Gestational age in weeks"),
    "estimated-delivery": (LOINC, "11778-8", "Delivery date Estimated"),
    "gestation-28-weeks-icd": (ICD10CM, "Z3A.28", "28 weeks gestation of pregnancy"),
    "normal-pregnancy": (SNOMED, "72892002", "Normal pregnancy (finding)"),
    "delivery-icd": (ICD10CM, "O80", "Encounter for full-term uncomplicated delivery"),
    # Health, contraindications
    "lymphoma-icd": (ICD10CM, "C85.90", "Non-Hodgkin lymphoma, unspecified, unspecified site"),
    "colon-cancer-icd": (ICD10CM, "C18.9", "Malignant neoplasm of colon, unspecified"),
    "pulmonary-embolism": (SNOMED, "706870000", "Acute pulmonary embolism"),
    "no-cancer-history": (SNOMED, "700363003", "No history of malignant neoplastic disease"),
    "gi-bleed": (SNOMED, "74474003", "Gastrointestinal hemorrhage"),
    "gi-bleed-icd": (ICD10CM, "K92.2", "Gastrointestinal hemorrhage, unspecified"),
    "platelets": (LOINC, "777-3", "Platelets [#/volume] in Blood by Automated count"),
    "haemoglobin": (LOINC, "718-7", "Hemoglobin [Mass/volume] in Blood"),
    "inr": (LOINC, "6301-6", "INR in Platelet poor plasma by Coagulation assay"),
    "blood-pressure": (LOINC, "85354-9", "Blood pressure panel with all children optional"),
    "systolic": (LOINC, "8480-6", "Systolic blood pressure"),
    "diastolic": (LOINC, "8462-4", "Diastolic blood pressure"),
    # Treatment
    "apixaban": (RXNORM, "1364445", "apixaban 5 MG Oral Tablet"),
    "rivaroxaban": (RXNORM, "1232086", "rivaroxaban 20 MG Oral Tablet"),
    "rivaroxaban-atc": (ATC, "B01AF01", "rivaroxaban"),
    "warfarin": (RXNORM, "855332", "warfarin sodium 5 MG Oral Tablet"),
    "enoxaparin": (RXNORM, "854248", "1 ML enoxaparin sodium 100 MG/ML Prefilled Syringe"),
    "heparin": (RXNORM, "1659197", "250 ML heparin sodium, porcine 50 UNT/ML Injection"),
    "alteplase-ingredient": (RXNORM, "8410", "alteplase"),
    "alteplase": (RXNORM, "1804804", "alteplase 50 MG Injection"),
    "thrombectomy-left-iliac-pcs": (
        ICD10PCS, "06CD3ZZ", "Extirpation of Matter from Left Common Iliac Vein, Percutaneous Approach"),
    "thrombectomy-iliofemoral": (
        SNOMED, "276982006", "Percutaneous thrombectomy of iliofemoral vein zone (procedure)"),
    "thrombectomy-right-iliac-pcs": (
        ICD10PCS, "06CC3ZZ", "Extirpation of Matter from Right Common Iliac Vein, Percutaneous Approach"),
    "thrombectomy-open-iliac": (
        SNOMED, "1398005", "Direct thrombectomy of iliac vein by leg incision (procedure)"),
    "anticoagulant-therapy": (SNOMED, "182764009", "Anticoagulant therapy (procedure)"),
    "stocking": (SNOMED, "348681001", "Graduated compression elastic hosiery (physical object)"),
    "filter": (SNOMED, "397913009", "Percutaneous insertion of inferior vena cava filter (procedure)"),
    "option-anticoagulation-alone": (OPTION, "anticoagulation-alone", "Anticoagulation alone"),
    "stent-left-iliac-pcs": (
        ICD10PCS, "067D3DZ",
        "Dilation of Left Common Iliac Vein with Intraluminal Device, Percutaneous Approach"),
}

# CONTRACT section 5.
FINDINGS = {
    "venous-thrombus": "Thrombus in the vein named by bodySite",
    "iliac-vein-compression": "Iliac vein compression by the crossing artery",
    "iliac-vein-compression-other-cause": "Iliac vein compression by something else",
    "symptom-onset": "Onset of leg symptoms of this episode",
    "anticoagulation-start": "Start of initial anticoagulation",
    "symptom-severity": "Severity of leg symptoms",
    "functional-limitation": "Walking or mobility limited by the leg",
    "rest-pain": "Pain of the leg at rest",
    "tense-edema": "Tense swelling",
    "circumferential-swelling": "Circumferential swelling",
    "massive-swelling": "Massive swelling",
    "dusky-skin": "Dusky skin",
    "limb-threatening-ischemia": "Limb-threatening ischemia",
    "compromised-arterial-inflow": "Compromised arterial inflow",
    "motor-deficit": "Motor deficit of the leg",
    "sensory-deficit": "Sensory deficit of the leg",
    "pain-out-of-proportion": "Pain out of proportion",
    "severe-cyanosis": "Severe cyanosis of the leg",
    "venous-gangrene": "Venous gangrene",
    "compartment-syndrome": "Compartment syndrome of the leg",
    "otherwise-healthy": "Otherwise healthy, attested",
    "good-functional-status": "Good functional status",
    "no-known-problems": "No known problems",
    "obstetric-delivery": "Delivery",
    "lysis-contraindication": "Contraindication to thrombolysis, attested",
    "anticoagulation-contraindication": "Contraindication to anticoagulation, attested",
    "recent-major-surgery": "Recent major surgery",
    "thrombophilia-changes-anticoagulation": "Thrombophilia that changes anticoagulation",
    "anticoagulation-alone": "Initial treatment was anticoagulation alone",
    "post-thrombotic-syndrome": "Post-thrombotic syndrome",
    "venous-claudication": "Venous claudication",
    "villalta-total": "Villalta score, total",
    "villalta-ulcer": "Villalta: ulcer",
    "villalta-pain": "Villalta: pain",
    "villalta-cramps": "Villalta: cramps",
    "villalta-heaviness": "Villalta: heaviness",
    "villalta-paresthesia": "Villalta: paresthesia",
    "villalta-pruritus": "Villalta: pruritus",
    "villalta-pretibial-edema": "Villalta: pretibial edema",
    "villalta-induration": "Villalta: induration",
    "villalta-hyperpigmentation": "Villalta: hyperpigmentation",
    "villalta-redness": "Villalta: redness",
    "villalta-venous-ectasia": "Villalta: venous ectasia",
    "villalta-calf-compression-pain": "Villalta: pain on calf compression",
    "ceap-clinical-class": "CEAP clinical class",
    "vcss-total": "VCSS, total",
    "vcss-pain": "VCSS: pain",
    "vcss-varicose-veins": "VCSS: varicose veins",
    "vcss-venous-edema": "VCSS: venous edema",
    "vcss-pigmentation": "VCSS: pigmentation",
    "vcss-inflammation": "VCSS: inflammation",
    "vcss-induration": "VCSS: induration",
    "vcss-active-ulcers": "VCSS: number of active ulcers",
    "vcss-ulcer-duration": "VCSS: duration of the longest active ulcer",
    "vcss-ulcer-size": "VCSS: size of the largest active ulcer",
    "vcss-compression-use": "VCSS: use of compression",
}


def coding(name):
    """The Coding of a short name; local findings are named as they are coded."""
    if name in CODES:
        system, code, display = CODES[name]
        return {"system": system, "code": code, "display": display}
    return {"system": FINDING, "code": name, "display": FINDINGS[name]}


def concept(*names):
    """A CodeableConcept with one coding for each name."""
    return {"coding": [coding(name) for name in names]}


def unverified(terminology, profiles):
    """Short names whose code stands in no list: the terminology folder, or our own code systems."""
    exact, prefixes = set(), []
    for name in sorted(os.listdir(terminology)):
        if not name.endswith(".csv") or name == "in-the-wild.csv":
            continue
        with open(os.path.join(terminology, name), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["code"].startswith("prefix:"):
                    prefixes.append((row["system"], row["code"][7:].replace(".", "")))
                else:
                    exact.add((row["system"], row["code"]))
    for name in ("finding", "severity", "treatment-option"):
        path = os.path.join(profiles, "terminology", "CodeSystem", f"{name}.json")
        with open(path, encoding="utf-8") as file:
            system = json.load(file)
        exact |= {(system["url"], concept["code"]) for concept in system["concept"]}
    used = {**CODES, **{code: (FINDING, code, display) for code, display in FINDINGS.items()}}
    return [
        name
        for name, (system, code, _) in used.items()
        if (system, code) not in exact
        and not any(
            system == other and code.replace(".", "").startswith(start) for other, start in prefixes)
    ]
