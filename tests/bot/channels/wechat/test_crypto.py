"""What the platform encrypted is opened; what anybody else made is forged."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.enterprise.crypto import PrpCrypto, WeChatCrypto

from bot.channels.wechat import xml as wechat_xml
from bot.channels.wechat.crypto import Codec, ForgedError, encrypted_in_json, encrypted_in_xml
from bot.channels.wechat.xml import cdata, read
from tests.support.fake_wecom import AES_KEY, CORP, TOKEN, fixture

VECTORS: list[dict[str, Any]] = json.loads(fixture("crypto_vectors.json"))["vectors"]
SIGNED = [vector for vector in VECTORS if vector["msg_signature"]]
CODEC = Codec(TOKEN, AES_KEY, CORP)


def codec_of(vector: dict[str, Any]) -> Codec:
    return Codec(vector["token"], vector["encoding_aes_key"], vector["receive_id"])


def open_own(sealed: str, codec: Codec = CODEC) -> str:
    return codec.open(CODEC.sign("1", "nonce", sealed), "1", "nonce", sealed)


def seal_raw(clear: bytes) -> str:
    """Encrypt bytes that already hold prefix, length, receiver and padding."""
    cipher = PrpCrypto(WeChatCrypto(TOKEN, AES_KEY, CORP).key).cipher
    return b64encode(cipher.encrypt(clear)).decode()


@pytest.mark.parametrize("vector", SIGNED, ids=lambda vector: vector["id"])
def test_every_published_message_is_opened(vector: dict[str, Any]) -> None:
    opened = codec_of(vector).open(vector["msg_signature"], vector["timestamp"], vector["nonce"], vector["encrypt"])
    assert opened == vector["plaintext"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_sealing_gives_the_published_bytes(vector: dict[str, Any]) -> None:
    random = vector.get("random16_hex")
    prefix = bytes.fromhex(random) if random else vector["random16"].encode()
    assert codec_of(vector).seal_with(prefix, vector["plaintext"]) == vector["encrypt"]


@pytest.mark.parametrize("vector", SIGNED[:4], ids=lambda vector: vector["id"])
@pytest.mark.parametrize("field", ["msg_signature", "timestamp", "nonce", "encrypt"])
def test_one_flipped_bit_anywhere_is_forged(vector: dict[str, Any], field: str) -> None:
    codec = codec_of(vector)
    original = vector[field].encode()
    for place in range(0, len(original), 3):
        for bit in range(7):
            changed = bytearray(original)
            changed[place] ^= 1 << bit
            fields = {**vector, field: changed.decode("latin-1")}
            with pytest.raises(ForgedError):
                codec.open(fields["msg_signature"], fields["timestamp"], fields["nonce"], fields["encrypt"])


@given(st.text())
def test_what_we_seal_the_common_library_opens(message: str) -> None:
    message = message.encode(errors="replace").decode()
    sealed = CODEC.seal(message)
    assert open_own(sealed) == message
    envelope = {"Encrypt": sealed}
    opened = WeChatCrypto(TOKEN, AES_KEY, CORP).decrypt_message(envelope, CODEC.sign("1", "n", sealed), "1", "n")
    assert opened == message


def test_the_same_words_look_different_each_time() -> None:
    assert len({CODEC.seal("签到") for _ in range(100)}) == 100


def test_a_message_for_another_corp_is_forged() -> None:
    with pytest.raises(ForgedError, match="another receiver"):
        open_own(CODEC.seal("签到"), Codec(TOKEN, AES_KEY, "ww_somebody_else"))


@pytest.mark.parametrize(
    ("clear", "why"),
    [
        (b"r" * 16 + b"\0\0\0\2hi" + CORP.encode() + b"\x18" + b"\x19" * 24, "padding"),
        (b"r" * 16 + b"\0\0\0\2hi" + b"\0" * 10, "padding"),
        (b"r" * 16 + b"\0\0\0\2hi" + b"!" * 10, "padding"),
        (b"\x20" * 32, "length"),
        (b"r" * 16 + b"\xff\xff\xff\xff" + b"\x0c" * 12, "length"),
        (b"r" * 16 + b"\0\0\0\2hi" + b"\x0a" * 10, "another receiver"),
        (b"r" * 16 + b"\0\0\0\2\xff\xfe" + CORP.encode() + b"\x19" * 25, "UTF-8"),
    ],
)
def test_well_signed_nonsense_is_forged(clear: bytes, why: str) -> None:
    with pytest.raises(ForgedError, match=why):
        open_own(seal_raw(clear))


@pytest.mark.parametrize("sealed", ["", "=", "AAAA", "not base64!", "汉字", "A" * 64 + "\n", "\ud800", "A" * 43 + "="])
def test_well_signed_non_ciphertext_is_forged(sealed: str) -> None:
    with pytest.raises(ForgedError):
        open_own(sealed)


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_comes_unsigned_is_forged(signature: str, timestamp: str, nonce: str, encrypted: str) -> None:
    with pytest.raises(ForgedError):
        CODEC.open(signature, timestamp, nonce, encrypted)


def test_the_encrypted_field_is_found_in_either_envelope() -> None:
    assert encrypted_in_xml(fixture("app_outer_request.xml").encode()).startswith("RypEvHKD8QQ")
    assert encrypted_in_xml(b"<xml><Encrypt>QUJD</Encrypt></xml>") == "QUJD"
    assert encrypted_in_json(fixture("aibot_outer_request.json").encode()).startswith("sKqRbbiSUnDh")
    assert encrypted_in_json(b'{"ToUserName": "ww1", "Encrypt": "QUJD", "AgentID": 1}') == "QUJD"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<xml/>",
        b"<Encrypt>QUJD</Encrypt><Encrypt>QUJD</Encrypt>",
        b"<Encrypt></Encrypt>",
        b"<Encrypt>QUJD",
        b"<Encrypt><![CDATA[QUJD</Encrypt>",
        b"<Encrypt><b>QUJD</b></Encrypt>",
        b'<!DOCTYPE xml [<!ENTITY a "b">]><xml><Encrypt>QUJD</Encrypt></xml>',
        b"\xff\xfe<Encrypt>",
    ],
)
def test_an_xml_envelope_without_one_clear_field_is_forged(body: bytes) -> None:
    with pytest.raises(ForgedError):
        encrypted_in_xml(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"1",
        b'"encrypt"',
        b'["encrypt"]',
        b'[["encrypt", 1]]',
        b'{"encrypt": 1}',
        b'{"encrypt": null}',
        b'{"encrypt": "a", "Encrypt": "b"}',
        b'{"encrypt": "a", "encrypt": "a"}',
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"\xff\xfe",
    ],
)
def test_a_json_envelope_without_one_clear_field_is_forged(body: bytes) -> None:
    with pytest.raises(ForgedError):
        encrypted_in_json(body)


@given(st.binary(max_size=2000) | st.text(alphabet='<>Encrypt/[]!CDATA"{}:,aQ= ', max_size=500).map(str.encode))
def test_an_envelope_is_found_or_forged_and_nothing_else(body: bytes) -> None:
    for find in (encrypted_in_xml, encrypted_in_json):
        try:
            assert isinstance(find(body), str)
        except ForgedError:
            continue


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<xml>",
        "<other/>",
        "plain words",
        "<xml><A>1</A><A>2</A></xml>",
        "<!DOCTYPE xml><xml><A>1</A></xml>",
        '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><A>&a;</A></xml>',
        '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><A>&a;</A></xml>',
        "<xml>" + "<a>" * 20_000,
        "<xml>" + "<a>" * 9 + "</a>" * 9 + "</xml>",
        "<xml><List>" + "<a/>" * 601 + "</List></xml>",
        "<xml>\ud800</xml>",
    ],
)
def test_xml_that_no_platform_sends_is_forged(xml: str) -> None:
    with pytest.raises(ForgedError):
        read(xml)


@given(st.text())
def test_no_text_breaks_out_of_an_answer(text: str) -> None:
    text = text.encode(errors="replace").decode()
    root = read(f"<xml><Content>{cdata(text + ']]>')}</Content><Last>1</Last></xml>")
    assert root.names() == ["Content", "Last"]
    assert root.word("Content").endswith("]]>")


@given(
    st.text(alphabet="ab<>&]!\r\n\t\0\u4e2d[CDAT/"),
    st.sampled_from(["<A>{}</A>", "<A>\n<![CDATA[{}]]></A>", "<A><![CDATA[{}]]></A>"]),
)
def test_a_message_reads_the_same_without_a_parser(text: str, field: str) -> None:
    for xml in (f"<xml>{field.format(text)}<B>1</B></xml>", f"<xml>{field.format(text)}</xml>\n"):
        try:
            parsed = wechat_xml._parsed(xml)
        except ForgedError:
            with pytest.raises(ForgedError):
                read(xml)
        else:
            assert [(name, read(xml).word(name)) for name in read(xml).names()] == [
                (name, parsed.word(name)) for name in parsed.names()
            ]
