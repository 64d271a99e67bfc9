"""The generator of the terminology says what is wrong in a list, and where."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HEADER = "system,code,display,concept,source,confidence\n"


def complaint(lines):
    """What the generator says of a folder with one list."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "list.csv").write_text(HEADER + lines, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "generate-terminology"), "--check", "--lists", folder],
            capture_output=True, text=True, check=False)
        return run.returncode, run.stderr


class Faults(unittest.TestCase):
    def expect(self, lines, message):
        status, text = complaint(lines)
        self.assertEqual(status, 1)
        self.assertIn(f"list.csv:2: {message}", text)

    def test_a_wrong_check_digit(self):
        self.expect("http://snomed.info/sct,262519003,x,inr,s,verified\n",
                    "SNOMED CT code 262519003 fails its check digit")
        self.expect("http://loinc.org,777-4,x,inr,s,verified\n", "LOINC code 777-4 fails its check digit")

    def test_an_undefined_concept_or_quality(self):
        self.expect("http://loinc.org,777-3,x,thrombocytes,s,verified\n", "concept thrombocytes is not defined")
        self.expect("http://loinc.org,777-3,x,platelets/segment=arm,s,verified\n", "segment=arm is not defined")

    def test_a_prefix_outside_icd_10_cm(self):
        self.expect("http://loinc.org,prefix:777,x,platelets,s,verified\n", "prefix rules exist for ICD-10-CM only")

    def test_a_missing_field(self):
        self.expect("http://loinc.org,777-3,x,platelets,s\n", "5 fields, expected 6")


if __name__ == "__main__":
    unittest.main()
