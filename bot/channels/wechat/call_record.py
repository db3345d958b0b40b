"""What became of the calls to one URL, so that whoever sets it up can see what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

PEKING = ZoneInfo("Asia/Shanghai")

NEVER = "从没打到过这里：先启动再点保存，看看网址、反向代理和防火墙"
GOOD = "收到 {count} 次，最后一次 {at}"
REFUSED = "拒绝了 {count} 次，最后一次 {at}：{why}"
ONLY_REFUSED = "打到了 {count} 次，都被拒：{why}"
_WORDS = (
    (re.compile("the signature is wrong"), "签名不对，Token 要和后台的一样"),
    (re.compile("another receiver"), "收件方不是本企业，企业 ID 要和后台的一样"),
    (re.compile(r"off by (-?\d{1,12}) s"), "时间差 {0} 秒，请打开自动校时"),
    (re.compile("there is no aes_key"), "消息加密了，channels.yaml 里没有 aes_key"),
    (re.compile("there is an aes_key"), "消息没有加密：后台要选安全模式，或者删去 aes_key"),
    (re.compile("padding|whole blocks|length|UTF-8"), "解不开，EncodingAESKey 要和后台的一样"),
)
OTHERWISE = "不是企业微信发来的样子"


class CallRecord:
    """Counts the calls of a channel since the start."""

    def __init__(self) -> None:
        self._taken = 0
        self._taken_at: datetime | None = None
        self._refused: Counter[str] = Counter()
        self._refused_at: datetime | None = None

    def taken(self, at: datetime) -> None:
        """Count a call that was what it should be."""
        self._taken += 1
        self._taken_at = at

    def refused(self, why: str, at: datetime) -> str:
        """Count a call that was refused; `why` is what our own log says. Return what it means, in Chinese."""
        # Anybody may call; so many kinds of reasons only.
        words = next((words.format(*match.groups()) for pattern, words in _WORDS if (match := pattern.search(why))), "")
        self._refused[words if words in self._refused or len(self._refused) < 10 else OTHERWISE] += 1
        self._refused_at = at
        return words or OTHERWISE

    def describe(self) -> str:
        """Return what became of them, in Chinese."""
        reasons = "、".join(dict.fromkeys(words or OTHERWISE for words, _ in self._refused.most_common(3)))
        count = sum(self._refused.values())
        if not self._taken:
            return ONLY_REFUSED.format(count=count, why=reasons) if count else NEVER
        told = [GOOD.format(count=self._taken, at=_shown(self._taken_at))]
        if count:
            told.append(REFUSED.format(count=count, at=_shown(self._refused_at), why=reasons))
        return "；".join(told)


def _shown(at: datetime | None) -> str:
    return f"{at.astimezone(PEKING):%m-%d %H:%M:%S}" if at else ""
