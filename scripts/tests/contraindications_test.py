"""docs/contraindications.md names every row of the table, and exactly those that no public code carries."""

import json
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "contraindications.md").read_text(encoding="utf-8")
TABLE = json.loads((ROOT / "Profiles" / "criteria" / "contraindications.json").read_text(encoding="utf-8"))["rows"]
TERMINOLOGY = ROOT / "Profiles" / "terminology"
OWN = "https://venoguide.example/"
# Concepts that reach a row by derivation or through another resource (docs/mapping.md).
DERIVED = {
    "obstetric-delivery": "pregnancy-state/labor-delivery",
    "heparin-allergy": "anticoagulant/heparin",
}


def loaded(folder, name):
    path = TERMINOLOGY / folder / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def public_codes(concept):
    """How many public codes mean the concept: those of its ValueSet, with its flag where it has one."""
    root, _, flag = DERIVED.get(concept, concept).partition("/")
    value_set = loaded("ValueSet", root)
    if value_set is None:
        return 0
    codes = {
        (part["system"], code["code"])
        for part in value_set["compose"]["include"]
        if not part["system"].startswith(OWN)
        for code in part.get("concept", [])
    }
    if not flag:
        return len(codes)
    flagged = {
        (group["source"], element["code"])
        for group in (loaded("ConceptMap", root) or {"group": []})["group"]
        for element in group["element"]
        if flag in {target["code"] for target in element["target"]}
    }
    # A rule for all codes with a prefix carries its flag itself.
    rules = [
        extension
        for part in value_set["compose"]["include"]
        for extension in part.get("extension", [])
        if extension["url"].endswith("/code-quality") and flag in extension["valueString"].split("/")
    ]
    return len(codes & flagged) + len(rules)


def section(title):
    return PAGE.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows_of(text):
    """The cells of each line of a Markdown table."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:] if "---" not in line]


def names(text):
    return re.findall(r"`([a-z-]+)`", text)


class Contraindications(unittest.TestCase):
    def test_every_row_is_named_and_every_name_is_a_row(self):
        named = set(re.findall(r"`((?:lysis|anticoagulation)-[a-z-]+)`", PAGE.split("## ", 1)[0]))
        self.assertEqual(named, {row["id"] for row in TABLE})

    def test_rows_without_a_public_code_are_listed_and_no_others(self):
        silent = {row["id"]: row["concepts"] for row in TABLE if not any(map(public_codes, row["concepts"]))}
        listed = {names(cells[0])[0]: names(cells[1]) for cells in rows_of(section("Rows that no public code carries"))}
        self.assertEqual({row: sorted(concepts) for row, concepts in listed.items()},
                         {row: sorted(concepts) for row, concepts in silent.items()})

    def test_each_of_them_has_a_code_of_our_own_and_a_reason(self):
        own = {concept["code"] for concept in loaded("CodeSystem", "finding")["concept"]}
        for cells in rows_of(section("Rows that no public code carries")):
            self.assertTrue(set(names(cells[1])) <= own, cells)
            self.assertGreater(len(cells[2]), 5, cells)

    def test_concepts_with_codes_are_told_from_those_without(self):
        self.assertGreater(public_codes("lysis-contraindication/gi-bleed"), 10)
        self.assertEqual(public_codes("lysis-contraindication/no-such-item"), 0)
        self.assertEqual(public_codes("right-to-left-shunt"), 0)
        self.assertGreater(public_codes("platelets"), 0)


if __name__ == "__main__":
    unittest.main()
