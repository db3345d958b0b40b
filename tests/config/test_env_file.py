"""`.env` beside channels.yaml: what is written is read again, every mistake has a line, and nobody else may read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.channels import load_channels
from config.env_file import read_env, with_values, write_env
from config.problems import ConfigError

CHANNELS = "channels:\n  hook:\n    kind: wecom_robot\n    key: ${HOOK_KEY}\n"
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
SECRETS = st.text(LETTERS, min_size=1)


@given(SECRETS, SECRETS)
def test_every_secret_comes_back_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, one: str, two: str) -> None:
    path = tmp_path_factory.mktemp("env") / ".env"
    path.write_text(with_values(with_values("", {"A": two, "B": one}), {"A": one, "C": two}), "utf-8")
    assert read_env(path) == {"A": one, "B": one, "C": two}


def test_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# 我的\nexport OTHER=1   # 一\n\nA=old\nB='b c'")
    write_env(path, {"A": "new", "Z": "z"})
    assert path.read_text("utf-8") == "# 我的\nexport OTHER=1   # 一\n\nA=new\nB='b c'\nZ=z\n"


def test_nobody_else_may_read_it_whoever_could_before(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("A=1\n")
    path.chmod(0o644)
    write_env(path, {"B": "2"})
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_env(path) == {"A": "1", "B": "2"}
    assert [left.name for left in tmp_path.iterdir()] == [".env"]


def test_channels_take_their_secrets_from_it_unless_the_environment_has_them(tmp_path: Path) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text(CHANNELS)
    write_env(tmp_path / ".env", {"HOOK_KEY": "of-the-file"})

    def key(environ: dict[str, str]) -> str:
        return str(load_channels(path, environ)["hook"].key.get_secret_value())  # type: ignore[union-attr]

    assert key({}) == "of-the-file"
    assert key({"HOOK_KEY": ""}) == "of-the-file"
    assert key({"HOOK_KEY": "of-the-shell"}) == "of-the-shell"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("A=1\n\n=canary\n", 3, "这一行看不懂。要写成 名字=值"),
        ("# 一\nHOOK_KEY canary\n", 2, "这一行看不懂"),
        ("A=1\nHOOK_KEY=\n", 2, "「HOOK_KEY」后面没有值"),
        ("HOOK_KEY=canary\nA=1\nHOOK_KEY=canary\n", 3, "「HOOK_KEY」写了两次"),
        ("A='canary\n", 1, "这一行看不懂"),
    ],
)
def test_a_mistake_has_its_line_and_shows_no_secret(tmp_path: Path, text: str, line: int, words: str) -> None:
    (tmp_path / "channels.yaml").write_text(CHANNELS)
    (tmp_path / ".env").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_channels(tmp_path / "channels.yaml", {"HOOK_KEY": "1"})
    problem = caught.value.problems[0]
    assert (problem.file.name, problem.line) == (".env", line)
    assert words in str(problem)
    assert "canary" not in str(caught.value)


def test_a_secret_that_is_nowhere_is_told_where_it_can_stand(tmp_path: Path) -> None:
    (tmp_path / "channels.yaml").write_text(CHANNELS)
    with pytest.raises(ConfigError, match=r"channels\.yaml:4:.*HOOK_KEY 没有设置.*在旁边的 \.env 里写一行 HOOK_KEY="):
        load_channels(tmp_path / "channels.yaml", {})
