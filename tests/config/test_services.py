"""services.yaml: optional, checked with file and line, and silent about its secrets."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from aiohttp import ClientSession

from bot.clock import SystemClock
from bot.outside import open_payouts
from config.problems import ConfigError
from config.services import CashPacketSettings, Services, TransferSettings, load_services, secrets_of_services
from tests.support.fake_wechat_pay import packet_settings, transfer_settings, write_keys

TRANSFER = """\
payout:
  kind: wechat_transfer
  merchant: "1900000109"
  appid: wx8888888888888888
  serial: 5157F09EFDC096DE15EBE81A47057A72
  private_key: /keys/apiclient_key.pem
  wechat_key: /keys/pub_key.pem
  wechat_key_id: PUB_KEY_ID_01
  report: [{type: 活动名称, content: 群活动}, {type: 奖励说明, content: 一等奖}]
"""
PACKET = """\
payout:
  kind: wechat_redpacket
  merchant: "1900000109"
  appid: wx8888888888888888
  key: ${PAY_KEY}
  certificate: /keys/apiclient_cert.pem
  private_key: /keys/apiclient_key.pem
  sender: 健康生活群
  activity: 周末活动
"""


def load(folder: Path, text: str) -> Services:
    (folder / "services.yaml").write_text(text)
    return load_services(folder, {"PAY_KEY": "k" * 32})


def test_without_the_file_nothing_is_used(tmp_path: Path) -> None:
    assert load_services(tmp_path) == Services()


def test_both_ways_to_pay_are_read(tmp_path: Path) -> None:
    transfer, packet = load(tmp_path, TRANSFER).payout, load(tmp_path, PACKET).payout
    assert isinstance(transfer, TransferSettings)
    assert [line.type for line in transfer.report] == ["活动名称", "奖励说明"]
    assert isinstance(packet, CashPacketSettings)
    assert secrets_of_services(load(tmp_path, PACKET)) == {"k" * 32}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TRANSFER.replace("wechat_transfer", "alipay"), 1),
        (TRANSFER.replace("serial: 5157", "serial: x"), 5),
        (TRANSFER + "  colour: red\n", 10),
        (PACKET.replace("${PAY_KEY}", "${NOT_SET}"), 5),
        ("pay: {}\n", 1),
    ],
)
def test_mistakes_are_named_with_their_line_and_no_secret(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    [problem] = caught.value.problems
    assert (problem.file.name, problem.line) == ("services.yaml", line)
    assert "k" * 32 not in str(caught.value)


async def test_keys_that_cannot_be_read_are_told_at_the_start(tmp_path: Path) -> None:
    both = (transfer_settings(tmp_path, "https://x.test"), packet_settings(tmp_path, "https://x.test"))
    async with ClientSession() as session:
        for settings in both:
            with pytest.raises(ConfigError, match="读不出"):
                open_payouts(settings, session, SystemClock(), Random(1))
        write_keys(tmp_path)
        for settings in both:
            open_payouts(settings, session, SystemClock(), Random(1))
