"""Holds a GuidanceResponse against what is known of its patient."""

import json
import pathlib


def parameters_of(response):
    """The parameters of the answer, in order."""
    for contained in response.get("contained", []):
        if contained["resourceType"] == "Parameters":
            return contained["parameter"]
    return []


def values(parameters, name):
    """The values of every parameter or part of a name."""
    return [
        next((value for key, value in one.items() if key.startswith("value")), None)
        for one in parameters if one["name"] == name
    ]


def patient_of(response):
    """The id of the patient, by whatever form of reference."""
    return response.get("subject", {}).get("reference", "").rpartition("/")[2].rpartition(":")[2]


def faults(response, expected):
    """Every difference between an answer and what it must say, as sentences without patient data."""
    parameters = parameters_of(response)

    def compare(what, found, wanted):
        if found != wanted:
            yield f"{what}: {found}, not {wanted}"

    yield from compare("outcome", values(parameters, "outcome"), [expected["outcome"]])
    yield from compare("status", response.get("status"), expected["status"])
    yield from compare("variants", unique(values(parameters, "variant")), expected["variants"])
    yield from compare(
        "assumptions", sorted(set(values(parameters, "assumption"))), sorted(expected["assumptions"]))
    yield from compare("escalation", bool(values(parameters, "escalation")), expected["escalation"])
    if "options" in expected:
        rows = rating_rows(parameters)
        yield from compare(
            "ratings", {row: rating for row, (rating, _) in rows.items()},
            {(one.get("variant"), one["option"]): one["rating"] for one in expected["options"]})
        for one in expected["options"]:
            if "certain" in one:
                found = rows.get((one.get("variant"), one["option"]), (None, None))[1]
                yield from compare(f"certainty of {one['option']} in {one.get('variant')}", found, one["certain"])
    facts = {
        values(one["part"], "feature")[0]: one["part"] for one in parameters if one["name"] == "fact"}
    for feature, wanted in expected.get("facts", {}).items():
        state = values(facts.get(feature, []), "state")
        states = {"settled": ("known", "absent")}.get(wanted["state"], (wanted["state"],))
        # A fact that no rule asked for is not told.
        if state and state[0] not in states:
            yield f"{feature}: {state[0]}, not {wanted['state']}"
    dates = [
        date for one in parameters if one["name"] == "change" for date in values(one["part"], "when")]
    for date in expected.get("changeDates", []):
        if date not in dates:
            yield f"no change is due on {date}, only on {dates}"


def unique(found):
    return list(dict.fromkeys(found))


def rating_rows(parameters):
    """(variant, option) -> (rating, certain)."""
    rows = {}
    for one in parameters:
        if one["name"] == "option":
            part = one["part"]
            item = values(part, "item-assessed")[0]["coding"][0]["code"]
            variant = (values(part, "variant") or [None])[0]
            rows[(variant, item)] = (values(part, "rating")[0], (values(part, "certain") or [None])[0])
    return rows


class KnownAnswers:
    """What `make-export` knows of an export."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.cases = json.loads((folder / "cases.json").read_text())
        self.facts = json.loads((folder / "export.json").read_text())
        self.patients = {one["patient"]: one for one in self.read(folder / "answers.ndjson")}
        self.repairs = list(self.read(folder / "repairs.ndjson"))

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    def in_state(self, state):
        return [one for one in self.patients.values() if one["state"] == state]

    def outcomes(self, weight=lambda one: 1):
        """How many answers there must be with each outcome."""
        counts = {}
        for one in self.in_state("answered"):
            outcome = self.cases[one["case"]]["outcome"]
            counts[outcome] = counts.get(outcome, 0) + weight(one)
        return counts

    def faults(self, responses):
        """Holds answers against all that is known: every patient has the answer that is due, nobody has one too many.

        `responses` are pairs of a name for messages and a GuidanceResponse; a patient whose records came twice as
        documents has two.
        """
        found = {}
        for name, response in responses:
            patient = patient_of(response)
            known = self.patients.get(patient)
            if known is None:
                yield f"{name}: an answer for nobody of this export"
                continue
            found[patient] = found.get(patient, 0) + 1
            if known["state"] != "answered":
                yield f"{name}: an answer, but its input is {known['state']}"
                continue
            for fault in faults(response, self.cases[known["case"]]):
                yield f"{name}: {known['case']} ({known['fate']}): {fault}"
        for one in self.in_state("answered"):
            wanted = max(1, len(one["inputs"]))
            if found.get(one["patient"], 0) != wanted:
                yield (
                    f"{found.get(one['patient'], 0)} answers instead of {wanted} for a patient with {one['case']} "
                    f"({one['fate']}, {', '.join(one['inputs']) or 'joined'})")
