"""scripts/validate-guidance finds what is invalid, passes what is valid, and says what it could not check."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts" / "validate-guidance"
SHARED = pathlib.Path(os.environ.get("VENOGUIDE_SHARED", ROOT.parent / "shared"))
HAS_SCHEMA = (SHARED / "fhir" / "spec" / "R4" / "xsd" / "fhir-single.xsd").exists() and shutil.which("xmllint")

GUIDANCE = {
    "resourceType": "GuidanceResponse",
    "moduleCanonical": "https://venoguide.example/fhir/PlanDefinition/iliofemoral-dvt|2020",
    "status": "success",
    "subject": {"reference": "Patient/patient"},
}
XML = """<GuidanceResponse xmlns="http://hl7.org/fhir">
  <moduleCanonical value="https://venoguide.example/fhir/PlanDefinition/iliofemoral-dvt|2020"/>
  <status value="{status}"/>
</GuidanceResponse>
"""


class ValidateGuidance(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def check(self, name, content, *options, script=SCRIPT, **environment):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        done = subprocess.run(
            [str(script), *options, str(path)], capture_output=True, text=True,
            env={**os.environ, **environment})
        return done.returncode, done.stderr

    def assert_unless_skipped(self, result, status, words):
        if "SKIPPED" in result[1]:
            self.skipTest(result[1].strip())
        self.assertEqual(result[0], status, result[1])
        for word in words:
            self.assertIn(word, result[1])

    def test_valid_json_passes(self):
        self.assert_unless_skipped(self.check("good.json", GUIDANCE), 0, ["1 R4 JSON files checked with google-fhir-r4", "checked with fhirpathpy", "0 faults"])

    def test_json_without_status_is_invalid(self):
        bad = {name: value for name, value in GUIDANCE.items() if name != "status"}
        self.assert_unless_skipped(self.check("bad.json", bad), 1, ["status"])

    def test_json_with_an_unknown_element_is_invalid(self):
        self.assert_unless_skipped(self.check("bad.json", {**GUIDANCE, "verdict": "yes"}), 1, ["verdict"])

    def test_json_array_in_place_of_an_object_is_invalid(self):
        self.assert_unless_skipped(self.check("bad.json", {**GUIDANCE, "subject": [{}]}), 1, ["subject"])

    def test_each_release_has_its_own_shape(self):
        r5 = {**GUIDANCE, "reason": [{"concept": {"text": "x"}}], "result": [{"reference": "CarePlan/x"}]}
        self.assert_unless_skipped(
            self.check("good.json", r5, "--fhir", "r5"), 0, ["1 R5 JSON files checked with fhir.resources", "0 faults"])
        self.assert_unless_skipped(self.check("bad.json", r5), 1, ["result"])
        r4 = {**GUIDANCE, "reasonCode": [{"text": "x"}]}
        self.assert_unless_skipped(self.check("good.json", r4, "--fhir", "r4b"), 0, ["0 faults"])
        self.assert_unless_skipped(self.check("bad.json", r4, "--fhir", "r5"), 1, ["reasonCode"])

    def test_broken_invariants_are_named(self):
        loose = {**GUIDANCE, "contained": [{"resourceType": "Device", "id": "device"}]}
        self.assert_unless_skipped(self.check("bad.json", loose), 1, ["invariant dom-3"])
        document = {"resourceType": "Bundle", "type": "document", "entry": [{"resource": GUIDANCE}]}
        self.assert_unless_skipped(
            self.check("bad.json", document), 1, ["invariant bdl-9", "invariant bdl-10", "invariant bdl-11"])

    def test_invalid_contained_resource_is_found(self):
        bad = {**GUIDANCE, "contained": [{"resourceType": "Parameters", "id": "p", "parameter": [{"valueCode": "x"}]}]}
        self.assert_unless_skipped(self.check("bad.json", bad), 1, ["contained"])

    def test_other_resource_types_are_named(self):
        self.assert_unless_skipped(
            self.check("bad.json", {"resourceType": "Guess"}), 1, ["no known resourceType"])

    def test_ndjson_names_the_line(self):
        text = json.dumps(GUIDANCE) + "\n\n" + json.dumps({**GUIDANCE, "status": 3}) + "\n"
        self.assert_unless_skipped(self.check("mixed.ndjson", text), 1, ["mixed.ndjson:3", "fhir.resources: GuidanceResponse: status"])

    def test_broken_json_is_named(self):
        self.assert_unless_skipped(self.check("bad.json", '{"resourceType": '), 1, ["is no JSON"])

    @unittest.skipUnless(HAS_SCHEMA, "the R4 schema or xmllint is missing: XML checks are not tested")
    def test_xml(self):
        status, words = self.check("good.xml", XML.format(status="success"))
        self.assertEqual(status, 0, words)
        status, words = self.check("bad.xml", XML.format(status="splendid"))
        self.assertEqual(status, 1)
        self.assertIn("bad.xml:3: element status", words)
        self.assertNotIn("splendid", words)
        status, words = self.check("cut.xml", XML.format(status="success")[:60])
        self.assertEqual(status, 1)
        self.assertIn("no well-formed XML", words)

    def test_a_missing_schema_is_said_aloud(self):
        status, words = self.check("good.xml", XML.format(status="success"), VENOGUIDE_SHARED="/nowhere")
        self.assertEqual(status, 0)
        self.assertIn("SKIPPED: 1 R4 XML files are NOT checked", words)
        status, words = self.check(
            "good.xml", XML.format(status="success"), "--require", VENOGUIDE_SHARED="/nowhere")
        self.assertEqual(status, 1)

    def test_a_missing_package_is_said_aloud(self):
        elsewhere = pathlib.Path(self.folder.name) / "repository" / "scripts"
        elsewhere.mkdir(parents=True)
        shutil.copy(SCRIPT.parent / "packages.py", elsewhere)
        script = shutil.copy(SCRIPT, elsewhere)
        status, words = self.check("good.json", GUIDANCE, script=script, PIP_NO_INDEX="1")
        self.assertEqual(status, 0)
        self.assertIn("SKIPPED: 1 R4 JSON files are NOT checked", words)

    def test_a_missing_file_is_an_error_of_its_own(self):
        done = subprocess.run([str(SCRIPT), "/nowhere/guidance.json"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 66)
        done = subprocess.run([str(SCRIPT), "--guess"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 64)


if __name__ == "__main__":
    unittest.main()
