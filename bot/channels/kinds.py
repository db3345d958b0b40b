"""The kinds of channels: which class serves which kind of channels.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from bot.channels.channel import Channel, ChannelDeps
from bot.channels.official_account.channel import OfficialAccount
from bot.channels.onebot.channel import OnebotChannel
from bot.channels.sandbox.channel import Sandbox
from bot.channels.sandbox.deps import SandboxDeps
from bot.channels.wecom.aibot import WecomAibot
from bot.channels.wecom.aibot_socket import WecomAibotSocket
from bot.channels.wecom.app import WecomApp
from bot.channels.wecom.appchat import WecomAppchat
from bot.channels.wecom.robot import WecomRobot
from config.channels import (
    ChannelSettings,
    OfficialAccountSettings,
    OnebotSettings,
    SandboxSettings,
    WecomAibotSettings,
    WecomAppchatSettings,
    WecomAppSettings,
    WecomRobotSettings,
)
from config.group import Group
from config.settings import Settings
from handlers.kit import Capability


class Kind(Protocol):
    """Makes channels of one kind, such as push robots of WeCom."""

    capabilities: frozenset[Capability]

    def __call__(self, name: str, settings: Any, deps: ChannelDeps) -> Channel:
        """Return the channel of this name."""


KINDS: Mapping[type, Kind] = {
    WecomAppSettings: WecomApp,
    WecomAibotSettings: WecomAibot,
    WecomRobotSettings: WecomRobot,
    WecomAppchatSettings: WecomAppchat,
    OnebotSettings: OnebotChannel,
    OfficialAccountSettings: OfficialAccount,
}
"""What serves each platform, by the class of its settings."""


def kind_of(settings: ChannelSettings) -> Kind:
    """Return what serves these settings of a platform; an AI bot has two ways to it."""
    if isinstance(settings, WecomAibotSettings) and settings.is_long_connection:
        return WecomAibotSocket
    return KINDS[type(settings)]


def open_channel(name: str, settings: ChannelSettings, deps: ChannelDeps, sandbox: SandboxDeps) -> Channel:
    """Return the channel of this name; the sandbox is no platform, so it is given more than the others."""
    if isinstance(settings, SandboxSettings):
        return Sandbox(name, settings, deps.receive, sandbox)
    return kind_of(settings)(name, settings, deps)


def capabilities_of(settings: ChannelSettings) -> frozenset[Capability]:
    """Return what a channel of this kind can do."""
    kind = Sandbox if isinstance(settings, SandboxSettings) else kind_of(settings)
    return kind.capabilities


def real_ones(configured: Mapping[str, ChannelSettings]) -> dict[str, ChannelSettings]:
    """Return the channels that lead to somebody: all but the sandbox."""
    return {name: channel for name, channel in configured.items() if not isinstance(channel, SandboxSettings)}


def has_real_group(configured: Mapping[str, ChannelSettings], groups: Iterable[Group]) -> bool:
    """Return whether a group uses a real channel; one that none uses yet is being set up."""
    real = real_ones(configured).keys()
    return any(not real.isdisjoint((*group.hear, group.push)) for group in groups)


def at_work(
    settings: Settings, configured: Mapping[str, ChannelSettings], groups: Iterable[Group]
) -> dict[str, ChannelSettings]:
    """Return the channels without the sandbox once a group uses a real one, unless it is switched on.

    Until then the sandbox's page is where the real one is set up.
    """
    shown = settings.sandbox == "on" or (settings.sandbox == "auto" and not has_real_group(configured, groups))
    return dict(configured) if shown else real_ones(configured)


def channel_kinds(configured: Mapping[str, ChannelSettings]) -> str:
    """Return the channels by name and kind, for the log."""
    return "、".join(f"{name}({settings.kind})" for name, settings in configured.items())
