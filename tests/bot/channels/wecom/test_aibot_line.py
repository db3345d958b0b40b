"""What is done about each thing that comes by the long connection, and about what does not come."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.channel import SendStatus
from bot.channels.wecom.aibot_frames import frame_of, read_frame, socket_meaning
from bot.channels.wecom.aibot_line import (
    CUT,
    DEAF,
    REFUSED,
    UNANSWERED,
    HangUp,
    Hear,
    Line,
    Phase,
    Say,
    Settle,
    Timing,
)
from bot.channels.wecom.setup_failures import LOST, RESTING, TAKEN_OVER, WRONG_ID

CALLBACK = {"cmd": "aibot_msg_callback", "headers": {"req_id": "cb1"}, "body": {"msgid": "1"}}
KICK = {
    "cmd": "aibot_event_callback",
    "headers": {"req_id": "evt"},
    "body": {"msgtype": "event", "event": {"eventtype": "disconnected_event"}},
}


def a_line(timing: Timing | None = None) -> Line:
    numbers = count(1)
    return Line("aib1", "secret", lambda command: f"{command}_{next(numbers)}", timing)


def ack(request: str, code: int = 0) -> str:
    return json.dumps({"headers": {"req_id": request}, "errcode": code, "errmsg": "x, from ip: 1.2.3.4"})


def subscribed(now: float = 0.0, timing: Timing | None = None) -> Line:
    line = a_line(timing)
    line.opened(now)
    assert line.heard(ack("aibot_subscribe_1"), now) == []
    assert line.phase is Phase.UP
    return line


def said(line: Line, now: float) -> list[dict[str, Any]]:
    return [json.loads(action.frame) for action in line.tick(now) if isinstance(action, Say)]


def test_an_open_socket_is_subscribed_once() -> None:
    line = a_line()
    (action,) = line.opened(0)
    assert isinstance(action, Say)
    assert json.loads(action.frame) == {
        "cmd": "aibot_subscribe",
        "headers": {"req_id": "aibot_subscribe_1"},
        "body": {"bot_id": "aib1", "secret": "secret"},
    }
    assert line.tick(5) == []


def test_a_heartbeat_leaves_every_thirty_seconds() -> None:
    line = subscribed()
    assert said(line, 29.9) == []
    assert said(line, 30) == [{"cmd": "ping", "headers": {"req_id": "ping_2"}}]
    assert said(line, 59) == []
    line.heard(ack("ping_2"), 31)
    assert [frame["cmd"] for frame in said(line, 60)] == ["ping"]


def test_two_missed_acknowledgements_end_the_line() -> None:
    line = subscribed()
    assert said(line, 30)
    assert said(line, 60)
    assert line.tick(90) == [HangUp()]
    line.closed(90)
    assert (line.phase, line.refusal, line.next_dial) == (Phase.APART, DEAF, 91)


def test_a_dead_line_has_heard_nothing_since_its_last_frame() -> None:
    line = subscribed()
    line.heard(json.dumps(CALLBACK), 12)
    for now in (30, 60, 90):
        line.tick(now)
    line.closed(90)
    assert line.silence == 78


def test_a_lost_subscription_may_have_been_lost_since_the_last_good_frame() -> None:
    line = subscribed()
    line.tick(30)
    line.heard(ack("ping_2"), 30.5)
    line.tick(60)
    line.heard(ack("ping_3", 846609), 60.5)
    line.closed(61)
    assert line.silence == 30.5


def test_what_was_refused_for_the_message_alone_shows_that_the_line_is_good() -> None:
    line = subscribed()
    line.heard(ack("aibot_send_msg_7", 93006), 12)
    line.heard(ack("aibot_send_msg_8", 846609), 20)
    line.closed(20)
    assert line.silence == 8


def test_a_line_that_is_cut_while_a_ping_is_unanswered_is_known_to_be_good_until_its_last_frame() -> None:
    line = subscribed()
    line.tick(30)
    line.closed(50)
    assert line.silence == 50
    line.opened(51)
    line.heard(ack("aibot_subscribe_3"), 51)
    line.closed(60)
    assert line.silence == 0


def test_a_line_that_is_cut_had_heard_everything() -> None:
    line = subscribed()
    line.closed(25)
    assert line.silence == 0


def test_one_missed_acknowledgement_is_forgiven() -> None:
    line = subscribed()
    for now in (30, 60, 90, 120, 150):
        assert said(line, now)
        if now % 60 == 0:
            line.heard(ack("ping"), now + 1)


def test_whatever_is_acknowledged_shows_that_the_platform_is_there() -> None:
    line = subscribed()
    for now in (30, 60, 90, 120):
        assert said(line, now)
        (action,) = line.heard(ack("aibot_send_msg_1"), now + 1)
        assert isinstance(action, Settle)


def test_a_wrong_secret_stops_for_good() -> None:
    line = a_line()
    line.opened(0)
    assert line.heard(ack("aibot_subscribe_1", 853000), 0) == [HangUp()]
    line.closed(1)
    assert (line.phase, line.refusal) == (Phase.STOPPED, WRONG_ID)
    assert line.heard(json.dumps(CALLBACK), 2) == []


def test_a_subscription_that_came_too_often_waits_for_minutes() -> None:
    line = a_line()
    line.opened(0)
    assert line.heard(ack("aibot_subscribe_1", 45009), 1) == [HangUp()]
    line.closed(2)
    assert (line.phase, line.refusal) == (Phase.APART, RESTING.format(minutes=5))
    assert line.next_dial == 301


@pytest.mark.parametrize(("code", "words"), [(846609, LOST), (-1, REFUSED.format(code=-1))])
def test_any_other_refusal_is_tried_again(code: int, words: str) -> None:
    line = a_line()
    line.opened(0)
    assert line.heard(ack("aibot_subscribe_1", code), 0) == [HangUp()]
    line.closed(0)
    assert (line.phase, line.refusal, line.next_dial) == (Phase.APART, words, 1)


def test_a_subscription_without_an_answer_is_given_up() -> None:
    line = a_line()
    line.opened(0)
    assert line.tick(9.9) == []
    assert line.tick(10) == [HangUp()]
    assert line.refusal == UNANSWERED


@pytest.mark.parametrize("request_id", ["ping_2", "aibot_send_msg_7", "cb1"])
def test_a_lost_subscription_ends_the_line_whatever_was_asked(request_id: str) -> None:
    line = subscribed()
    action, end = line.heard(ack(request_id, 846609), 5)
    assert isinstance(action, Settle)
    assert end == HangUp()
    line.closed(5)
    assert (line.phase, line.refusal, line.next_dial) == (Phase.APART, LOST, 6)


def test_who_is_thrown_out_stays_away() -> None:
    line = subscribed()
    assert line.heard(json.dumps(KICK), 5) == [HangUp()]
    line.closed(6)
    assert (line.phase, line.refusal) == (Phase.STOPPED, TAKEN_OVER)
    assert line.tick(1000) == []


def test_a_line_that_breaks_again_and_again_is_opened_ever_more_slowly() -> None:
    line, now, pauses = a_line(Timing(most=1000)), 0.0, []
    for _ in range(8):
        line.opened(now)
        line.closed(now)
        pauses.append(line.next_dial - now)
        now = line.next_dial
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_line_that_lasted_is_opened_again_at_once() -> None:
    line = subscribed()
    for now in (0.0, 10.0, 20.0):
        line.closed(now)
    line.opened(100)
    line.heard(ack("aibot_subscribe_2"), 100)
    line.closed(161)
    assert (line.next_dial, line.refusal) == (162, CUT)


@given(st.lists(st.floats(0, 40), min_size=40, max_size=200))
def test_no_outage_is_a_storm_of_subscriptions(lasted: list[float]) -> None:
    """However long each connection lasts, no ten minutes have more than twelve subscriptions."""
    line, now, at = a_line(), 0.0, []
    for seconds in lasted:
        now = max(now, line.next_dial)
        line.opened(now)
        at.append(now)
        now += seconds
        line.closed(now)
    assert all(later - earlier > 599.999 for earlier, later in zip(at, at[12:], strict=False))


def test_a_callback_is_heard_and_what_is_not_known_yet_is_passed_over() -> None:
    line = subscribed()
    assert line.heard(json.dumps(CALLBACK), 1) == [Hear(CALLBACK)]
    frames: tuple[object, ...] = (
        {"cmd": "aibot_future_callback", "headers": {"req_id": "x"}, "body": {"a": 1}},
        {"cmd": "aibot_msg_callback", "headers": [], "body": {}},
        {"cmd": "aibot_msg_callback"},
        {"errcode": "0", "headers": {"req_id": "x"}},
        [],
        7,
    )
    for frame in frames:
        assert line.heard(json.dumps(frame), 1) == []
    assert line.heard("{", 1) == []


@given(
    st.text(max_size=40)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=4),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(st.sampled_from(["cmd", "headers", "req_id", "body", "errcode"]), inner)
        ),
        max_leaves=8,
    ).map(json.dumps)
)
def test_no_frame_breaks_the_line(raw: str) -> None:
    subscribed().heard(raw, 1)


@pytest.mark.parametrize("control", [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127)])
def test_raw_control_characters_mean_nothing(control: str) -> None:
    raw = json.dumps({"cmd": "x", "text": "签CTRL到"}, ensure_ascii=False).replace("CTRL", control)
    assert read_frame(f"\ufeff{control}{raw}") == {"cmd": "x", "text": "签到"}


def test_raw_line_breaks_stay_line_breaks() -> None:
    assert read_frame('{"text": "姓名：小明\n爱好：跑步"}') == {"text": "姓名：小明\n爱好：跑步"}


def test_our_frames_are_utf8_without_escapes() -> None:
    assert frame_of("ping", "1", {"words": "你好"}) == '{"cmd":"ping","headers":{"req_id":"1"},"body":{"words":"你好"}}'


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        (93006, SendStatus.DISABLED),
        (846609, SendStatus.RETRY),
        (846605, SendStatus.REFUSED),
        (846608, SendStatus.REFUSED),
        (40008, SendStatus.REFUSED),
        (600039, SendStatus.REFUSED),
        (45009, SendStatus.PAUSE),
        (6000, SendStatus.RETRY),
        (-1, SendStatus.RETRY),
        (123456, SendStatus.REFUSED),
    ],
)
def test_each_code_means_something_for_the_message(code: int, verdict: SendStatus) -> None:
    meaning = socket_meaning(code)
    assert meaning.verdict is verdict
    assert str(code) in meaning.note
    assert "1.2.3.4" not in meaning.note
