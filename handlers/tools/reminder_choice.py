"""Which reminders somebody means: by their numbers or by words of theirs; pure."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.kit import Refusal
from handlers.kit.words import truncate
from handlers.text.numbers import read_numbers
from storage.tools.reminders import Reminder

USAGE_CANCEL = "2"
UNKNOWN = "你没有 {number} 号提醒，发「我的提醒」看看。"
UNKNOWN_WORDS = "你没有「{words}」的提醒，发「我的提醒」看看。"
SEVERAL = "「{words}」有 {numbers} 号，要取消哪条？发「取消提醒 {example}」这样写号码。"
CANCEL_HOW_TO = f"请这样写：取消提醒 {USAGE_CANCEL}，发「我的提醒」看号码。"


def choose(waiting: Sequence[Reminder], typed: str) -> list[Reminder]:
    """Return the reminders whose numbers or words were typed: 2, 1 2 3, 1-3, 关火; raises Refusal."""
    numbers = read_numbers(typed)
    if not numbers:
        found = [reminder for reminder in waiting if typed and typed in reminder.text]
        if len(found) > 1:
            # What they are about is for the private list only.
            numbers_of = "、".join(str(number) for number in sorted(reminder.number for reminder in found))
            raise Refusal(SEVERAL.format(words=truncate(typed), numbers=numbers_of, example=found[0].number))
        if not found:
            raise Refusal(UNKNOWN_WORDS.format(words=truncate(typed)) if typed and waiting else CANCEL_HOW_TO)
        return found
    by_number = {reminder.number: reminder for reminder in waiting}
    missing = [number for number in numbers if number not in by_number]
    if missing:
        raise Refusal(UNKNOWN.format(number="、".join(map(str, missing))))
    return [by_number[number] for number in numbers]
