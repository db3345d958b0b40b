"""docs/commands.md: every command in the order of the help, and what the timetable may ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.reference.blocks import block
from bot.reference.group_file import Reference, key_table
from bot.reference.markdown import TEMPLATES, rendered, slug, table
from bot.reference.schema import Node, Schema
from config.loader import tree
from handlers.kit import Feature, Role
from sop.features import FEATURES
from sop.group_file import group_file_model

HEAD = ("说", "也可以说", "做什么", "谁可以用")
MOMENT = "每周五 20:00"


def page() -> str:
    """Return the page in Markdown; raises KeyError where a note is about no command."""
    schema = Schema(group_file_model().model_json_schema())
    reference = Reference(schema)
    notes = {str(word): str(note) for word, note in tree(TEMPLATES / "notes.yaml").items()}
    features = [_feature(feature, reference, notes) for feature in FEATURES if feature.commands]
    if notes:
        raise KeyError(f"notes about no command: {', '.join(notes)}")
    return rendered(
        "commands.md",
        features=features,
        roles=list(_by_role()),
        actions=[{"name": name, "text": _action(schema, name, node)} for name, node in schema.actions()],
        file_link=reference.elsewhere,
    )


def _feature(feature: Feature, reference: Reference, notes: dict[str, str]) -> Mapping[str, str]:
    """Return a feature's commands, and take its notes out of `notes`."""
    rows = [
        (
            f"`{command.word} {command.usage}`" if command.usage else f"`{command.word}`",
            " ".join(f"`{word}`" for word in command.words[1:]),
            "。".join(filter(None, (command.help, notes.pop(command.word, "")))),
            command.role.title,
        )
        for command in feature.commands
    ]
    section = reference.elsewhere(feature.name) if feature.rules.model_fields else ""
    return {"title": feature.title, "table": table(HEAD, rows), "section": section}


def _by_role() -> Iterator[tuple[str, str]]:
    """Yield each role with links to the commands that it may use and the one below may not."""
    commands = [(feature, command) for feature in FEATURES for command in feature.commands]
    for role in Role:
        links = [f"[{command.word}](#{slug(feature.title)})" for feature, command in commands if command.role == role]
        if links:
            yield role.title, "、".join(links)


def _action(schema: Schema, name: str, node: Node) -> str:
    """Return what an action does, its parameters, and a plan that asks for it."""
    what = node["description"].partition("：")[2] or node["description"]
    example = {"name": name, "when": MOMENT, "do": name, "with": schema.example(node, name)}
    return "\n\n".join([f"{what}。", key_table(schema, node), block({"sop": [example]})])
