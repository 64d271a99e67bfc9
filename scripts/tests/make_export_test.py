"""make-export: the same seed gives the same bytes, every patient is accounted for, and the files are what they claim."""

import contextlib
import gzip
import importlib.machinery
import importlib.util
import io
import json
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from exports import answers  # noqa: E402
from exports.patients import Population, Rates, templates  # noqa: E402


def script(name):
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), str(ROOT / "scripts" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


make_export = script("make-export")
# XML needs the specification, which is not everywhere.
PLAIN = ["--formats", "json=5,json.gz=2,ndjson=2,ndjson.gz=1"]
RATES = ["--prevalence", "0.5", "--bad", "0.1", "--duplicates", "0.1", "--deleted", "0.1", "--entered-in-error", "0.1"]


def content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(path):
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).split(b"\n")


class Export(unittest.TestCase):
    def make(self, *arguments):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = make_export.main(["--kilobytes", "2", *arguments, str(folder)])
        self.assertEqual(status, 0, said.getvalue())
        return folder

    def known(self, folder):
        return answers.KnownAnswers(folder / "known")

    def layouts(self):
        yield "bundles", [*PLAIN]
        yield "by-type", ["--gzip", "0.3"]
        yield "by-patient", ["--gzip", "0.3"]

    def test_same_seed_same_bytes_and_another_seed_others(self):
        for layout, more in self.layouts():
            with self.subTest(layout=layout):
                arguments = ["--layout", layout, "--patients", "40", *RATES, *more]
                first, again = (content(self.make(*arguments)) for _ in range(2))
                self.assertEqual(first, again)
                self.assertNotEqual(first, content(self.make(*arguments, "--seed", "2")))

    def test_every_patient_is_known_once_and_rates_are_kept(self):
        for layout, more in self.layouts():
            with self.subTest(layout=layout):
                folder = self.make("--layout", layout, "--patients", "600", *RATES, *more)
                known = self.known(folder)
                self.assertEqual(len(known.patients), 600)
                self.assertTrue(all(one["case"] in known.cases for one in known.in_state("answered")))
                fates = [one["fate"] for one in known.patients.values()]
                for fate, rate in (("bad", 0.1), ("duplicated", 0.1), ("withdrawn", 0.1)):
                    self.assertAlmostEqual(fates.count(fate) / 600, rate, delta=0.05)
                self.assertEqual(sum(known.facts["states"].values()), 600)

    def test_records_that_cannot_be_read_are_where_it_says_and_nowhere_else(self):
        for layout, more in self.layouts():
            with self.subTest(layout=layout):
                folder = self.make("--layout", layout, "--patients", "200", *RATES, *more)
                broken = set()
                for path in sorted((folder / "export").rglob("*")):
                    if not path.is_file() or path.name == "manifest.json":
                        continue
                    name = str(path.relative_to(folder / "export"))
                    if ".ndjson" not in name:
                        if not self.readable(self.whole(path)):
                            broken.add((name, None))
                        continue
                    for number, line in enumerate(lines(path), 1):
                        if line.strip() and not self.readable(line):
                            broken.add((name, number))
                known = self.known(folder)
                self.assertEqual(broken, {(one["file"], one["line"]) for one in known.repairs})
                self.assertEqual(len(broken), known.facts["badRecords"])
                self.assertGreater(len(broken), 5)

    @staticmethod
    def whole(path):
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()

    @staticmethod
    def readable(text):
        try:
            return "resourceType" in json.loads(text)
        except ValueError:
            return False

    def test_manifest_counts_every_resource(self):
        folder = self.make("--layout", "by-type", "--patients", "100", *RATES, "--gzip", "0.3")
        manifest = json.loads((folder / "export" / "manifest.json").read_text())
        for entry in manifest["output"]:
            name = entry["url"].rpartition("/")[2]
            found = [line for line in lines(folder / "export" / name) if line.strip()]
            self.assertEqual(len(found), entry["count"], name)
            kinds = {json.loads(line)["resourceType"] for line in found if self.readable(line)}
            self.assertLessEqual(kinds, {entry["type"]}, name)
        deleted = [
            entry["request"]["url"] for line in lines(folder / "export" / "deleted.ndjson") if line
            for entry in json.loads(line)["entry"]]
        absent = {f"Patient/{one['patient']}" for one in self.known(folder).in_state("absent")}
        self.assertEqual({url for url in deleted if url.startswith("Patient/")}, absent)

    def test_resources_of_a_patient_lie_in_several_files_by_type_and_in_one_by_patient(self):
        for layout, is_scattered in (("by-type", True), ("by-patient", False)):
            folder = self.make("--layout", layout, "--patients", "60", "--kilobytes", "20", "--bad", "0")
            files = {}
            for path in (folder / "export").glob("*.ndjson"):
                if path.name in ("deleted.ndjson", "errors.ndjson"):
                    continue
                for line in filter(bytes.strip, lines(path)):
                    one = json.loads(line)
                    about = one.get("subject", one.get("patient", {})).get("reference", "")
                    files.setdefault(about, set()).add(path.name)
            files.pop("")
            counts = [len(names) for names in files.values()]
            self.assertGreater(min(counts), 3) if is_scattered else self.assertEqual(max(counts), 1)

    def test_next_night_changes_what_was_asked_and_nothing_else(self):
        for layout, more in self.layouts():
            with self.subTest(layout=layout):
                arguments = ["--layout", layout, "--patients", "200", "--prevalence", "0.5", *more]
                first = self.make(*arguments)
                second = self.make(
                    *arguments, "--night", "2", "--new", "10", "--changed", "3", "--gone", "2", "--withdrawn", "2")
                before, after = self.known(first).patients, self.known(second).patients
                self.assertEqual(len(after), 210)
                self.assertLessEqual(set(before), set(after))
                changed = [one for name, one in before.items() if after[name] != one]
                self.assertEqual(len(changed), 7)
                states = [after[one["patient"]]["state"] for one in changed]
                self.assertEqual((states.count("absent"), states.count("answered")), (2, 5))
                if layout == "bundles":
                    files_before, files_after = content(first / "export"), content(second / "export")
                    unlike = {
                        name for name in files_before if files_before[name] != files_after.get(name)}
                    self.assertLessEqual(len(unlike), 7)
                    self.assertEqual(len(set(files_after) - set(files_before)), 10)

    def test_a_larger_export_holds_the_smaller_one(self):
        small = content(self.make("--layout", "bundles", "--patients", "20", "--formats", "json") / "export")
        large = content(self.make("--layout", "bundles", "--patients", "60", "--formats", "json") / "export")
        self.assertTrue(all(large[name] == bytes for name, bytes in small.items()))

    def test_usage_is_64_and_a_folder_that_is_there_73(self):
        with contextlib.redirect_stderr(io.StringIO()):
            for arguments in (["--layout", "sideways", "x"], ["--layout", "by-type", "--bad", "2", "x"],
                              ["--layout", "by-type", "--no-manifest", "x"]):
                with self.assertRaises(SystemExit) as ended:
                    make_export.main(arguments)
                self.assertEqual(ended.exception.code, 64)
            with tempfile.TemporaryDirectory() as folder:
                (pathlib.Path(folder) / "mine").touch()
                self.assertEqual(make_export.main(["--layout", "by-type", folder]), 73)


