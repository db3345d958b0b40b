"""Draws what standard input asks for, a spec as JSON on each line; answers with four bytes of length and a PNG.

Ends with its input, so it never outlives the bot. It gives way to the bot wherever both want the processor.
"""

from __future__ import annotations

import os
import sys
from io import BytesIO

from PIL import Image
from pydantic import TypeAdapter

from handlers.pictures.registry import draw
from handlers.pictures.specs import PictureSpec

NICE = 10
LARGE = 180_000
"""Bytes; many phones load pictures by radio."""


def png(picture: Image.Image) -> bytes:
    """Return the picture as a PNG file; a large one with fewer colours."""
    data = _file(picture)
    return data if len(data) <= LARGE else _file(picture.quantize(256, Image.Quantize.FASTOCTREE))


def _file(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def main() -> None:
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICE)
    specs: TypeAdapter[PictureSpec] = TypeAdapter(PictureSpec)
    for line in sys.stdin.buffer:
        data = png(draw(specs.validate_json(line)))
        sys.stdout.buffer.write(len(data).to_bytes(4) + data)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
