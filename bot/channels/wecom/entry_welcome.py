"""Templates of customer groups' welcomes: the app makes one, the group's owner attaches it in WeCom (D/92366)."""

from __future__ import annotations

from bot.channels.channel import SENT, SendResult, SendStatus
from bot.channels.wecom.api import ApiError, AppApi, Json
from storage.members.entry_welcome import EntryWelcome

PATH = "externalcontact/group_welcome_template"
NO_ID = SendResult(SendStatus.DOUBTFUL, "企业微信没有给出模板的编号")


async def put(api: AppApi, template: str, words: EntryWelcome) -> tuple[SendResult, str]:
    """Make a template, or change this one; return how that went, and its id."""
    body: Json = {"text": {"content": words.text}, **_link(words)}
    # Only a new one can tell the groups' owners of it.
    body |= {"template_id": template} if template else {"notify": int(words.notify)}
    try:
        answer = await api.post(f"{PATH}/{'edit' if template else 'add'}", body)
    except ApiError as error:
        return error.outcome, template
    made = template or str(answer.get("template_id") or "")
    return (SENT, made) if made else (NO_ID, "")


async def drop(api: AppApi, template: str) -> SendResult:
    """Take a template away."""
    try:
        await api.post(f"{PATH}/del", {"template_id": template})
    except ApiError as error:
        return error.outcome
    return SENT


def _link(words: EntryWelcome) -> Json:
    if not words.url:
        return {}
    link = {"title": words.title, "picurl": words.picture, "desc": words.description, "url": words.url}
    return {"link": {name: value for name, value in link.items() if value}}
