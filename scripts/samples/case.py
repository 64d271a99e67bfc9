"""One sample: who, why, the input and what is expected."""

from dataclasses import dataclass, field


@dataclass
class Case:
    """A folder below `Samples`.

    `input` makes the resource from the folder's name; hostile cases give `files` instead, as they are.
    """

    folder: str
    who: str
    expected: str
    facts: tuple
    input: object = None
    answers: list = field(default_factory=list)
    as_of: str = "2026-06-15"
    arguments: tuple = ()
    status: int = 0
    files: dict = field(default_factory=dict)
    error: dict = None

    def __post_init__(self):
        if isinstance(self.answers, dict):
            self.answers = [self.answers]

    def expectation(self):
        """The content of `expect.json`."""
        made = {
            "case": self.folder,
            "facts": list(self.facts),
            "asOf": self.as_of,
            "arguments": list(self.arguments),
            "exitStatus": self.status,
        }
        if self.error is not None:
            made["error"] = self.error
        made["answers"] = self.answers
        return made

    def readme(self):
        """The content of `README.md`."""
        lines = [
            f"# {self.folder}",
            "",
            f"Synthetic data, no real person. {self.who}",
            "",
            f"Expected: {self.expected}",
            "",
            f"Sources: {', '.join(self.facts)}. Evaluated as of {self.as_of}.",
        ]
        return "\n".join(lines) + "\n"
