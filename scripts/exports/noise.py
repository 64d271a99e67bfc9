"""Resources that fill real records and say nothing about veins: claims, benefits, laboratory, visits.

The mix of types and their sizes follow whole-life records of synthetic patient generators: about half of the bytes are
claims and benefits, a quarter laboratory and vital sign Observations.
"""

import json
import random
import re
import uuid

SCT = "http://snomed.info/sct"
LOINC = "http://loinc.org"
HL7 = "http://terminology.hl7.org/CodeSystem"

# Codes that occur often in such records and that no rule of VenoGuide reads.
LABS = [
    ("8302-2", "Body Height", "cm"), ("29463-7", "Body Weight", "kg"), ("39156-5", "Body Mass Index", "kg/m2"),
    ("2093-3", "Total Cholesterol", "mg/dL"), ("2571-8", "Triglycerides", "mg/dL"), ("4548-4", "Hemoglobin A1c", "%"),
    ("2339-0", "Glucose", "mg/dL"), ("6299-2", "Urea Nitrogen", "mg/dL"), ("49765-1", "Calcium", "mg/dL"),
    ("2947-0", "Sodium", "mmol/L"), ("6690-2", "Leukocytes", "10*3/uL"), ("72166-2", "Tobacco smoking status", "1"),
]
PROBLEMS = [("444814009", "Viral sinusitis"), ("195662009", "Acute viral pharyngitis"), ("10509002", "Acute bronchitis")]
PROCEDURES = [("430193006", "Medication Reconciliation"), ("171207006", "Depression screening")]


