"""A linked title below a message, as platforms show it: with a line of text and a picture, if the owner likes."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from handlers.kit import Section
from handlers.kit.reply import Article, News

MOST = 8
"""Articles in one message; WeCom's limit."""
LONGEST_ADDRESS = 1024
NO_ADDRESS = "要写完整的网址，以 http:// 或 https:// 开头"


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ValueError(NO_ADDRESS) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable() or " " in url:
        raise ValueError(NO_ADDRESS)
    return url


def _listed(given: object) -> object:
    return [given] if isinstance(given, dict) else given


Address = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(_address)]


class Link(Section):
    """一条链接"""

    title: str = Field(description="标题", min_length=1, max_length=40)
    url: Address = Field(description="点开到哪里")
    text: str = Field("", max_length=160, description="标题下的一句话")
    picture: Address | None = Field(None, description="封面图的网址")


Links = Annotated[
    tuple[Link, ...], Field(max_length=MOST), BeforeValidator(_listed, json_schema_input_type=Link | list[Link])
]


def news(links: tuple[Link, ...]) -> News:
    """Return the links as one message."""
    return News(
        articles=tuple(
            Article(title=link.title, url=link.url, text=link.text, picture=link.picture or "") for link in links
        )
    )
