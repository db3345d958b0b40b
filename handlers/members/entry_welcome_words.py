"""The section entry_welcome of a group's file, and what is said of its template."""

from __future__ import annotations

from pydantic import Field, field_validator, model_validator

from config.group import Group
from handlers.kit import Section
from handlers.text.template import require_known
from storage.members.entry_welcome import EntryWelcome, Template

COMMAND = "入群欢迎语"
LONGEST = 3000
"""Bytes that the platform takes (D/92366)."""
NAME, NICKNAME = "{name}", "%NICKNAME%"
TOO_LONG = "太长了：企业微信最多收 3000 字节，大约 1000 个汉字"
NO_TITLE = "有 url 就要写 title"
NO_URL = "写了 title、description 或 picture，就要写 url"
NONE = "这个群没有写入群欢迎语。在群的 YAML 里写 entry_welcome: {text: …}，客户群的新人进群时企业微信会替你说。"
COMING = "入群欢迎语正在建，一两分钟后再看。"
MADE = (
    "入群欢迎语建好了，还要 {owner} 在企业微信里把它用到群上：客户群 → 群设置 → 入群欢迎语，选「{start}」开头的这一份。"
    "以后改 YAML，它会自己跟着改。"
)
REFUSED = "入群欢迎语没有建成：{note}。"
DOUBT = (
    "入群欢迎语不知道建成没有：{note}。请 {owner} 到企业微信管理后台「客户联系 → 加客户 → 入群欢迎语」看看；"
    "没有的话，把 YAML 里的文字改一个字，我再建一次。"
)
OWNER = "群主"
STARTS = 12
"""Characters by which a template is recognised."""


class Rules(Section):
    """客户群的入群欢迎语：新人进群时由企业微信自己发；客户群里机器人说不了话"""

    text: str = Field(
        "", description="欢迎词，{name} 是新人的名字；不写就没有", examples=["{name} 你好，欢迎～ 点下面的链接可以签到"]
    )
    url: str = Field("", max_length=2048, description="带一个链接，例如签到的页面", examples=["https://example.com/in"])
    title: str = Field("", max_length=40, description="链接的标题", examples=["来签到"])
    description: str = Field("", max_length=160, description="链接的说明", examples=["每天十积分"])
    picture: str = Field("", max_length=2048, description="链接的小图的地址", examples=["https://example.com/a.png"])
    notify: bool = Field(True, description="建好时让企业微信通知各位群主")

    @field_validator("text")
    @classmethod
    def fits(cls, text: str) -> str:
        """Refuse what the platform would not take, and names that nobody fills in."""
        require_known(text, "name")
        if len(text.replace(NAME, NICKNAME).encode()) > LONGEST:
            raise ValueError(TOO_LONG)
        return text

    @field_validator("url", "picture")
    @classmethod
    def leads_somewhere(cls, url: str) -> str:
        """Refuse what is no address of the web."""
        if url and not url.startswith(("https://", "http://")):
            raise ValueError("要以 https:// 开头")
        return url

    @model_validator(mode="after")
    def is_whole(self) -> Rules:
        """Refuse half a link."""
        if self.url and not self.title:
            raise ValueError(NO_TITLE)
        if not self.url and (self.title or self.description or self.picture):
            raise ValueError(NO_URL)
        return self


def wanted(group: Group) -> EntryWelcome | None:
    """Return what the platform is to say; None where the file has nothing."""
    rules = group.rules(Rules)
    if not rules.text.strip():
        return None
    return EntryWelcome(
        text=rules.text.replace(NAME, NICKNAME),
        url=rules.url,
        title=rules.title,
        description=rules.description,
        picture=rules.picture,
        notify=rules.notify,
    )


def describe(group: Group, template: Template) -> str:
    """Return how far a group's template is, and what is to be done."""
    text = template.wanted.text if template.wanted else ""
    values = {
        "owner": group.owner or OWNER,
        "note": template.note,
        "start": text.replace(NICKNAME, "客户昵称")[:STARTS],
    }
    match template.step:
        case "made":
            return MADE.format(**values)
        case "refused":
            return REFUSED.format(**values)
        case "doubt":
            return DOUBT.format(**values)
    return COMING if wanted(group) else NONE