class RecordMaker:
    """Makes such resources for one patient, each from the next random numbers of a seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.patient = self.uuid()

    def uuid(self):
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def moment(self):
        r = self.random
        return f"{r.randint(1996, 2025)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}T{r.randint(0, 23):02}:14:08-05:00"

    def subject(self):
        return {"reference": f"urn:uuid:{self.patient}"}

    def concept(self, system, code, display):
        return {"coding": [{"system": system, "code": code, "display": display}], "text": display}

    def observation(self):
        code, name, unit = self.random.choice(LABS)
        when = self.moment()
        return {
            "resourceType": "Observation", "id": self.uuid(), "status": "final",
            "category": [self.concept(f"{HL7}/observation-category", "laboratory", "laboratory")],
            "code": self.concept(LOINC, code, name), "subject": self.subject(),
            "encounter": {"reference": f"urn:uuid:{self.uuid()}"}, "effectiveDateTime": when, "issued": when,
            "valueQuantity": {"value": round(self.random.uniform(1, 200), 4), "unit": unit,
                              "system": "http://unitsofmeasure.org", "code": unit},
        }

    def encounter(self):
        when = self.moment()
        return {
            "resourceType": "Encounter", "id": self.uuid(), "status": "finished",
            "class": {"system": f"{HL7}/v3-ActCode", "code": "AMB"},
            "type": [self.concept(SCT, "162673000", "General examination of patient")], "subject": self.subject(),
            "participant": [{"individual": {"reference": f"urn:uuid:{self.uuid()}", "display": "Dr. Synthetic"}}],
            "period": {"start": when, "end": when},
            "serviceProvider": {"reference": f"urn:uuid:{self.uuid()}", "display": "Synthetic Hospital"},
        }

    def condition(self):
        code, name = self.random.choice(PROBLEMS)
        when = self.moment()
        return {
            "resourceType": "Condition", "id": self.uuid(),
            "clinicalStatus": {"coding": [{"system": f"{HL7}/condition-clinical", "code": "resolved"}]},
            "verificationStatus": {"coding": [{"system": f"{HL7}/condition-ver-status", "code": "confirmed"}]},
            "code": self.concept(SCT, code, name), "subject": self.subject(),
            "encounter": {"reference": f"urn:uuid:{self.uuid()}"}, "onsetDateTime": when, "abatementDateTime": when,
            "recordedDate": when,
        }

    def procedure(self):
        code, name = self.random.choice(PROCEDURES)
        when = self.moment()
        return {
            "resourceType": "Procedure", "id": self.uuid(), "status": "completed",
            "code": self.concept(SCT, code, name), "subject": self.subject(),
            "encounter": {"reference": f"urn:uuid:{self.uuid()}"}, "performedPeriod": {"start": when, "end": when},
        }

    def immunization(self):
        return {
            "resourceType": "Immunization", "id": self.uuid(), "status": "completed",
            "vaccineCode": self.concept("http://hl7.org/fhir/sid/cvx", "140", "Influenza, seasonal, injectable"),
            "patient": self.subject(), "encounter": {"reference": f"urn:uuid:{self.uuid()}"},
            "occurrenceDateTime": self.moment(), "primarySource": True,
        }

    def claim(self):
        return {
            "resourceType": "Claim", "id": self.uuid(), "status": "active",
            "type": {"coding": [{"system": f"{HL7}/claim-type", "code": "institutional"}]}, "use": "claim",
            "patient": self.subject(), "billablePeriod": {"start": self.moment(), "end": self.moment()},
            "created": self.moment(), "provider": {"reference": f"urn:uuid:{self.uuid()}", "display": "Synthetic Hospital"},
            "priority": {"coding": [{"system": f"{HL7}/processpriority", "code": "normal"}]},
            "insurance": [{"sequence": 1, "focal": True, "coverage": {"display": "Synthetic Insurance"}}],
            "item": [self.claim_item(n) for n in range(1, self.random.randint(2, 7))],
            "total": {"value": round(self.random.uniform(50, 900), 2), "currency": "USD"},
        }

    def claim_item(self, number):
        return {
            "sequence": number,
            "productOrService": self.concept(SCT, "162673000", "General examination of patient (procedure)"),
            "net": {"value": round(self.random.uniform(50, 900), 2), "currency": "USD"},
            "encounter": [{"reference": f"urn:uuid:{self.uuid()}"}],
        }

    def explanation_of_benefit(self):
        adjudication = lambda: {
            "category": {"coding": [{"system": "https://bluebutton.example/resources/codesystem/adjudication",
                                     "code": "line_prvdr_pmt_amt", "display": "Line Provider Payment Amount"}]},
            "amount": {"value": round(self.random.uniform(1, 900), 2), "currency": "USD"},
        }
        items = []
        for number in range(1, self.random.randint(2, 7)):
            items.append({
                "sequence": number,
                "category": {"coding": [{"system": "https://bluebutton.example/resources/variables/line_cms_type",
                                         "code": "1", "display": "Medical care"}]},
                "productOrService": self.concept(SCT, "162673000", "General examination of patient (procedure)"),
                "servicedPeriod": {"start": self.moment(), "end": self.moment()},
                "adjudication": [adjudication() for _ in range(6)],
            })
        return {
            "resourceType": "ExplanationOfBenefit", "id": self.uuid(), "status": "active",
            "type": {"coding": [{"system": f"{HL7}/claim-type", "code": "institutional"}]}, "use": "claim",
            "patient": self.subject(), "created": self.moment(), "insurer": {"display": "Synthetic Insurance"},
            "provider": {"reference": f"urn:uuid:{self.uuid()}"}, "outcome": "complete",
            "insurance": [{"focal": True, "coverage": {"display": "Synthetic Insurance"}}], "item": items,
        }

    def weighted(self):
        """The makers, each as often as its resources are in such records."""
        makers = [
            (self.observation, 100), (self.explanation_of_benefit, 22), (self.claim, 29), (self.encounter, 22),
            (self.procedure, 14), (self.condition, 10), (self.immunization, 11),
        ]
        return [maker for maker, weight in makers for _ in range(weight)]


# Where the resources of a pool are cut: their id, and whom they are about.
ID = "@ID@"
SUBJECT = "@SUBJECT@"

# What stands behind the references other than the patient.
TARGETS = {
    "encounter": "Encounter", "individual": "Practitioner", "serviceProvider": "Organization", "provider": "Organization",
}


def relative(value, name=None):
    """The value with `urn:uuid:` references to something of which the export holds no more, by type and id."""
    if isinstance(value, dict):
        return {
            key: child.replace("urn:uuid:", f"{TARGETS[name]}/") if key == "reference" and name in TARGETS
            else relative(child, name if key == "reference" else key)
            for key, child in value.items()
        }
    if isinstance(value, list):
        return [relative(child, name) for child in value]
    return value


class Blank:
    """A resource in pieces, to be filled with an id and a subject."""

    def __init__(self, kind, text):
        self.kind = kind
        self.text = text
        pieces = re.split(f"({ID}|{SUBJECT})", text)
        self.pieces = [piece.encode() for piece in pieces]
        self.ids = [index for index, piece in enumerate(pieces) if piece == ID]
        self.subjects = [index for index, piece in enumerate(pieces) if piece == SUBJECT]
        self.size = len(text)

    def filled(self, key, subject):
        """The bytes of the resource with its id and the reference to its patient."""
        pieces = self.pieces.copy()
        for index in self.ids:
            pieces[index] = key
        for index in self.subjects:
            pieces[index] = subject
        return b"".join(pieces)


class NoisePool:
    """Some hundred such resources, made once and filled for every patient: an export of gigabytes in minutes."""

    COUNT = 800

    def __init__(self, seed):
        maker = RecordMaker(seed)
        maker.patient = SUBJECT
        weighted = maker.weighted()
        self.blanks = []
        for _ in range(self.COUNT):
            made = relative(maker.random.choice(weighted)())
            made["id"] = ID
            text = json.dumps(made, separators=(",", ":"), ensure_ascii=False)
            self.blanks.append(Blank(made["resourceType"], text.replace(f"urn:uuid:{SUBJECT}", SUBJECT)))

    def choose(self, rng, size):
        """Blanks of about `size` bytes together."""
        chosen = []
        while size > 0:
            blank = self.blanks[int(rng.random() * self.COUNT)]
            size -= blank.size
            chosen.append(blank)
        return chosen
