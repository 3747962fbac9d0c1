"""JSON from elsewhere: a value, or the reason why not. Nothing of what it holds is trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from build_scripts.findings import Code, Finding, Severity
from build_scripts.model import Place
from build_scripts.reading.fields import shown

Object = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written: none is too large, and none is taken for a text."""

    text: str


class WrongTypeError(ValueError):
    """A value is not of the type its format says; the message names the key, on one line."""


def read_json(path: str, data: bytes, code: Code) -> tuple[object, tuple[Finding, ...]]:
    """The value in `data` (RFC 8259, UTF-8 with or without a byte order mark); None, with an error, when there is none.

    Of a key that stands twice the last counts.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_int=Number, parse_float=Number, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        return None, (_refused(path, code, Place(path), f"byte {error.start + 1} is not UTF-8"),)
    except json.JSONDecodeError as error:
        return None, (_refused(path, code, Place(path, error.lineno, error.colno), f"{error.msg}"),)
    except RecursionError:
        return None, (_refused(path, code, Place(path), "it is nested too deeply"),)
    except ValueError as error:
        return None, (_refused(path, code, Place(path), str(error)),)
    return value, ()


def text_at(value: Object, *keys: str) -> str:
    """The text under the first of `keys` that has one; empty when none has. Raises `WrongTypeError`."""
    for key in keys:
        found = value.get(key)
        if found is not None and not isinstance(found, str):
            raise WrongTypeError(f"`{key}` is not a text")
        if found:
            return found
    return ""


def texts_at(value: Object, key: str) -> tuple[str, ...]:
    """The texts under `key`, one or a list; empty when there is none. Raises `WrongTypeError`."""
    found = as_list(value.get(key))
    if not all(isinstance(one, str) for one in found):
        raise WrongTypeError(f"`{key}` is not a list of texts")
    return tuple(str(one) for one in found if one)


def as_list(value: object) -> list[object]:
    """JSON-LD's habit: one thing stands for a list of one, nothing for an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def as_object(value: object, what: str) -> Object:
    """Raises `WrongTypeError` for anything that is no object."""
    if not isinstance(value, dict):
        raise WrongTypeError(f"{what} is not an object")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _refused(path: str, code: Code, place: Place, why: str) -> Finding:
    hint = "Export it again as JSON, and do not edit it by hand."
    return Finding(code, Severity.ERROR, place, f"{shown(path)} can't be read as JSON: {shown(why)}", hint)
