"""The samples' own tools: XML as FHIR asks for it, codes only from the lists, expectations that are complete."""

import os
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("VENOGUIDE_SHARED", ROOT.parent / "shared"))
sys.path.insert(0, str(ROOT / "scripts"))

from samples import cases, codes  # noqa: E402
from samples.expectations import OPTIONS, TABLE, UA, MBAD  # noqa: E402
from samples.fhir_xml import Elements, NotFHIR, to_xml  # noqa: E402

ELEMENTS = SHARED / "fhir" / "spec" / "R4" / "elements.csv"


class RatingTable(unittest.TestCase):
    def test_25_rows_as_counted_in_the_fact_sheet(self):
        self.assertEqual([len(rows) for rows in TABLE.values()], [4, 3, 3, 3, 4, 4, 4])

    def test_the_surgical_option_has_three_labels(self):
        labels = {label for rows in TABLE.values() for option, label, _ in rows if option.startswith("surgical")}
        self.assertEqual(len(labels), 3)

    def test_persistent_has_no_usually_appropriate_option_and_one_disagreement(self):
        ratings = [rating for _, _, rating in TABLE["persistent"]]
        self.assertNotIn(UA, ratings)
        self.assertEqual(ratings.count(MBAD), 1)


def resources_of(resource):
    """The resource, the resources of its entries and parameters, and what they contain."""
    yield resource
    for entry in resource.get("entry", []):
        if "resource" in entry:
            yield from resources_of(entry["resource"])
    for parameter in resource.get("parameter", []):
        if "resource" in parameter:
            yield from resources_of(parameter["resource"])
    yield from resource.get("contained", [])


def references_in(value):
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for child in value.values():
            yield from references_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from references_in(child)


class Input(unittest.TestCase):
    """What no schema checks."""

    def inputs(self):
        for case in cases.all_cases():
            if case.input is not None:
                yield case.folder, case.input(case.folder)

    def test_every_reference_leads_somewhere(self):
        for folder, resource in self.inputs():
            names = set()
            for one in resources_of(resource):
                names |= {f"{one['resourceType']}/{one['id']}", f"#{one['id']}"}
                names |= {entry.get("fullUrl") for entry in one.get("entry", [])}
            with self.subTest(folder):
                self.assertEqual(set(references_in(resource)) - names, set())

    def test_every_resource_says_that_it_is_synthetic(self):
        for folder, resource in self.inputs():
            inside = {id(one) for parent in resources_of(resource) for one in parent.get("contained", [])}
            for one in resources_of(resource):
                if id(one) not in inside:
                    self.assertIn("HTEST", [tag["code"] for tag in one["meta"]["tag"]], folder)
                if one["resourceType"] == "Patient":
                    self.assertEqual(one["name"][0]["family"], "Synthetic", folder)

    def test_conditions_keep_their_invariants(self):
        for folder, resource in self.inputs():
            for one in resources_of(resource):
                if one["resourceType"] != "Condition":
                    continue
                clinical = one.get("clinicalStatus", {}).get("coding", [{}])[0].get("code")
                verification = one.get("verificationStatus", {}).get("coding", [{}])[0].get("code")
                with self.subTest(f"{folder}: {one['id']}"):
                    if "abatementDateTime" in one:
                        self.assertIn(clinical, ("inactive", "resolved", "remission"), "con-4")
                    if verification == "entered-in-error":
                        self.assertIsNone(clinical, "con-5")

    def test_entries_are_unique(self):
        for folder, resource in self.inputs():
            if resource["resourceType"] == "Bundle" and resource["type"] != "history":
                urls = [entry["fullUrl"] for entry in resource["entry"]]
                self.assertEqual(len(urls), len(set(urls)), f"bdl-7 in {folder}")