class Cases(unittest.TestCase):
    def test_every_outcome_and_variant_of_the_samples_is_among_the_cases(self):
        found = templates()
        self.assertEqual(
            {one.expected["outcome"] for one in found},
            {"matched", "provisional", "overlap", "no-variant", "not-covered", "undetermined"})
        variants = {variant for one in found for variant in one.expected["variants"]}
        self.assertEqual(len(variants), 7)

    def test_no_two_patients_and_no_two_resources_share_an_id(self):
        population = Population(1, 300, Rates(prevalence=1))
        seen = set()
        for patient in population:
            ids = {(one["resourceType"], one["id"]) for one in patient.resources()}
            self.assertTrue(seen.isdisjoint(ids))
            seen |= ids
            for one in patient.resources():
                if one["resourceType"] not in ("Patient", "Practitioner"):
                    self.assertNotIn('"Patient/patient"', json.dumps(one))


class Comparison(unittest.TestCase):
    """A comparison that finds nothing must be able to find something."""

    def setUp(self):
        sample = ROOT / "Samples" / "outcomes" / "matched"
        self.response = json.loads((sample / "guidance.json").read_text())
        self.expected = json.loads((sample / "expect.json").read_text())["answers"][0]

    def faults(self):
        return list(answers.faults(self.response, self.expected))

    def test_reviewed_guidance_has_no_fault(self):
        self.assertEqual(self.faults(), [])

    def test_another_outcome_status_or_rating_is_a_fault(self):
        for change in (
            lambda: self.expected.update(outcome="undetermined"), lambda: self.expected.update(variants=[]),
            lambda: self.expected.update(status="failure"), lambda: self.expected.update(escalation=True),
            lambda: self.expected["options"][0].update(rating="usually-not-appropriate"),
            lambda: self.expected.update(changeDates=["2026-12-24"]),
        ):
            self.setUp()
            change()
            self.assertEqual(len(self.faults()), 1)


if __name__ == "__main__":
    unittest.main()
