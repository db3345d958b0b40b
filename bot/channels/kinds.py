"""The kinds of channels: which class serves which kind of channels.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.channel import Channel, ChannelDeps
from bot.channels.sandbox.channel import Sandbox, SandboxDeps
from bot.channels.wecom.aibot import WecomAibot
from bot.channels.wecom.app import WecomApp
from bot.channels.wecom.robot import WecomRobot
from config.channels import (
    ChannelSettings,
    SandboxSettings,
    WecomAibotSettings,
    WecomAppSettings,
    WecomRobotSettings,
)

KINDS: Mapping[type, Callable[[str, Any, ChannelDeps], Channel]] = {
    WecomAppSettings: WecomApp,
    WecomAibotSettings: WecomAibot,
    WecomRobotSettings: WecomRobot,
}
"""What serves each platform, by the class of its settings."""


def open_channel(name: str, settings: ChannelSettings, deps: ChannelDeps, sandbox: SandboxDeps) -> Channel:
    """Return the channel of this name; the sandbox is no platform, so it is given more than the others."""
    if isinstance(settings, SandboxSettings):
        return Sandbox(name, settings, deps.receive, sandbox)
    return KINDS[type(settings)](name, settings, deps)
