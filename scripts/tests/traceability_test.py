"""Every numbered fact of FACTS section 2 is in docs/traceability.json, and what the table names exists and cites it."""

import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROWS = json.loads((ROOT / "docs" / "traceability.json").read_text(encoding="utf-8"))
COUNTS = {"F000": 31, "F001": 34, "F002": 27}


def criteria(name):
    return json.loads((ROOT / "Profiles" / "criteria" / f"{name}.json").read_text(encoding="utf-8"))


def rows_of(file, section):
    """Rows by the name under which the table has them."""
    rows = criteria(file)[section]
    if section == "ratings":
        return {f"{row['variant']}/{row['option']}": row for row in rows}
    named = {}
    for row in rows:
        named.setdefault(row.get("code") or row.get("id") or row.get("feature") or row.get("key"), []).append(row)
    return named


def fault_of(name):
    """What is wrong with the name of a carrier; None when it exists."""
    if name.startswith("criteria/"):
        _, file, section, row = name.split("/", 3)
        try:
            return None if row in rows_of(file, section) else "no such row"
        except (KeyError, FileNotFoundError):
            return "no such section"
    path, _, test = name.partition("#")
    if not (ROOT / path).exists():
        return "no such file"
    if path.startswith("Samples/") and not (ROOT / path / "expect.json").exists():
        return "no sample"
    if test and not re.search(rf"func {re.escape(test)}\(", (ROOT / path).read_text(encoding="utf-8")):
        return "no such test"
    return None


def cited_in(text):
    """The facts that a text cites, one by one or as a range (`F001-5 to F001-8`)."""
    found = set(re.findall(r"F\d{3}-\d+", text))
    for seed, first, last in re.findall(r"(F\d{3})-(\d+) to (?:\1-)?(\d+)", text):
        found |= {f"{seed}-{number}" for number in range(int(first), int(last) + 1)}
    return found


def text_of(name):
    """What a carrier says: its row, the facts of the sample, the file, or the one test with what stands above it."""
    if name.startswith("criteria/"):
        _, file, section, row = name.split("/", 3)
        return json.dumps(rows_of(file, section)[row])
    path, _, test = name.partition("#")
    if path.startswith("Samples/"):
        return " ".join(json.loads((ROOT / path / "expect.json").read_text(encoding="utf-8"))["facts"])
    text = (ROOT / path).read_text(encoding="utf-8")
    if not test:
        return text
    start = re.search(rf"func {re.escape(test)}\(", text).start()
    above = text.rfind("\n\n", 0, start)
    return text[above:text.index("\n  }\n", start)]


class Traceability(unittest.TestCase):
    def test_every_fact_is_there_once_in_order(self):
        wanted = [f"{seed}-{number}" for seed, count in COUNTS.items() for number in range(1, count + 1)]
        self.assertEqual([row["id"] for row in ROWS], wanted)

    def test_every_fact_is_carried_or_says_why_not(self):
        self.assertEqual([row["id"] for row in ROWS if not row["by"] and not row.get("why-not")], [])

    def test_everything_named_exists(self):
        faults = [(row["id"], name, fault_of(name)) for row in ROWS for name in row["by"] if fault_of(name)]
        self.assertEqual(faults, [])

    def test_every_carrier_cites_the_fact(self):
        silent = [(row["id"], name) for row in ROWS for name in row["by"] if row["id"] not in cited_in(text_of(name))]
        self.assertEqual(silent, [])

    def test_a_carrier_that_is_silent_on_the_fact_is_found(self):
        self.assertEqual(cited_in("F001-5 to F001-8, F002-9"), {f"F001-{n}" for n in (5, 6, 7, 8)} | {"F002-9"})
        self.assertEqual(cited_in("F000-5 to 7"), {"F000-5", "F000-6", "F000-7"})
        self.assertNotIn("F000-2", cited_in("F000-25 (V)"))
        self.assertNotIn("F000-15", cited_in(text_of("criteria/2020/cautions/may-thurner-residual")))
        tests = "Tests/AppropriatenessTests/PrecedenceTests.swift"
        self.assertIn("F000-8", cited_in(text_of(f"{tests}#limbThreatRanksBeforePregnancyImagingAndSeverity")))

    def test_a_name_that_does_not_exist_is_found(self):
        self.assertEqual(fault_of("criteria/2020/remarks/no-such-row"), "no such row")
        self.assertEqual(fault_of("criteria/2020/no-such-section/x"), "no such section")
        self.assertEqual(fault_of("Samples/articles/TV-99"), "no such file")
        tests = "Tests/AppropriatenessTests/PrecedenceTests.swift"
        self.assertEqual(fault_of(f"{tests}#noSuchTest"), "no such test")

    def test_the_page_is_made_from_the_table(self):
        done = subprocess.run([sys.executable, str(ROOT / "scripts" / "make-traceability"), "--check"])
        self.assertEqual(done.returncode, 0)


if __name__ == "__main__":
    unittest.main()
