"""The patients of an export: who has which case, what befell whose records, and what the answers must say.

A clinical case is one of the samples (`scripts/samples/cases`), with what it must be answered; everybody else has no
record of a thrombosis. Everything follows from the seed and a patient's number, so that a larger export holds the smaller
one, and the export of the next night those of the night before.
"""

import copy
import json
import random
from dataclasses import dataclass, field

from samples import cases
from samples.expectations import answer
from samples.packaging import name_of, rewritten
from samples.resources import EVALUATION, patient as patient_resource

# What a Bundle adds to the record.
FRAME = {"MessageHeader", "Composition"}

# What the answers for a person without any record of a thrombosis must say.
UNKNOWN = {
    # Missing is unknown, never absent (CONTRACT 4).
    "no-record/adult": answer("undetermined"),
    # Under 18 is another topic, whatever else is known.
    "no-record/child": answer("not-covered"),
}

SETTLED = {"matched", "overlap", "no-variant", "not-covered"}


@dataclass
class Template:
    """A sample as the records of one patient."""

    name: str
    resources: list
    expected: dict

    @property
    def is_settled(self):
        return self.expected["outcome"] in SETTLED

    @property
    def without_record(self):
        """Which answer is due when nothing but the Patient is left."""
        person = next(one for one in self.resources if one["resourceType"] == "Patient")
        birth = person.get("birthDate", "")
        # Whoever was born after this is under 18; a missing or a partial date does not say so.
        return "no-record/child" if birth > "2008-06-15" else "no-record/adult"


def template(case):
    """The sample as records of one patient; `None` when it is about more than records of one patient."""
    if case.input is None or case.status or case.arguments or case.as_of != EVALUATION or len(case.answers) != 1:
        return None
    bundle = case.input(case.folder)
    if bundle["resourceType"] == "Parameters":
        bundle = bundle["parameter"][0]["resource"]
    if bundle["resourceType"] != "Bundle":
        return None
    entries = [entry for entry in bundle["entry"] if "resource" in entry]
    names = {entry["fullUrl"]: name_of(entry["resource"]) for entry in entries if "fullUrl" in entry}
    resources = [
        rewritten(entry["resource"], names) for entry in entries if entry["resource"]["resourceType"] not in FRAME]
    if [one["resourceType"] for one in resources].count("Patient") != 1:
        return None
    return Template(case.folder, resources, case.answers[0])


def templates():
    """Every sample that can be one patient's records in an export."""
    return [made for made in map(template, cases.all_cases()) if made]


def withdrawn(resource):
    """The resource as it stands after somebody marked it as entered in error."""
    made = copy.deepcopy(resource)
    if made["resourceType"] in ("Condition", "AllergyIntolerance"):
        # Invariants con-5 and ait-2: no clinical status then.
        made.pop("clinicalStatus", None)
        system = "condition-ver-status" if made["resourceType"] == "Condition" else "allergyintolerance-verification"
        made["verificationStatus"] = {
            "coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": "entered-in-error"}]}
    elif made["resourceType"] not in ("Patient", "Practitioner"):
        made["status"] = "entered-in-error"
    return made


@dataclass
class Rates:
    """How often what is so, 0 to 1."""

    prevalence: float = 0.1
    """Patients with a clinical case, of those whom none of the other rates met."""
    missing: float = 0.3
    """Clinical cases in which facts are missing that decide."""
    bad: float = 0.01
    """Patients whose clinical records cannot be read."""
    duplicates: float = 0.01
    """Patients whose records came twice."""
    deleted: float = 0.01
    """Patients who were deleted, or whose clinical records were."""
    entered_in_error: float = 0.01
    """Patients whose clinical records were entered in error."""


@dataclass
class Night:
    """What is otherwise than the night before; numbers of patients."""

    number: int = 1
    new: int = 0
    changed: int = 0
    """Have another case than before."""
    gone: int = 0
    """Were deleted."""
    withdrawn: int = 0
    """Whose clinical records turned out to be entered in error."""


