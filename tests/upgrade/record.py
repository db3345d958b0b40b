"""Write down what the code at hand does with the stored life. Meant for the code of 5288ed1, and no later one.

python -m tests.upgrade.record
QUNBAN_TEST_POSTGRES=postgresql://… python -m tests.upgrade.record postgres
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.upgrade.stored import EXPECTED, lived_on


def written(value: Any, indent: str = "") -> str:
    """Return JSON with one line for each list of plain values."""
    if isinstance(value, list) and not any(isinstance(part, list) for part in value):
        return json.dumps(value, ensure_ascii=False)
    deeper = indent + " "
    if isinstance(value, list):
        return _block("[]", [written(part, deeper) for part in value], indent)
    return _block(
        "{}", [f"{json.dumps(key, ensure_ascii=False)}: {written(value[key], deeper)}" for key in value], indent
    )


def _block(brackets: str, parts: list[str], indent: str) -> str:
    lines = ",".join(f"\n{indent} {part}" for part in parts)
    return f"{brackets[0]}{lines}\n{indent}{brackets[1]}"


if __name__ == "__main__":
    kind = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    with TemporaryDirectory() as folder:
        record = lived_on(kind, Path(folder), os.environ.get("QUNBAN_TEST_POSTGRES", ""))
    EXPECTED.write_text(written(asdict(record)) + "\n")