class Cases(unittest.TestCase):
    def test_every_vector_variant_and_outcome_has_a_case(self):
        folders = {case.folder for case in cases.all_cases()}
        wanted = {f"vectors/T{number:02}" for number in range(1, 41)}
        wanted |= {f"articles/TV-{number}" for number in range(5)}
        wanted |= {f"variants/{variant}" for variant in TABLE}
        wanted |= {
            f"outcomes/{outcome}" for outcome in
            ("matched", "provisional", "overlap", "no-variant", "not-covered", "undetermined", "unusable")}
        self.assertEqual(wanted - folders, set())

    def test_every_case_expects_something_and_says_why(self):
        for case in cases.all_cases():
            with self.subTest(case.folder):
                self.assertTrue(case.answers or case.error)
                self.assertTrue(case.facts)
                self.assertTrue(case.expected)

    def test_a_matched_answer_speaks_of_every_option(self):
        for case in cases.all_cases():
            for one in case.answers:
                for variant in one["variants"]:
                    named = {row["option"] for row in one["options"] if row["variant"] == variant}
                    self.assertEqual(named, set(OPTIONS), case.folder)

    def test_variants_have_everything_known(self):
        for case in cases.all_cases():
            if case.folder.startswith("variants/"):
                self.assertEqual(case.answers[0]["assumptions"], [])
                self.assertEqual(case.answers[0]["outcome"], "matched")


@unittest.skipUnless((SHARED / "terminology").exists(), "the code lists are missing: codes are not checked")
class Codes(unittest.TestCase):
    def test_every_code_stands_in_the_lists(self):
        self.assertEqual(codes.unverified(SHARED / "terminology", ROOT / "Profiles"), [])


@unittest.skipUnless(ELEMENTS.exists(), "the element table of FHIR R4 is missing: the XML writer is not tested")
class XML(unittest.TestCase):
    def setUp(self):
        self.elements = Elements(ELEMENTS)

    def test_order_is_the_definition_s_whatever_the_order_of_the_input(self):
        text = to_xml({"birthDate": "1970", "id": "p", "resourceType": "Patient", "active": True}, self.elements)
        self.assertLess(text.index("<id"), text.index("<active"))
        self.assertLess(text.index("<active"), text.index("<birthDate"))

    def test_urls_of_extensions_and_ids_of_elements_are_attributes(self):
        text = to_xml(
            {"resourceType": "Patient", "extension": [{"url": "https://x.example", "valueCode": "a"}],
             "name": [{"id": "n", "family": "S"}]}, self.elements)
        self.assertIn('<extension url="https://x.example">', text)
        self.assertIn('<valueCode value="a"/>', text)
        self.assertIn('<name id="n">', text)

    def test_extensions_of_primitives_go_inside(self):
        text = to_xml(
            {"resourceType": "Patient", "birthDate": "1970",
             "_birthDate": {"extension": [{"url": "https://x.example", "valueBoolean": False}]}}, self.elements)
        self.assertIn('<birthDate value="1970">', text)
        self.assertIn('<valueBoolean value="false"/>', text)

    def test_characters_with_a_meaning_are_escaped(self):
        text = to_xml({"resourceType": "Patient", "name": [{"family": 'a<"&\n'}]}, self.elements)
        self.assertIn('value="a&lt;&quot;&amp;&#xA;"', text)

    def test_an_unknown_element_is_refused(self):
        with self.assertRaisesRegex(NotFHIR, "nickname"):
            to_xml({"resourceType": "Patient", "nickname": "x"}, self.elements)

    def test_one_value_where_FHIR_has_many_is_refused(self):
        with self.assertRaisesRegex(NotFHIR, "Patient.name must be an array"):
            to_xml({"resourceType": "Patient", "name": {"family": "x"}}, self.elements)

    def test_a_word_in_place_of_an_element_is_refused(self):
        with self.assertRaisesRegex(NotFHIR, "Condition.code"):
            to_xml({"resourceType": "Condition", "code": "I82.422"}, self.elements)


if __name__ == "__main__":
    unittest.main()
