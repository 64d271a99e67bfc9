"""deploy/: the units are what systemd reads, and say the exit statuses that the documentation says."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
UNITS = ["venoguide-batch.service", "venoguide-batch.timer"]


class Units(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not here")
    def test_systemd_finds_nothing_wrong(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for unit in UNITS:
                text = (ROOT / "deploy" / unit).read_text(encoding="utf-8")
                # It looks for the program, which is not installed here.
                (folder / unit).write_text(text.replace("/usr/local/bin/venoguide", "/bin/true"), encoding="utf-8")
            done = subprocess.run(
                ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *(str(folder / unit) for unit in UNITS)],
                capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_statuses_are_those_of_the_program(self):
        source = (ROOT / "Sources" / "VenoGuideCommand" / "CommandFailure.swift").read_text(encoding="utf-8")
        program = {int(number) for number in re.findall(r"case \w+ = (\d+)", source)} - {0}
        unit = (ROOT / "deploy" / UNITS[0]).read_text(encoding="utf-8")
        success = set(map(int, re.search(r"^SuccessExitStatus=(.*)$", unit, re.M)[1].split()))
        never = set(map(int, re.search(r"^RestartPreventExitStatus=(.*)$", unit, re.M)[1].split()))
        self.assertEqual(success, {65})
        self.assertLessEqual(success | never, program)
        # Tried again: those that pass by themselves.
        self.assertEqual(program - success - never, {66, 74, 75})


if __name__ == "__main__":
    unittest.main()
