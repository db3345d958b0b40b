"""Pictures that the owner's YAML names: files in the content folder, of a kind that can be sent."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

LARGEST = 2 * 1024 * 1024
"""Bytes; what a WeCom group robot takes."""
KINDS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
NO_NAME = "这里要写一个 png 或 jpg 的文件名，不带路径，例如 morning.png"


def picture(name: str, content: Path) -> Path:
    """The picture's file; raises ValueError in Chinese where there is none that can be sent."""
    magic = KINDS.get(Path(name).suffix.lower())
    if re.search(r"[/\\\0]", name) or name.startswith(".") or magic is None:
        raise ValueError(NO_NAME)
    path = content / name
    if not path.is_file():
        there = sorted(file.name for file in content.glob("*") if file.suffix.lower() in KINDS)
        near = get_close_matches(name, there, 1, 0.5)
        raise ValueError(f"{content} 里没有这张图" + (f"。是不是「{near[0]}」？" if near else ""))
    size = path.stat().st_size
    if size > LARGEST:
        raise ValueError(f"图有 {size / 1024 / 1024:.1f} MB，最大 2 MB")
    with path.open("rb") as file:
        if not file.read(len(magic)).startswith(magic):
            raise ValueError("这个文件不是 png 或 jpg 图片")
    return path


def _found(name: object, info: ValidationInfo) -> Path | None:
    return None if name is None else picture(str(name), info.context["content"] if info.context else Path("content"))


ContentPicture = Annotated[
    Path | None,
    BeforeValidator(_found),
    WithJsonSchema({"type": "string", "examples": ["morning.png"]}),
]
"""A picture's name in the YAML, its path in the model. The validation's context names the `content` folder."""
