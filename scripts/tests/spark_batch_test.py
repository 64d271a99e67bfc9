"""spark-batch.py without Spark: what a record is, whose it is, and what is left out. scripts/check-spark runs the rest."""

import importlib.machinery
import importlib.util
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def script(name):
    loader = importlib.machinery.SourceFileLoader("spark_batch", str(ROOT / "scripts" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


spark_batch = script("spark-batch.py")


class Records(unittest.TestCase):
    def test_a_record_that_cannot_be_read_is_refused_whatever_is_wrong_with_it(self):
        for line in (b'{"resourceType":"Condition"', b'{"resourceType":"Condition"}}', b'{"resourceType":"Pat\xffient"}',
                     b'{"id":"a"}', b"[]", b"null", b'{"resourceType":"Condition","a":NaN}',
                     b'{"resourceType":"Condition","id":"a","id":"b"}', b"[" * 100_000):
            with self.assertRaises(spark_batch.BadRecord, msg=line[:40]):
                spark_batch.read_resource(line)

    def test_line_ends_and_a_byte_order_mark_are_no_part_of_a_record(self):
        text, made = spark_batch.read_resource(b'\xef\xbb\xbf{"resourceType":"Patient"}\r')
        self.assertEqual((text, made["resourceType"]), ('{"resourceType":"Patient"}', "Patient"))

    def test_whose_a_resource_is(self):
        for reference, key in (
            ("Patient/a", ("", "a")), ("https://h.example/fhir/Patient/a", ("https://h.example/fhir", "a")),
            ("Patient/a/_history/2", ("", "a")), ("urn:uuid:AB", ("", "ab")), ("Group/a", None), ("#p", None),
            ("Patient?identifier=1", None), ("Patient/", None), (None, None),
        ):
            made = {"resourceType": "Condition", "subject": {"reference": reference}}
            self.assertEqual(spark_batch.patient_key(made), key, reference)
        self.assertEqual(spark_batch.patient_key({"resourceType": "Patient", "id": "a"}), ("", "a"))
        self.assertEqual(
            spark_batch.patient_key({"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/a"}}), ("", "a"))

    def test_nothing_that_the_mapping_reads_is_left_out(self):
        source = ROOT / "Sources" / "CaseMapping" / "Selection" / "RelevantResources.swift"
        read = set(re.findall(r'\("(\w+)", \.\w+\)', source.read_text(encoding="utf-8")))
        self.assertGreater(len(read), 15)
        self.assertEqual(read & spark_batch.IRRELEVANT, set())

    def test_answers_are_judged(self):
        good = {"resourceType": "GuidanceResponse", "status": "success"}
        failed = {"resourceType": "GuidanceResponse", "status": "failure"}
        refused = {"resourceType": "OperationOutcome", "issue": [{"details": {"text": "why"}}]}
        self.assertIsNone(spark_batch.reason_against([good]))
        self.assertIsNone(spark_batch.reason_against([failed, good]))
        self.assertEqual(spark_batch.reason_against([refused]), "why")
        self.assertIn("cannot be evaluated", spark_batch.reason_against([failed]))


if __name__ == "__main__":
    unittest.main()
