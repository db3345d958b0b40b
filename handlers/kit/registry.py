"""All features together: what they declare, looked up by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from config.group import Group
from handlers.kit.capability import Capability
from handlers.kit.context import MemberContext
from handlers.kit.declarations import (
    Action,
    Command,
    ConfirmedAct,
    Follower,
    ForgetHandler,
    LedgerKind,
    MergeHandler,
    Occasion,
    RoundKind,
    Silence,
)
from handlers.kit.feature import Feature
from handlers.kit.words import casefold_width

LIMIT = "{title}：这里不能「{capability}」，{otherwise}"


def commands_by_word(features: Iterable[Feature]) -> dict[str, Command]:
    """Return all commands by each of their words, in half-width small letters; raises ValueError for one of two."""
    commands: dict[str, Command] = {}
    for command in (command for feature in features for command in feature.commands):
        for word in map(casefold_width, command.words):
            if word in commands:
                raise ValueError(f"two features claim the command {word}")
            commands[word] = command
    return commands


class FeatureRegistry:
    """What the features declare; built once, since nothing of it changes while the bot runs."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """Raise ValueError where two features offer an action of the same name."""
        self.features = tuple(features)
        self.by_name = {feature.name: feature for feature in self.features}
        self.actions: Mapping[str, Action] = _actions(self.features)
        self.ledger_kinds: Mapping[str, LedgerKind] = {
            kind: entry for feature in self.features for kind, entry in feature.ledger_kinds.items()
        }
        self.round_kinds: Mapping[str, RoundKind] = {
            feature.name: feature.round_kind for feature in self.features if feature.round_kind
        }
        self.titles: Mapping[str, str] = {feature.name: feature.title for feature in self.features}
        self.words: Mapping[str, Sequence[str]] = {
            feature.name: [word for command in feature.commands for word in command.words] for feature in self.features
        }
        self.occasions: Mapping[str, Occasion] = {
            occasion.name: occasion for feature in self.features for occasion in feature.occasions
        }
        self.followers: Sequence[Follower] = [follower for feature in self.features for follower in feature.followers]
        self.mergers: Sequence[MergeHandler] = [merger for feature in self.features for merger in feature.mergers]
        self.forgetters: Sequence[ForgetHandler] = [look for feature in self.features for look in feature.forgetters]
        self.silences: Sequence[Silence] = [silence for feature in self.features for silence in feature.silences]
        self.commands: Mapping[str, Command] = commands_by_word(self.features)
        self._confirmed = {feature.name: feature.confirmed_act for feature in self.features if feature.confirmed_act}

    def commands_by_topic(self, ctx: MemberContext, *, hidden: bool = False) -> dict[str, list[Command]]:
        """Return the commands that the member may use, by the topics of the help and in its order.

        With `hidden` also those of features that make no sense here and are not listed.
        """
        topics: dict[str, list[Command]] = {}
        for feature in self.features:
            allowed = [command for command in feature.commands if command.role <= ctx.role]
            if allowed and (hidden or feature.visible(ctx)):
                topics.setdefault(feature.topic or feature.title, []).extend(allowed)
        return topics

    def find_command(self, word: str) -> Command | None:
        """Return the command with this word, whoever may use it."""
        return self.commands.get(casefold_width(word))

    def find_claim(self, text: str) -> str:
        """Return the title of the feature that takes a text for an answer, though it is no command; else empty."""
        return next((feature.title for feature in self.features if any(takes(text) for takes in feature.claims)), "")

    def earning_rules(self, group: Group) -> list[str]:
        """Return a line for each way to earn points in a group."""
        rules = (feature.earning_rule_of(group) for feature in self.features if feature.earning_rule_of)
        return [rule for rule in rules if rule]

    def confirmed_act(self, feature: str) -> ConfirmedAct:
        """Return what a feature does once its request is confirmed; raises KeyError where it asks for none."""
        return self._confirmed[feature]

    def limits(self, capabilities: frozenset[Capability]) -> list[str]:
        """Return a line for each need of a feature that these capabilities lack, with the nearest alternative."""
        return [
            LIMIT.format(title=feature.title, capability=need.value, otherwise=otherwise)
            for feature in self.features
            for need, otherwise in feature.needs.items()
            if need not in capabilities
        ]


def _actions(features: Iterable[Feature]) -> dict[str, Action]:
    actions: dict[str, Action] = {}
    for action in (action for feature in features for action in feature.actions):
        if actions.setdefault(action.name, action) is not action:
            raise ValueError(f"two features offer the action {action.name}")
    return actions
