"""docs/texts.md: every text that members, staff and owners may read, as it stands in the code, by subject."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from config.settings import HOME

CODE = ("handlers", "sop", "bot", "config")
LEFT_OUT = ("bot/reference", "bot/cli")
HEAD = """# 机器人会说的话

从代码里抄出来的（`make docs`）：每一句机器人可能说的话，按文件排。`{…}` 是到时填进去的内容。
改一句话，就改那个文件里的那个名字。
"""
_CHINESE = re.compile("[\\u4e00-\\u9fff]")


def page() -> str:
    """Return the page."""
    chapters: dict[str, list[str]] = {}
    for folder in CODE:
        for path in sorted((HOME / folder).rglob("*.py")):
            name = path.relative_to(HOME).as_posix()
            if name.startswith(LEFT_OUT):
                continue
            rows = [f"| `{constant}` | {_cell(text)} |" for constant, text in texts_of(path)]
            if rows:
                chapters.setdefault(name, rows)
    parts = [f"## `{name}`\n\n| 名字 | 怎么说 |\n| --- | --- |\n" + "\n".join(rows) for name, rows in chapters.items()]
    return "\n".join([HEAD, *(f"{part}\n" for part in parts)])


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of a module's constants in capitals that people may read."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = (
            node.value.elts if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple) else [node.value]
        )
        for name, value in zip(names, values, strict=False):
            if isinstance(name, ast.Name) and name.id.isupper() and not name.id.startswith("_"):
                yield from ((name.id, text) for text in _strings(value))


def _strings(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)) if _CHINESE.search(text):
            yield text
        case ast.Dict(values=values):
            for inner in values:
                yield from _strings(inner)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>").replace("<", "&lt;").replace("&lt;br>", "<br>").strip()
