"""Packages of others that a script compares with or runs on, each in a virtual environment of the repository's own."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def has(python, pinned):
    """Whether an environment has a package (`name==version`) in just that version."""
    name, _, version = pinned.partition("==")
    probe = [str(python), "-c",
             "import importlib.metadata as m, sys; sys.exit(m.version(sys.argv[1]) != sys.argv[2])", name, version]
    return python.exists() and subprocess.run(probe, capture_output=True).returncode == 0


def python_with(folder, *packages, say):
    """The Python of the virtual environment in a folder with packages in it, or the reason why there is none.

    What is missing is installed; `say` is told so.
    """
    python = folder / "bin" / "python3"
    missing = [pinned for pinned in packages if not has(python, pinned)]
    if not missing:
        return python, None
    say(f"installing {' '.join(missing)} into {folder.relative_to(ROOT)}")
    if not python.exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True)
        if made.returncode != 0:
            return None, "python3 -m venv failed (on Debian: install python3-venv)"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *missing]
    if subprocess.run(pip, capture_output=True).returncode != 0:
        return None, f"pip could not install {' '.join(missing)} (no network?)"
    return python, None
