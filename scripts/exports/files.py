"""Files of an export: written once, whole, and old enough that a run takes them for finished."""

import base64
import gzip
import json
import os
import time

# A run leaves files alone that changed a moment ago.
AGE = 3600


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def compressed(content):
    # No time in the header: the same seed gives the same bytes.
    return gzip.compress(content, compresslevel=1, mtime=0)


class Folder:
    """The folder of an export; counts what it gets."""

    def __init__(self, path):
        self.path = path
        self.files = 0
        self.bytes = 0
        self.changed = time.time() - AGE

    def write(self, name, content):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.count(path)

    def count(self, path):
        os.utime(path, (self.changed, self.changed))
        self.files += 1
        self.bytes += path.stat().st_size


class LineFile:
    """A file of lines, in an order that has nothing to do with that of writing, with what hospitals' tools add: CR LF,
    blank lines, no end of the last line."""

    WINDOW = 4000

    def __init__(self, folder, name, rng, *, is_compressed=False, line_end=b"\n", is_shuffled=True):
        self.folder = folder
        self.name = name + (".gz" if is_compressed else "")
        self.rng = rng
        self.line_end = line_end
        self.is_shuffled = is_shuffled
        self.waiting = []
        self.line = 0
        self.lines = 0
        path = folder.path / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        plain = open(path, "wb")
        self.outer = plain if is_compressed else None
        self.file = gzip.GzipFile("", "wb", 1, plain, mtime=0) if is_compressed else plain

    def add(self, line, placed=None):
        """Adds a line; `placed` is told its number when it has one."""
        self.waiting.append((line, placed))
        if len(self.waiting) >= self.WINDOW:
            self.flush()

    def flush(self):
        if self.is_shuffled:
            self.rng.shuffle(self.waiting)
        pieces = []
        for line, placed in self.waiting:
            self.line += 1
            self.lines += 1
            if self.line % 1000 == 500:
                pieces.append(self.line_end)
                self.line += 1
            pieces += [line, self.line_end]
            if placed:
                placed(self.name, self.line)
        self.file.write(b"".join(pieces))
        self.waiting.clear()

    def close(self):
        self.flush()
        self.file.close()
        if self.outer:
            self.outer.close()
        self.folder.count(self.path)


class Known:
    """What is known of an export, in a folder beside it:

        answers.ndjson   for each patient: the case whose answer is due, what became of the input, in which files it came
        cases.json       what the answer to each case must say (Samples/README.md, `expect.json`)
        export.json      how it was made, and how much of what it holds
        repairs.ndjson   every record that cannot be read, with what it was before it broke
    """

    def __init__(self, path, population):
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.answers = open(path / "answers.ndjson", "wb")
        self.repairs = open(path / "repairs.ndjson", "wb")
        self.facts = {"patients": 0, "badRecords": 0, "states": {}}
        (path / "cases.json").write_bytes(compact(population.expectations()))

    def add(self, patient, case, state, inputs=()):
        """One patient. `state`: `answered`, `quarantined` (its whole input cannot be read), `absent` (deleted)."""
        self.facts["patients"] += 1
        self.facts["states"][state] = self.facts["states"].get(state, 0) + 1
        known = {
            "patient": patient.id, "case": case, "state": state, "fate": patient.fate, "inputs": list(inputs)}
        if patient.fate == "bad":
            known["repaired"] = patient.case
        self.answers.write(compact(known) + b"\n")

    def repair(self, name, line, original):
        """A record that cannot be read; `line` is None for a whole file."""
        self.facts["badRecords"] += 1
        self.repairs.write(compact(
            {"file": name, "line": line, "original": base64.b64encode(original).decode()}) + b"\n")

    def close(self, folder, **facts):
        self.answers.close()
        self.repairs.close()
        made = {**facts, **self.facts, "files": folder.files, "bytes": folder.bytes}
        (self.path / "export.json").write_text(json.dumps(made, indent=2) + "\n")
        return made