@dataclass
class ExportPatient:
    """One patient of an export."""

    number: int
    prefix: str
    template: Template
    """`None` without a record of a thrombosis; then `is_child` says which."""
    is_child: bool
    fate: str
    """What happened to the clinical records: `none`, `bad`, `duplicated`, `deleted`, `records-deleted`, `withdrawn`."""
    rng: random.Random = field(repr=False)
    was_there: bool = False
    """Whether an earlier night had records that this one does not have."""

    def uuid(self, number):
        """An id of this patient's; 0 is that of the Patient."""
        return f"{self.prefix}{number:012x}"

    @property
    def id(self):
        return self.uuid(0)

    @property
    def case(self):
        """Which answer is due when all clinical records are read."""
        if self.template:
            return self.template.name
        return "no-record/child" if self.is_child else "no-record/adult"

    @property
    def case_without_records(self):
        return self.template.without_record if self.template else self.case

    def resources(self):
        """The Patient and the clinical records, with ids and references of their own."""
        if not self.template:
            made = patient_resource("2015-03-01" if self.is_child else "1962-11-05", "female", key=self.id)
            return [made]
        names = {}
        for one in self.template.resources:
            number = 0 if one["resourceType"] == "Patient" else len(names) + 1
            names.setdefault(name_of(one), f"{one['resourceType']}/{self.uuid(number)}")
        made = []
        for one in self.template.resources:
            copied = rewritten(one, names)
            copied["id"] = names[name_of(one)].rpartition("/")[2]
            is_record = one["resourceType"] != "Patient"
            made.append(withdrawn(copied) if self.fate == "withdrawn" and is_record else copied)
        return made


class Population:
    """The patients of an export, by their numbers."""

    # Ids of noise begin here; clinical records have lower ones.
    FIRST_NOISE = 4096

    def __init__(self, seed, count, rates, night=None):
        self.seed = seed
        self.rates = rates
        self.night = night or Night()
        self.count = count
        every = templates()
        self.settled = [one for one in every if one.is_settled]
        self.open = [one for one in every if not one.is_settled]
        self.changes = self.changes_of_the_night()

    def expectations(self):
        """What the answer to each case must say, by its name."""
        return {**{one.name: one.expected for one in self.settled + self.open}, **UNKNOWN}

    def changes_of_the_night(self):
        """Patients to whom something happened since the first night: those with a case that nothing else befell."""
        night = self.night
        wanted = night.changed + night.gone + night.withdrawn
        if night.number == 1 or not wanted:
            return {}
        calm = []
        for number in range(self.count):
            one = self.first_night(number)
            if one.template and one.fate == "none" and self.has_record_to_withdraw(one.template):
                calm.append(number)
        if len(calm) < wanted:
            raise ValueError(f"only {len(calm)} patients have a case to change; take more patients or a higher prevalence")
        chosen = random.Random(f"{self.seed}/night").sample(calm, wanted)
        fates = ["changed"] * night.changed + ["deleted"] * night.gone + ["withdrawn"] * night.withdrawn
        return dict(zip(chosen, fates))

    @staticmethod
    def has_record_to_withdraw(one):
        """Whether an answer rests on a thrombosis in the records, so that withdrawing them takes the answer back."""
        return one.expected.get("variants") != []

    def __iter__(self):
        for number in range(self.count + (self.night.new if self.night.number > 1 else 0)):
            yield self.patient(number)

    def patient(self, number):
        one = self.first_night(number)
        change = self.changes.get(number)
        if change == "changed":
            others = [other for other in self.settled if other.expected["variants"] != one.template.expected["variants"]]
            one.template = random.Random(f"{self.seed}/changed/{number}").choice(others)
        elif change:
            one.fate = change
            one.was_there = True
        return one

    def first_night(self, number):
        rng = random.Random(f"{self.seed}/{number}")
        fate = self.fate(rng)
        has_case = rng.random() < self.rates.prevalence or fate != "none"
        pool = self.open if rng.random() < self.rates.missing else self.settled
        chosen = rng.choice(pool)
        digits = f"{rng.getrandbits(80):020x}"
        prefix = f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}-a{digits[15:18]}-"
        return ExportPatient(number, prefix, chosen if has_case else None, rng.random() < 0.15, fate, rng)

    def fate(self, rng):
        rates = self.rates
        which = rng.random()
        for fate, rate in (
            ("bad", rates.bad), ("duplicated", rates.duplicates), ("deleted", rates.deleted / 2),
            ("records-deleted", rates.deleted / 2), ("withdrawn", rates.entered_in_error),
        ):
            if which < rate:
                return fate
            which -= rate
        return "none"


def broken(line, rng):
    """A record as a transfer leaves it that went wrong; one line, never what it was, never readable."""
    kind = rng.choice(["truncated", "not UTF-8", "no type"])
    if kind == "truncated":
        return line[: len(line) * 3 // 5]
    if kind == "not UTF-8":
        place = line.index(b'"id":"') + 6
        return line[:place] + b"\xff" + line[place:]
    made = json.loads(line)
    del made["resourceType"]
    return json.dumps(made, separators=(",", ":")).encode()
