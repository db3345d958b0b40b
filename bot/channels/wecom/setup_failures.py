"""The ten set-up failures that people report, with the words for each, in one table.

The log, /healthz, the doctor, `./qunban connect`, the guided page and docs/channels/wecom-aibot-long-connection.md all
say these; tests/bot/channels/wecom/test_setting_up.py produces each.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.wechat.call_record import NEVER
from handlers.system import ENCRYPTED_IDS

WRONG_ID = (
    "bot_id 或 secret 不对（853000）：两样都在「智能机器人 → API 模式 → 长连接」页面上复制；"
    "网址里的数字、Token、EncodingAESKey、应用的 Secret 都不是"
)
TAKEN_OVER = (
    "另一个程序用同一个机器人连上来了，我已经退出，不会抢回来；一个机器人只能连一处：请停掉另一个，再重启我；"
    "找不到另一个，就在管理页面上重置 Secret，把新的写进来"
)
INTERNAL_ONLY = "智能机器人只能加进内部群"
UNHEARD = (
    f"还没听到过话：请看可见范围里有没有群成员；群里要 @ 机器人；API 模式要选「长连接」；客户群不行，{INTERNAL_ONLY}"
)
NEVER_SPOKEN = f"先请任何人在群里 @ 机器人说一句，我才能主动发消息（群 ID 区分大小写；客户群不行，{INTERNAL_ONLY}）"
UNTRUSTED_ADDRESS = "这台服务器的 IP 不在企业可信 IP 里；家用宽带 IP 会变，改用长连接就不需要这一步"
UNSUPPORTED = "企业微信不收这种消息，请升级群伴"
RESTING = "连得太频繁（45009），{minutes} 分钟后再连"
LOST = "连接在、订阅丢了（846609），自动重连"

ONE_PLACE = "一个机器人只能连一处：别处正连着同一个的话，那边会被挤下线"
"""What is said before a connection is tried."""

FAILURES: Mapping[int, tuple[str, ...]] = {
    1: (WRONG_ID,),
    2: (TAKEN_OVER,),
    3: (UNHEARD,),
    4: (ENCRYPTED_IDS,),
    5: (NEVER,),
    6: (NEVER_SPOKEN,),
    7: (UNTRUSTED_ADDRESS,),
    8: (UNSUPPORTED,),
    9: (RESTING.format(minutes=5), LOST),
    10: (INTERNAL_ONLY,),
}
"""By the numbers of the documentation's table. What was refused of 5 is told by `wechat.call_record`."""
