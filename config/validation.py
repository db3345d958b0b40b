"""What is wrong with an owner's words, at its place in the file."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

Place = tuple[int | str, ...]
FINDING = "finding"
"""The type of errors whose message needs no introduction."""


def error_at(place: Place, message: str, given: object) -> ValidationError:
    """Return an error to be raised from a validator, so that it is reported at a place below the validator's own."""
    return errors(detail(place, message, given))


def errors(*details: InitErrorDetails) -> ValidationError:
    """Return several errors as one to be raised."""
    return ValidationError.from_exception_data("group", list(details))


def detail(place: Place, message: str, given: object) -> InitErrorDetails:
    """Return one error in our own words."""
    kind = PydanticCustomError("value_error", "{error}", {"error": message})
    return InitErrorDetails(type=kind, loc=place, input=given)


def finding_at(place: Place, message: str, fix: str) -> ValidationError:
    """Return an error to be raised from a validator: a whole finding with what to do, shown as it is written."""
    return errors(finding(place, message, fix))


def finding(
    place: Place, message: str, fix: str, *, other: Place | None = None, up: int | None = None
) -> InitErrorDetails:
    """Return a whole finding with what to do. The line of the `other` place is told with the message.

    That place counts from the top of the file, or so many steps up from the finding's own.
    """
    context: dict[str, Any] = {"error": message, "fix": fix}
    context |= {} if other is None else {"other": other}
    context |= {} if up is None else {"up": up}
    return InitErrorDetails(type=PydanticCustomError(FINDING, "{error}。{fix}", context), loc=place, input=None)


def moved_below(place: Place, error: Any) -> InitErrorDetails:
    """Return a finding of `ValidationError.errors`, moved to a place below which it was made."""
    loc, context = (*place, *error["loc"]), error.get("ctx", {})
    if error["type"] == "value_error":
        return detail(loc, str(context["error"]), error["input"])
    if error["type"] == FINDING:
        return InitErrorDetails(type=PydanticCustomError(FINDING, "{error}。{fix}", context), loc=loc, input=None)
    return InitErrorDetails(type=error["type"], loc=loc, input=error["input"], ctx=context)
