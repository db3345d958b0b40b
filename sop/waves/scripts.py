"""话术: words that staff may use when they call somebody back, by scene; ours, and the owner's own."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field, TypeAdapter
from ruamel.yaml import YAML

from config.settings import HOME
from handlers.kit import Feature, MemberContext, Message, Refusal, Role, Section
from handlers.kit.words import casefold_width, truncate
from handlers.text.names import suggest_name

BANK = HOME / "config" / "content" / "scripts" / "scripts.yaml"
SHOWN = 15
SCENE_TITLE = "话术（发「话术 {first}」看一类，或「话术 积分」找带这个词的）："
SCENE_LINE = "{scene}：{count} 条，如：{words}"
HEAD = "「{scene}」的话术，照自己的口气改一改再说："
FOUND = "带「{word}」的话术："
NOT_FOUND = "没有「{word}」这类话术。{hint}"
KNOWN = "有这些：{scenes}"
MORE = "…还有 {count} 条"
LONGEST_WORD = 20

Scene = Annotated[str, Field(min_length=1, max_length=12)]
Script = Annotated[str, Field(min_length=1, max_length=300)]


class Rules(Section):
    """话术：请老朋友回来时说的话，员工发「话术」看"""

    own: dict[Scene, tuple[Script, ...]] = Field(
        {},
        max_length=30,
        description="自己的话术，按场景；和现成的同一个场景就排在前面",
        examples=[{"线下邀约": ["周六店里做手工月饼，给你留了位子，来玩？"]}],
    )
    ready: bool = Field(True, description="要不要现成的话术")


feature = Feature("scripts", Rules, title="话术", topic="客户")


@cache
def load_scripts() -> dict[str, tuple[str, ...]]:
    """Return the ready ones by scene; read once per process, when somebody first asks."""
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(YAML(typ="safe").load(BANK))


@feature.command("话术", help="请老朋友回来可以怎么说，按场景", usage="线下邀约", role=Role.STAFF, read_only=True)
def show_scripts(_: Message, ctx: MemberContext) -> str:
    scripts = _scripts(ctx.rules(Rules))
    word = " ".join(ctx.args.split())
    if not word:
        lines = [
            SCENE_LINE.format(scene=scene, count=len(words), words=words[0])
            for scene, words in scripts.items()
            if words
        ]
        return "\n".join([SCENE_TITLE.format(first=next(iter(scripts), "")), *lines])
    if word in scripts:
        return _listed(HEAD.format(scene=word), scripts[word])
    wanted = casefold_width(word[:LONGEST_WORD])
    found = [
        script
        for scene, words in scripts.items()
        for script in words
        if wanted in casefold_width(scene) or wanted in casefold_width(script)
    ]
    if not found:
        hint = suggest_name(word[:LONGEST_WORD], scripts, KNOWN.format(scenes="、".join(scripts)))
        raise Refusal(NOT_FOUND.format(word=truncate(word, LONGEST_WORD), hint=hint))
    return _listed(FOUND.format(word=truncate(word, LONGEST_WORD)), found)


def _scripts(rules: Rules) -> dict[str, tuple[str, ...]]:
    """Return what a group has, the owner's own first."""
    ready = load_scripts() if rules.ready else {}
    return {scene: (*rules.own.get(scene, ()), *ready.get(scene, ())) for scene in dict.fromkeys((*rules.own, *ready))}


def _listed(head: str, scripts: tuple[str, ...] | list[str]) -> str:
    more = [MORE.format(count=len(scripts) - SHOWN)] if len(scripts) > SHOWN else []
    return "\n".join([head, *(f"{number}. {words}" for number, words in enumerate(scripts[:SHOWN], 1)), *more])
