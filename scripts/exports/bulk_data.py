"""The layouts of FHIR Bulk Data exports: NDJSON by resource type, several files for each, with a manifest, deletions and
errors; and the same organised by patient."""

import random

from samples.packaging import rewritten
from samples.resources import ref

from .files import LineFile, compact
from .patients import Population, broken

SERVER = "https://hospital.example/fhir"
TRANSACTION_TIME = "2026-06-15T02:00:00Z"
PATIENTS_IN_FILE = 50


class BulkDataExport:
    """Writes the resources of a population. By type those of one patient lie in many files, in any order; by patient
    they stand together, behind a header that says whose they are."""

    def __init__(
        self, folder, known, pool, seed, *, kilobytes, files_per_type=3, compressed=0.0, is_by_patient=False,
        has_manifest=True
    ):
        self.folder = folder
        self.known = known
        self.pool = pool
        self.seed = seed
        self.size = kilobytes * 1000
        self.files_per_type = files_per_type
        self.compressed = compressed
        self.is_by_patient = is_by_patient
        self.has_manifest = has_manifest
        self.files = {}
        self.patient_file = None
        self.deletions = []
        self.written = []

    def write(self, population):
        for patient in population:
            self.write_patient(patient)
        for kind, file in self.files.items():
            self.close(file, kind[0])
        if self.patient_file:
            self.close(self.patient_file)
        if self.has_manifest:
            self.write_manifest()

    def write_patient(self, patient):
        rng = patient.rng
        person, *records = patient.resources()
        # Some servers name whom a resource is about by their own address.
        if rng.random() < 0.1:
            names = {f"Patient/{patient.id}": f"{SERVER}/Patient/{patient.id}"}
            records = [rewritten(one, names) for one in records]
        if patient.was_there and patient.fate == "deleted":
            lines = []
        else:
            lines = [(person["resourceType"], compact(person), None)]
            for one in records:
                line = compact(one)
                if patient.fate == "bad":
                    lines.append((one["resourceType"], broken(line, rng), self.repairing(line)))
                else:
                    lines.append((one["resourceType"], line, None))
            if patient.fate == "duplicated":
                lines *= 2
            lines += self.noise(patient, rng)
        self.add(patient, lines, rng)
        if patient.fate == "deleted":
            self.deletions.append([f"Patient/{patient.id}"])
        elif patient.fate == "records-deleted":
            self.deletions.append([f"{one['resourceType']}/{one['id']}" for one in records])
        self.finish(patient)

    def noise(self, patient, rng):
        subject = f"Patient/{patient.id}".encode()
        chosen = self.pool.choose(rng, self.size * rng.uniform(0.5, 1.5)) if self.size else []
        return [
            (blank.kind, blank.filled(patient.uuid(Population.FIRST_NOISE + number).encode(), subject), None)
            for number, blank in enumerate(chosen)
        ]

    def repairing(self, original):
        return lambda name, line: self.known.repair(name, line, original)

    def finish(self, patient):
        if patient.fate == "deleted":
            return self.known.add(patient, patient.case, "absent")
        is_without = patient.fate in ("bad", "records-deleted", "withdrawn")
        self.known.add(patient, patient.case_without_records if is_without else patient.case, "answered")

    # Files

    def add(self, patient, lines, rng):
        if self.is_by_patient:
            return self.add_block(patient, lines)
        for kind, line, placed in lines:
            number = int(rng.random() * self.files_per_type)
            file = self.files.get((kind, number))
            if file is None:
                file = self.files[(kind, number)] = self.file(
                    f"{kind}.{number:03}.ndjson", line_end=b"\r\n" if number == 1 else b"\n")
            file.add(line, placed)

    def add_block(self, patient, lines):
        """The resources of a patient behind their header, in files of some patients each."""
        if patient.number % PATIENTS_IN_FILE == 0 or not self.patient_file:
            if self.patient_file:
                self.close(self.patient_file)
            self.patient_file = self.file(f"patients.{patient.number // PATIENTS_IN_FILE:04}.ndjson", is_shuffled=False)
        if lines:
            header = {
                "resourceType": "Parameters",
                "parameter": [{"name": "header", "valueReference": ref(f"Patient/{patient.id}")}]}
            lines = [("Parameters", compact(header), None), *lines]
        for _, line, placed in lines:
            self.patient_file.add(line, placed)

    def file(self, name, **more):
        rng = random.Random(f"{self.seed}/{name}")
        return LineFile(self.folder, name, rng, is_compressed=rng.random() < self.compressed, **more)

    def close(self, file, kind=None):
        file.close()
        entry = {"url": f"{SERVER}/bulk-files/{file.name}", "count": file.lines}
        self.written.append({"type": kind, **entry} if kind else entry)

    def write_manifest(self):
        deleted = [
            {"resourceType": "Bundle", "type": "transaction", "entry": [
                {"request": {"method": "DELETE", "url": url}} for url in urls]}
            for urls in self.deletions]
        failed = {
            "resourceType": "OperationOutcome",
            "issue": [{"severity": "error", "code": "timeout", "diagnostics": "One search took too long."}]}
        self.folder.write("deleted.ndjson", b"".join(compact(one) + b"\n" for one in deleted))
        self.folder.write("errors.ndjson", compact(failed) + b"\n")
        manifest = {
            "transactionTime": TRANSACTION_TIME,
            "request": f"{SERVER}/Patient/$export",
            "requiresAccessToken": True,
            **({"outputOrganizedBy": "Patient"} if self.is_by_patient else {}),
            "output": self.written,
            "deleted": [{"type": "Bundle", "url": f"{SERVER}/bulk-files/deleted.ndjson", "count": len(deleted)}],
            "error": [{"type": "OperationOutcome", "url": f"{SERVER}/bulk-files/errors.ndjson", "count": 1}],
        }
        self.folder.write("manifest.json", compact(manifest))
