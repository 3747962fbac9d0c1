"""Sidecars as people might write them: every indentation, every style of value, comments wherever they may stand."""

from __future__ import annotations

import json

from hypothesis import strategies as st

WORDS = st.lists(
    st.sampled_from(
        ["bridge", "the", "Orlow’s", "كان", "桥", "no", "2000", "it's", "a#b", "café", "🌉", "“so”", "-", "x: y"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
KEYS = (
    "id",
    "quote",
    "prefix",
    "suffix",
    "kind",
    "verdict",
    "note",
    "see",
    "tags",
    "author",
    "created",
    "status",
    "odd",
)
GAPS = st.sampled_from(["", "", "", " ", "   "])
SAFE = st.sampled_from(["bridge", "the mayor", "counted", "Orlow’s", "桥 桥"])


@st.composite
def scalars(draw: st.DrawFn, margin: int) -> str:
    """A value as it stands after `key:`; later lines are indented by more than `margin`."""
    words = draw(WORDS)
    deeper = " " * (margin + draw(st.integers(1, 5)))
    style = draw(
        st.sampled_from(
            [
                "plain",
                "folded",
                "single",
                "double",
                "long double",
                "|",
                ">",
                "|-",
                ">-",
                "|+",
                "|2",
                ">2-",
                "flow",
                "map",
            ]
        )
    )
    if style == "plain":
        return " " + draw(SAFE)
    if style == "folded":
        return f" {draw(SAFE)}\n{deeper}{draw(SAFE)}"
    if style == "single":
        return " '" + words.replace("'", "''") + "'"
    if style == "double":
        return " " + json.dumps(words, ensure_ascii=False)
    if style == "long double":
        return f' "{draw(SAFE)}\n\n{deeper}{draw(SAFE)} \\\n{deeper}{draw(SAFE)}"'
    if style == "flow":
        inner = draw(st.sampled_from([f"\n{deeper}", " ", f"  # in brackets\n{deeper}"]))
        return f" [{draw(SAFE)},{inner}'{draw(SAFE)}']"
    if style == "map":
        return f" {{quote: {draw(SAFE)}, suffix: '{draw(SAFE)}'}}"
    if style[1:2] == "2":
        deeper = " " * (margin + 2)
    rows = draw(
        st.lists(st.one_of(WORDS, st.just(""), WORDS.map(lambda w: f"  {w}"), st.just("# no comment")), max_size=4)
    )
    body = "".join(f"\n{deeper}{row}" if row else "\n" for row in [words, *rows])
    comment = draw(st.sampled_from(["", "  # of the text"]))
    return f" {style}{comment}{body}"


@st.composite
def remarks(draw: st.DrawFn, columns: tuple[int, ...]) -> str:
    """Blank lines and comments between two keys."""
    made = ""
    for kind in draw(st.lists(st.sampled_from(["blank", "comment", "spaces"]), max_size=3)):
        if kind == "comment":
            made += " " * draw(st.sampled_from(columns)) + f"# {draw(WORDS)}\n"
        else:
            made += "\n" if kind == "blank" else "   \n"
    return made


@st.composite
def items(draw: st.DrawFn, dash: int, number: int) -> str:
    """One annotation; its keys in any order."""
    gap = draw(st.integers(1, 4))
    column = dash + 1 + gap
    keys = draw(st.permutations(KEYS[1:]))[: draw(st.integers(1, 6))]
    keys.insert(draw(st.integers(0, len(keys))), "id")
    made = ""
    for place, key in enumerate(keys):
        value = f" note-{number}" if key == "id" else draw(scalars(column))
        tail = draw(st.sampled_from(["", "", "  # said so", "  "])) if "\n" not in value else ""
        opening = " " * dash + "-" + " " * gap if place == 0 else " " * column
        made += "" if place == 0 else draw(remarks((dash, column)))
        made += f"{opening}{key}{draw(GAPS)}:{draw(GAPS)}{value}{tail}\n"
    return made


@st.composite
def sidecars(draw: st.DrawFn) -> bytes:
    """A whole file, with either line end, perhaps a byte order mark, perhaps no line end at its end."""
    inner, dash = draw(st.integers(1, 5)), draw(st.integers(0, 4))
    text = draw(remarks((0,))) + "article:\n"
    text += f"{' ' * inner}title: The bridge\n{draw(remarks((0, inner)))}{' ' * inner}summary:{draw(scalars(inner))}\n"
    text += draw(remarks((0,))) + "annotations:\n"
    for number in range(draw(st.integers(1, 3))):
        text += draw(remarks((0, dash) if number else (dash,))) + draw(items(dash, number))
    text += draw(remarks((0,)))
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return (draw(st.sampled_from(["", "\ufeff"])) + text).encode()
