"""Pictures and files that the owner's YAML names: they are in the content folder, and of a kind that can be sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

LARGEST = 2 * 1024 * 1024
"""Bytes of a picture; what a WeCom group robot takes."""
LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of a file. WeCom takes 20 MB, but every file that was sent is kept in the database."""
LEAST_FILE = 5
"""Bytes; what WeCom's group robots take."""
LONGEST_NAME = 80
KINDS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
NO_PICTURE = "这里要写一个 png 或 jpg 的文件名，不带路径，例如 morning.png"
NO_FILE = "这里要写一个文件名，不带路径，例如 课件.pdf"


def picture(name: str, content: Path) -> Path:
    """Return the picture's file; raises ValueError in Chinese where there is none that can be sent."""
    magic = KINDS.get(Path(name).suffix.lower())
    if not _is_name(name) or magic is None:
        raise ValueError(NO_PICTURE)
    path = _there(name, content, "图", lambda file: file.suffix.lower() in KINDS)
    _refuse_large(path, "图", LARGEST)
    with path.open("rb") as file:
        if not file.read(len(magic)).startswith(magic):
            raise ValueError("这个文件不是 png 或 jpg 图片")
    return path


def document(name: str, content: Path) -> Path:
    """Return the file to be sent as it is; raises ValueError in Chinese where there is none that can be sent."""
    if not _is_name(name):
        raise ValueError(NO_FILE)
    path = _there(name, content, "文件", Path.is_file)
    _refuse_large(path, "文件", LARGEST_FILE)
    if path.stat().st_size < LEAST_FILE:
        raise ValueError("这个文件是空的")
    return path


def _is_name(name: str) -> bool:
    """Return names go into requests to platforms, so nothing in them may end a header."""
    return len(name) <= LONGEST_NAME and not name.startswith(".") and not re.search(r'[/\\"\x00-\x1f\x7f]', name)


def _there(name: str, content: Path, what: str, fits: Callable[[Path], bool]) -> Path:
    path = content / name
    if not path.is_file():
        names = sorted(file.name for file in content.glob("*") if fits(file))
        near = get_close_matches(name, names, 1, 0.5)
        measure = "张" if what == "图" else "个"
        raise ValueError(f"{content} 里没有这{measure}{what}" + (f"。是不是「{near[0]}」？" if near else ""))
    return path


def _refuse_large(path: Path, what: str, most: int) -> None:
    size = path.stat().st_size
    if size > most:
        raise ValueError(f"{what}有 {size / 1024 / 1024:.1f} MB，最大 {most // 1024 // 1024} MB")


def _named(read: Callable[[str, Path], Path]) -> BeforeValidator:
    def find(name: object, info: ValidationInfo) -> Path | None:
        return None if name is None else read(str(name), info.context["content"] if info.context else Path("content"))

    return BeforeValidator(find)


ContentPicture = Annotated[
    Path | None, _named(picture), WithJsonSchema({"type": "string", "examples": ["morning.png"]})
]
"""A picture's name in the YAML, its path in the model. The validation's context names the `content` folder."""

ContentFile = Annotated[Path | None, _named(document), WithJsonSchema({"type": "string", "examples": ["课件.pdf"]})]
"""A file's name in the YAML, its path in the model. The validation's context names the `content` folder."""
