"""scripts/validate-package finds what is invalid in a package and passes what is valid."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts" / "validate-package"
SHARED = pathlib.Path(os.environ.get("VENOGUIDE_SHARED", ROOT.parent / "shared"))
HAS_SPEC = (SHARED / "fhir" / "spec" / "R4" / "xsd" / "fhir-single.xsd").exists() and shutil.which("xmllint")

PROFILE = {
    "resourceType": "StructureDefinition", "id": "guidance-response",
    "url": "https://venoguide.example/fhir/StructureDefinition/guidance-response", "name": "Guidance",
    "status": "active", "kind": "resource", "abstract": False, "type": "GuidanceResponse",
    "baseDefinition": "http://hl7.org/fhir/StructureDefinition/GuidanceResponse", "derivation": "constraint",
    "differential": {"element": [
        {"id": "GuidanceResponse", "path": "GuidanceResponse", "constraint": [
            {"key": "vg-1", "severity": "error", "human": "has a status", "expression": "status.exists()"}]},
        {"id": "GuidanceResponse.status", "path": "GuidanceResponse.status", "min": 1},
        {"id": "GuidanceResponse.subject.reference", "path": "GuidanceResponse.subject.reference", "min": 1}]},
}
XML = """<StructureDefinition xmlns="http://hl7.org/fhir"><id value="guidance-response"/>
  <url value="https://venoguide.example/fhir/StructureDefinition/guidance-response"/><name value="Guidance"/>
  <status value="active"/><kind value="resource"/><abstract value="false"/><type value="GuidanceResponse"/>
  {last}</StructureDefinition>
"""


@unittest.skipUnless(HAS_SPEC, "the R4 definitions or xmllint are missing")
class ValidatePackage(unittest.TestCase):
    def check(self, change=None, last="<derivation value=\"constraint\"/>"):
        profile = json.loads(json.dumps(PROFILE))
        if change:
            change(profile)
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("json", json.dumps(profile)), ("xml", XML.format(last=last))):
                (pathlib.Path(folder) / name).mkdir()
                file = pathlib.Path(folder) / name / f"StructureDefinition-guidance-response.{name}"
                file.write_text(text, encoding="utf-8")
            done = subprocess.run(
                [str(SCRIPT), f"{folder}/json", f"{folder}/xml"], capture_output=True, text=True)
        if "SKIPPED" in done.stderr:
            self.skipTest(done.stderr)
        return done.returncode, done.stderr

    def assert_fault(self, words, *arguments, **options):
        status, said = self.check(*arguments, **options)
        self.assertEqual(status, 1, said)
        self.assertIn(words, said)

    def test_a_sound_package_passes(self):
        status, said = self.check()
        self.assertEqual(status, 0, said)
        self.assertIn("0 faults", said)

    def test_json_that_is_no_fhir(self):
        self.assert_fault("kind", lambda profile: profile.pop("kind"))

    def test_xml_that_is_no_fhir(self):
        self.assert_fault("validity error", last="<mood value=\"good\"/>")

    def test_only_the_known_defect_of_the_schema_is_passed_over(self):
        self.assert_fault("validity error", last="<kind value=\"text/plain\"/>")

    def test_an_element_that_does_not_exist(self):
        def change(profile):
            profile["differential"]["element"][1].update(id="GuidanceResponse.mood", path="GuidanceResponse.mood")
        self.assert_fault("GuidanceResponse.mood: no such element", change)

    def test_elements_out_of_order(self):
        def change(profile):
            profile["differential"]["element"][1:] = reversed(profile["differential"]["element"][1:])
        self.assert_fault("GuidanceResponse.status: stands after", change)

    def test_an_invariant_of_fhir(self):
        def change(profile):
            profile["differential"]["element"][1]["max"] = "many"
        self.assert_fault("eld-3 does not hold", change)

    def test_an_invariant_of_ours(self):
        def change(profile):
            profile["differential"]["element"][0]["constraint"][0]["expression"] = "status = 'never'"
        self.assert_fault("vg-1 does not hold", change)


if __name__ == "__main__":
    unittest.main()
