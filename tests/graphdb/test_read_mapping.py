"""A mapping is checked as a whole: every mistake is told with its place and the mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphring.errors import InputError
from graphring.graphdb.read.foreign import wanted
from graphring.graphdb.read.mapping import graph_mapping

LINK = {"type": "HAS_CC", "label": "Card", "key": "number", "kind": "card"}
GOOD: dict[str, Any] = {"account": {"label": "User", "key": "guid"}, "links": [LINK]}


def fault(given: Any) -> str:
    with pytest.raises(InputError) as raised:
        graph_mapping(given)
    told = str(raised.value)
    assert "\n" not in told
    return told


def test_a_file_and_dictionaries_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        '[account]\nlabel = "User"\nkey = "guid"\n\n[[links]]\ntype = "HAS_CC"\nlabel = "Card"\nkey = "number"\n'
        'kind = "card"\n'
    )
    assert graph_mapping(path) == graph_mapping(str(path)) == graph_mapping(GOOD)
    assert graph_mapping(GOOD).links[0].kind == "payment_instrument"


def test_every_mistake_is_told_at_once() -> None:
    told = fault({
        "account": {"label": "User", "columns": {"creatd_at": "since"}},
        "links": [LINK, {**LINK, "direction": "sideways", "tpye": "X", "family": "cards"}],
        "relation": [],
    })  # fmt: skip
    for words in (
        "the mapping has 6 mistake(s): ", "account, key: it is missing", "accounts have no creatd_at; there are c",
        "links 2, direction: use one of 'out' or 'in'", "links 2, tpye: there is no such entry; there are type, label",
        "links 2, family: use one of 'payment'", "relation: there is no such entry; there are account, links, rel",
    ):  # fmt: skip
        assert words in told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"links": []}, "neither [[links]] nor [[relations]]"),
        ({"links": [LINK, {**LINK, "key": "pan"}]}, "HAS_CC as payment_instrument is there twice"),
        ({"links": [{**LINK, "family": "device"}]}, "payment_instrument is a kind of ours, of the family payment"),
        ({"links": [{**LINK, "kind": "n/a"}]}, "links 1, kind: a placeholder, not a value; name a kind such as device"),
        ({"links": [{**LINK, "key": 3}]}, "links 1, key: give one text, in quotes"),
        ({"links": LINK}, "links: give a list of tables, [[…]]"),
        ({"account": "User"}, "account: give a table"),
        ({"links": [{**LINK, "label": ""}]}, "links 1, label: give a name of 1 to 200 characters"),
    ],
)
def test_each_mistake_has_its_mend(change: dict[str, Any], words: str) -> None:
    assert words in fault({**GOOD, **change})


@pytest.mark.parametrize("text", ["A\\u0060) DETACH DELETE n //", "two\nlines", "zero\u200bwidth"])
def test_names_that_could_end_their_quotes_are_refused(text: str) -> None:
    for place in ("type", "label", "key"):
        assert f"links 1, {place}: take the backslash" in fault({**GOOD, "links": [{**LINK, place: text}]})


def test_a_backtick_is_quoted() -> None:
    (links,) = wanted(graph_mapping({**GOOD, "links": [{**LINK, "label": "x`) DETACH DELETE n //"}]}))
    assert "-[r:`HAS_CC`]->(b:`x``) DETACH DELETE n //`)" in links.part.statement


def test_a_file_that_can_t_be_read_says_why(tmp_path: Path) -> None:
    assert "check the path" in fault(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("[account\n")
    assert "is not a TOML file" in fault(tmp_path / "bad.toml")
