"""The layout of interface engines: a folder for each site, a Bundle of any type for each patient, as JSON, XML or a line
of NDJSON, plain or compressed."""

import json
import random

from samples.fhir_xml import Writer, to_xml
from samples.packaging import (
    BASE, TIMESTAMP, batch, collection, document, history, message, name_of, searchset, transaction)

from .files import LineFile, compact, compressed
from .noise import Blank
from .patients import Population

SITES = ("north", "south", "east")
BUNDLES_IN_FILE = 50

FORMATS = {"json": 50, "json.gz": 15, "xml": 10, "xml.gz": 5, "ndjson": 15, "ndjson.gz": 5}


class Form:
    """A type of Bundle, and how an entry stands in it."""

    def __init__(self, package, *, has_urns=False, has_noise=True, beside=lambda kind, key: {}):
        self.package = package
        self.has_urns = has_urns
        # A document lists what it holds, and a message is about one thing.
        self.has_noise = has_noise
        self.beside = beside

    def full_url(self, kind, key):
        return f"urn:uuid:{key}" if self.has_urns else f"{BASE}/{kind}/{key}"

    def subject(self, key):
        return f"urn:uuid:{key}" if self.has_urns else f"Patient/{key}"


def posted(kind, key):
    return {"request": {"method": "POST", "url": kind}}


FORMS = [
    (40, Form(collection)),
    (20, Form(searchset, beside=lambda kind, key: {"search": {"mode": "include"}})),
    (15, Form(transaction, has_urns=True, beside=posted)),
    (5, Form(batch, has_urns=True, beside=posted)),
    (10, Form(history, beside=lambda kind, key: {
        "request": {"method": "PUT", "url": f"{kind}/{key}"},
        "response": {"status": "200", "lastModified": TIMESTAMP}})),
    (5, Form(document, has_urns=True, has_noise=False)),
    (5, Form(message, has_urns=True, has_noise=False)),
]


