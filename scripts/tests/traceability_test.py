"""Every numbered fact of FACTS section 2 is in docs/traceability.json, and what the table names exists."""

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


class Traceability(unittest.TestCase):
    def test_every_fact_is_there_once_in_order(self):
        wanted = [f"{seed}-{number}" for seed, count in COUNTS.items() for number in range(1, count + 1)]
        self.assertEqual([row["id"] for row in ROWS], wanted)

    def test_every_fact_is_carried_or_says_why_not(self):
        self.assertEqual([row["id"] for row in ROWS if not row["by"] and not row.get("why-not")], [])

    def test_everything_named_exists(self):
        faults = [(row["id"], name, fault_of(name)) for row in ROWS for name in row["by"] if fault_of(name)]
        self.assertEqual(faults, [])

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
