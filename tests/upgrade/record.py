"""Write down in changed.json what the code at hand does otherwise with the stored life than the code of 5288ed1.

Look at the difference before it is committed: what stands there is no longer a mistake.

python -m tests.upgrade.record
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.upgrade.stored import CHANGED, EXPECTED, lived_on


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


def changes(record: dict[str, Any]) -> dict[str, Any]:
    """Return what differs from expected.json, as changed.json holds it."""
    old = json.loads(EXPECTED.read_text())
    answers = zip(old["answers"], record["answers"], strict=True)
    return {
        "answers": {str(number): new for number, (before, new) in enumerate(answers) if before != new},
        "messages": {
            origin: record["messages"].get(origin, [])
            for origin in sorted({*old["messages"], *record["messages"]})
            if old["messages"].get(origin) != record["messages"].get(origin)
        },
        "tables": {
            table: {part: new for part, new in parts.items() if new != old["tables"][table][part]}
            for table, parts in record["tables"].items()
            if parts != old["tables"][table]
        },
    }


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        lived = lived_on("sqlite", Path(folder), "")
    CHANGED.write_text(written(changes(json.loads(json.dumps(asdict(lived))))) + "\n")
