"""What is wrong with a configuration file, said so that its owner can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One finding. Lines and columns count from 1, as editors do."""

    file: Path
    line: int
    column: int
    message: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self._words}"

    @property
    def brief(self) -> str:
        """Return the finding as people read it in a chat: the file's name, the line, and what to do."""
        return f"{self.file.name} 第 {self.line} 行：{self._words}"

    @property
    def _words(self) -> str:
        return self.message + (f"。{self.fix}" if self.fix else "")


class ConfigError(Exception):
    """A file that cannot be used, with every problem found in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
