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
