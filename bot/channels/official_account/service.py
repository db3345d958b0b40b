"""What an official account says later: customer-service messages, and a template message once their 48 hours are over.

Sources: Customer_Service_Messages.html, Template_Message_Interface.html, getStableAccessToken.html on
developers.weixin.qq.com. The plain `token` would end the token that another program of the account has; `stable_token`
does not.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import ClientSession

from bot.channels.channel import SENT, SendResult, SendStatus
from bot.channels.wechat.token import AccessToken, Token
from bot.channels.wecom.api import ApiError, Json, encode, request
from bot.clock import Clock
from config.channels import OfficialAccountSettings, TemplateSettings

STALE = (40001, 40014, 42001)
OUTSIDE = 45015
"""The member wrote longer ago than 48 hours, or has been written to five times since."""
LONGEST_FIELD = 20
"""Letters of a template's field of the kind `thing`."""

CLOSED = SendResult(
    SendStatus.REFUSED, "他 48 小时里没有说过话，公众号不能再给他发；要发请在 channels.yaml 里配模板消息"
)
MEANINGS = {
    40003: SendResult(SendStatus.REFUSED, "这不是这个公众号的关注者"),
    43004: SendResult(SendStatus.REFUSED, "他已经不再关注公众号"),
    45047: SendResult(SendStatus.REFUSED, "他说话以后已经给他发了 5 条，要等他再说一句"),
    40164: SendResult(SendStatus.DISABLED, "这台服务器的 IP 不在公众号的 IP 白名单里"),
    40125: SendResult(SendStatus.DISABLED, "公众号的 AppSecret 不对"),
    48001: SendResult(SendStatus.DISABLED, "公众号没有客服消息的权限，要认证过的才有"),
    40037: SendResult(SendStatus.REFUSED, "模板的 ID 不对"),
    43101: SendResult(SendStatus.REFUSED, "他没有订阅这种消息"),
}


class CustomerService:
    """Writes to members of one account by their open ids."""

    def __init__(self, session: ClientSession, settings: OfficialAccountSettings, clock: Clock) -> None:
        assert settings.secret
        self._session = session
        self._settings = settings
        self._secret = settings.secret.get_secret_value()
        self._token = AccessToken(self._get_token, clock)

    async def send(self, open_id: str, words: str) -> SendResult:
        """Send a text, within the platform's window; behind it a template message where there is one."""
        body: Json = {"touser": open_id, "msgtype": "text", "text": {"content": words}}
        try:
            await self._post("message/custom/send", body)
        except ApiError as error:
            if error.code != OUTSIDE:
                return _understood(error)
            template = self._settings.template
            return await self._remind(open_id, template, words) if template else CLOSED
        return SENT

    async def _remind(self, open_id: str, template: TemplateSettings, words: str) -> SendResult:
        """Send a template message, or a subscribe message, with the first letters of what there is to say."""
        shown = " ".join(words.split())
        value = shown if len(shown) <= LONGEST_FIELD else f"{shown[: LONGEST_FIELD - 1]}…"
        body: Json = {"touser": open_id, "template_id": template.id, "data": {template.field: {"value": value}}}
        path = "message/subscribe/bizsend" if template.subscribed else "message/template/send"
        try:
            await self._post(path, body)
        except ApiError as error:
            return _understood(error)
        return SENT

    async def _post(self, path: str, body: Json) -> Json:
        data = encode(body)

        async def call(token: Token) -> Json:
            url = f"{self._settings.api}/cgi-bin/{path}"
            return await request(self._session, "POST", url, params={"access_token": token.value}, data=data)

        return await self._authorized(call)

    async def _authorized(self, call: Callable[[Token], Awaitable[Json]]) -> Json:
        token = await self._token.get()
        try:
            return await call(token)
        except ApiError as error:
            if error.code not in STALE:
                raise
        return await call(await self._token.renew(token))

    async def _get_token(self) -> tuple[str, timedelta]:
        body = {"grant_type": "client_credential", "appid": self._settings.app_id, "secret": self._secret}
        url = f"{self._settings.api}/cgi-bin/stable_token"
        # Unlike WeCom's, an answer without an error has no errcode.
        answer = await request(self._session, "POST", url, data=encode(body), is_terse=True)
        try:
            return str(answer["access_token"]), timedelta(seconds=int(answer["expires_in"]))
        except (KeyError, ValueError):
            raise ApiError(SendResult(SendStatus.RETRY, "没有拿到 access_token", timedelta(seconds=5))) from None


def _understood(error: ApiError) -> SendResult:
    known = MEANINGS.get(error.code or 0)
    return SendResult(known.verdict, f"{known.note}（{error.code}）") if known else error.outcome