class BundleTree:
    """Writes the Bundles of a population."""

    def __init__(self, folder, known, pool, seed, *, kilobytes, formats=None, elements=None):
        self.folder = folder
        self.known = known
        self.pool = pool
        self.seed = seed
        self.size = kilobytes * 1000
        self.formats = formats or FORMATS
        self.elements = elements
        # By site and format: the file that is being written, and how many there were before it.
        self.line_files = {}
        self.xml_blanks = {}
        if elements is None and any(name.startswith("xml") for name in self.formats):
            raise ValueError("XML needs the table of elements")

    def write(self, population):
        for patient in population:
            self.write_patient(patient, patient.number >= population.count)
        for file, _ in self.line_files.values():
            file.close()

    def write_patient(self, patient, is_new):
        rng = patient.rng
        site = rng.choice(SITES)
        format = rng.choices(list(self.formats), list(self.formats.values()))[0]
        # What came later came by itself: the files of the night before stay as they are.
        if is_new and format.startswith("ndjson"):
            format = "json"
        if patient.fate == "deleted":
            if patient.was_there and format.startswith("ndjson"):
                # The lines of the others keep their numbers.
                self.line_file(site, format).add(b"")
            return self.known.add(patient, patient.case, "absent")
        content = original = self.bundle(patient, is_xml=format.startswith("xml"))
        if patient.fate == "bad":
            content = content[: len(content) * 3 // 5]
        if format.startswith("ndjson"):
            return self.add_line(self.line_file(site, format), patient, content, original)
        if format.endswith(".gz"):
            content, original = compressed(content), compressed(original)
        names = [f"{site}/{patient.id}.{format}"]
        if patient.fate == "duplicated":
            names.append(f"{site}/again/{patient.id}.{format}")
        for name in names:
            self.folder.write(name, content)
        if patient.fate == "bad":
            self.known.repair(names[0], None, original)
        self.finish(patient, names)

    def line_file(self, site, format):
        """The file that takes the next Bundle of a site."""
        file, number = self.line_files.get((site, format), (None, -1))
        if file is None or file.lines + len(file.waiting) >= BUNDLES_IN_FILE:
            if file:
                file.close()
            number += 1
            name = f"{site}/bundles-{number:04}.ndjson"
            file = LineFile(
                self.folder, name, random.Random(f"{self.seed}/{name}"), is_compressed=format.endswith(".gz"))
            self.line_files[(site, format)] = (file, number)
        return file

    def add_line(self, file, patient, content, original):
        """Adds a Bundle to a file of them; where it stands is known when the line has a number."""
        inputs = []
        copies = 2 if patient.fate == "duplicated" else 1

        def placed(name, line):
            inputs.append(f"{name}#{line}")
            if patient.fate == "bad":
                self.known.repair(name, line, original)
            if len(inputs) == copies:
                self.finish(patient, inputs)

        for _ in range(copies):
            file.add(content, placed)

    def finish(self, patient, inputs):
        if patient.fate == "bad":
            self.known.add(patient, None, "quarantined", inputs)
        else:
            withdrawn = patient.fate in ("withdrawn", "records-deleted")
            self.known.add(patient, patient.case_without_records if withdrawn else patient.case, "answered", inputs)

    def bundle(self, patient, is_xml):
        """The Bundle, in bytes; JSON on one line."""
        rng = patient.rng
        resources = patient.resources()
        if patient.fate == "records-deleted":
            resources = [one for one in resources if one["resourceType"] == "Patient"]
        forms = [(weight, form) for weight, form in FORMS if self.fits(form, resources)]
        form = rng.choices([form for _, form in forms], [weight for weight, _ in forms])[0]
        made = form.package(resources)(f"{patient.id}")
        noise = self.pool.choose(rng, self.size * rng.uniform(0.5, 1.5)) if form.has_noise and self.size else []
        keys = [patient.uuid(Population.FIRST_NOISE + number) for number in range(len(noise))]
        subject = form.subject(patient.id).encode()
        if is_xml:
            text = to_xml(made, self.elements).encode()
            entries = [
                self.xml_blank(blank, form).filled(key.encode(), subject) for blank, key in zip(noise, keys)]
            end = text.rindex(b"</Bundle>")
            return text[:end] + b"\n".join(entries) + text[end:]
        text = compact(made)
        entries = [b""] + [
            b'{"fullUrl":"%s","resource":%s%s}' % (
                form.full_url(blank.kind, key).encode(), blank.filled(key.encode(), subject),
                self.members(form.beside(blank.kind, key)))
            for blank, key in zip(noise, keys)
        ]
        assert text.endswith(b"]}")
        return text[:-2] + b",".join(entries) + b"]}"

    @staticmethod
    def fits(form, resources):
        """Whether a form can hold them: a message is about a Condition, a document about more than a person, and two
        versions are two entries with one full URL."""
        if form.package is message:
            return any(one["resourceType"] == "Condition" for one in resources)
        if form.package is document and len(resources) == 1:
            return False
        has_versions = len({name_of(one) for one in resources}) < len(resources)
        return form.package in (history, collection, searchset) or not has_versions

    @staticmethod
    def members(beside):
        return b"".join(b',"%s":%s' % (name.encode(), compact(value)) for name, value in beside.items())

    def xml_blank(self, blank, form):
        """The blank as an entry in XML."""
        known = self.xml_blanks.get((blank, form))
        if known is None:
            writer = Writer(self.elements)
            key = "@ID@"
            entry = {
                "fullUrl": form.full_url(blank.kind, key), "resource": json.loads(blank.text),
                **form.beside(blank.kind, key)}
            writer.element("entry", entry, "Bundle.entry", "  ")
            known = self.xml_blanks[(blank, form)] = Blank(blank.kind, "\n".join(writer.lines) + "\n")
        return known
