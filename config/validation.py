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
    kind = PydanticCustomError(FINDING, "{error}。{fix}", {"error": message, "fix": fix})
    return errors(InitErrorDetails(type=kind, loc=place, input=None))


def moved_below(place: Place, error: Any) -> InitErrorDetails:
    """Return a finding of `ValidationError.errors`, moved to a place below which it was made."""
    loc, context = (*place, *error["loc"]), error.get("ctx", {})
    if error["type"] == "value_error":
        return detail(loc, str(context["error"]), error["input"])
    return InitErrorDetails(type=error["type"], loc=loc, input=error["input"], ctx=context)
