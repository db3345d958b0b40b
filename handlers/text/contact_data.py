"""Taking numbers and addresses by which somebody is reached out of a text; pure and linear."""

from __future__ import annotations

import re

TAKEN = "。"
"""What stands where something was taken out: the end of a sentence, so that nothing is joined across it."""

_DIGITS = re.compile(r"\+?\d(?:[ ().·—-]{0,2}\d)*+")
_SPELLED = re.compile("[零〇一二三四五六七八九幺]{7,}+")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w.-]++|https?://\S++|www\.\S++", re.ASCII)
_ACCOUNT = re.compile(
    r"(?:微信号?|薇信|威信|v信|(?<![a-z])(?:vx|wx|wechat|weixin|v|qq号?)(?![a-z])|扣扣|抖音号?|小红书号?)"
    r"[ :=是为]{0,3}[a-z0-9_-]{5,}+",
    re.IGNORECASE | re.ASCII,
)

_LABEL = re.compile(
    f"(?:我的|联系)?(?:电话|手机|号码|微信|邮箱|方式|tel|mail)?(?:号码?)?[ :：是为]{{0,3}}{TAKEN}", re.IGNORECASE
)
"""What stands before a number that was taken out."""


def remove_contact_data(text: str) -> str:
    """Return the text without telephone and account numbers, addresses of mail and pages; digits are half-width."""
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(TAKEN, text)
    text = _ACCOUNT.sub(TAKEN, text)
    return _SPELLED.sub(TAKEN, _DIGITS.sub(_take_number, text))


def hide_contact_data(text: str) -> str:
    """Return a short text as everybody may read it: 电话13900001111，开车 becomes 开车."""
    removed = remove_contact_data(text)
    return text if removed == text else _LABEL.sub(" ", removed).strip(" ,，、;；:：。")


def _take_number(digits: re.Match[str]) -> str:
    """Take five digits on end or seven in groups, as in 138-0013-8000; leave 28 165 50, age, height and weight."""
    groups = re.findall(r"\d++", digits[0])
    count = sum(map(len, groups))
    reaches = len(groups[0]) >= 5 or (max(map(len, groups)) >= 4 and count >= 7) or count >= 8
    return TAKEN if reaches else digits[0]
