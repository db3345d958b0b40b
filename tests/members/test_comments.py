"""What is said to a newcomer about what they like."""

from __future__ import annotations

import pytest

from handlers.members.comments import LONGEST_WORD, comment_on, load_comments


def test_the_bank_has_at_least_150_phrases_and_no_two_are_the_same() -> None:
    phrases = [phrase for comments in load_comments() for phrase in comments.say]
    assert len(phrases) >= 150
    assert len(set(phrases)) == len(phrases)
    assert load_comments()[-1].words == ("",)


@pytest.mark.parametrize(
    ("word", "subject"), [("周末跑步", "跑步"), ("K歌", "唱歌"), ("做蛋糕", "烘焙"), ("养了两只猫", "养猫")]
)
def test_a_comment_fits_what_was_said(word: str, subject: str) -> None:
    comments = next(comments for comments in load_comments() if subject in comments.words)
    said = {comment_on([word], str(key)) for key in range(200)}
    assert said == {phrase.replace("{word}", word) for phrase in comments.say}


def test_the_first_word_that_the_bank_knows_is_taken() -> None:
    assert "唱歌" in comment_on(["集邮", "唱歌"], "1") or comment_on(["集邮", "唱歌"], "1") == comment_on(["唱歌"], "1")
    assert "集邮" in comment_on(["集邮"], "1")
    assert comment_on([], "1") == ""
    assert comment_on(["很" * (LONGEST_WORD + 1)], "1") == ""


def test_somebodys_words_are_no_template() -> None:
    assert "{word}" in comment_on(["{word}"], "1")
