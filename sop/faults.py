"""Errors in a group's YAML at their own place, so that each is reported on its line."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError


def detail(loc: tuple[Any, ...], message: str, given: object) -> InitErrorDetails:
    """One finding at a place below the thing that is validated."""
    kind = PydanticCustomError("value_error", "{error}", {"error": message})
    return InitErrorDetails(type=kind, loc=loc, input=given)


def fault(loc: tuple[Any, ...], message: str, given: object) -> ValidationError:
    """An error with one finding, to be raised."""
    return ValidationError.from_exception_data("sop", [detail(loc, message, given)])
