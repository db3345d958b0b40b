"""What a channel can do, so that a feature can say what it needs."""

from __future__ import annotations

from enum import StrEnum


class Capability(StrEnum):
    """Each value is how owners read it."""

    HEARS_MENTIONS = "听到@机器人的话"
    HEARS_ALL = "听到群里所有的话"
    SEES_JOINS = "知道谁进群退群"
    PUSHES = "主动发消息"
    MENTIONS = "真正@到人"
    MENTIONS_ALL = "真正@所有人"
    PICTURES = "发图片"
    BUTTONS = "发带按钮的卡片"
    PRIVATE = "私聊"
    WRITES_PRIVATELY = "主动私聊成员"
