"""The job's parameters: key=value arguments, each with a type."""

import re
import sys
from dataclasses import dataclass
from typing import Any, Callable

FORMATS = ("files", "delta", "iceberg")
STEPS = ("bronze", "silver", "gold", "maintain")


@dataclass(frozen=True)
class Parameter:
    read: Callable[[str], Any]
    # None: the parameter has to be given.
    default: str | None
    allowed: str


def location(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*://[^\s]+", value):
        raise ValueError
    return value.rstrip("/")


def identifier(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", value):
        raise ValueError
    return value


def one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError
        return value

    return read


def some_of(choices: tuple[str, ...]) -> Callable[[str], list[str]]:
    """In the order of the choices, whatever the order in which they are given."""

    def read(value: str) -> list[str]:
        given = value.split(",")
        if not set(given) <= set(choices) or len(set(given)) < len(given):
            raise ValueError
        return [choice for choice in choices if choice in given]

    return read


def months(value: str) -> list[int]:
    """`1-3,7` is [1, 2, 3, 7]."""
    found: set[int] = set()
    for part in value.split(","):
        ends = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", part)
        if not ends:
            raise ValueError
        first, last = int(ends[1]), int(ends[2] or ends[1])
        if not 1 <= first <= last <= 12:
            raise ValueError
        found.update(range(first, last + 1))
    return sorted(found)


def whole_number(value: str) -> int:
    if not re.fullmatch(r"\d{1,9}", value):
        raise ValueError
    return int(value)


PARAMETERS = {
    "lake": Parameter(location, None, "a URI such as s3a://acme-lake/flights"),
    "format": Parameter(one_of(FORMATS), None, f"one of {', '.join(FORMATS)}"),
    "months": Parameter(months, "1-12", "months such as 1-3,7"),
    "steps": Parameter(
        some_of(STEPS), "bronze,silver,gold", f"some of {', '.join(STEPS)}, each once"
    ),
    "catalog": Parameter(identifier, "lake", "the name of an Iceberg catalog"),
    "database": Parameter(identifier, "flights", "the name of a database of that catalog"),
    "keep_hours": Parameter(whole_number, "168", "a whole number of hours"),
}


def read_parameters(arguments: list[str]) -> dict[str, Any]:
    """Stops with a message that lists everything that is wrong."""
    given, problems = {}, []
    for argument in arguments:
        key, separator, value = argument.partition("=")
        if key not in PARAMETERS or not separator:
            problems.append(
                f"unknown argument {argument!r}; known: {', '.join(PARAMETERS)} (as key=value)"
            )
        elif key in given:
            problems.append(f"{key} is given twice")
        else:
            given[key] = value
    values = {}
    for key, parameter in PARAMETERS.items():
        value = given.get(key, parameter.default)
        if value is None:
            problems.append(f"{key} is missing: give {key}=<{parameter.allowed}>")
            continue
        try:
            values[key] = parameter.read(value)
        except ValueError:
            problems.append(f"{key}={value!r} is not {parameter.allowed}")
    if problems:
        sys.exit("\n".join(problems))
    return values
