"""Query files: what is wrong with one is told with file and line, and stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphring.errors import InputError, NotFoundError
from graphring.graphdb.queries import library, read_query

GOOD = """\
// Accounts of a day
// question: Which accounts were made on a day?
// parameter: day time, the day
// parameter: most integer, so many
// returns: account
// shape: table
// identity: account
// caveat: none.
// maturity: trial
// revision: 1
WITH {day: '2026-01-01', most: 5} AS given
MATCH (a:Account)
RETURN a.id AS account
ORDER BY account;
"""


def written(folder: Path, text: str, name: str = "mine.cypher") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    query = read_query(written(tmp_path, GOOD))
    assert (query.name, query.header.title, query.shape, query.columns) == (
        "mine",
        "Accounts of a day",
        "table",
        ("account",),
    )
    assert [(p.name, p.type, p.default) for p in query.parameters] == [
        ("day", "time", "2026-01-01"),
        ("most", "integer", 5),
    ]
    assert query.statement.startswith("WITH $given AS given\nMATCH")
    assert query.values({"most": "7"}) == {"day": "2026-01-01", "most": 7}
    assert "WITH {day: '2026-02-02', most: 5} AS given" in query.pasted({"day": "2026-02-02"})


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("// Accounts of a day\n", "", 1, "first line is no title"),
        ("// caveat: none.\n", "", 1, "says nothing of caveat"),
        ("// caveat: none.", "// caveats: none.", 8, "one of question, parameter, returns"),
        ("// shape: table", "// shape: tabel", 6, "shape 'tabel' is none of table, graph, count"),
        ("// shape: table", "// shape: graph", 5, "name it path"),
        ("// identity: account", "// identity: ring", 7, "'ring' is not returned"),
        ("// revision: 1", "// revision: one", 10, "'one' is no whole number"),
        ("// maturity: trial", "// maturity: trial\n// maturity: trial", 10, "maturity stands twice"),
        ("// parameter: most integer, so many\n", "", 10, "does not say what most is"),
        ("// parameter: most integer", "// parameter: most number of", 11, "of type text, integer, number, time"),
        (", most: 5}", "}", 11, "most has no default"),
        ("most: 5}", "most: five}", 11, "no text in '…', number or null"),
        ("MATCH (a:Account)", "MATCH (a:Account {id: $id})", 12, "$id comes from nowhere"),
        ("MATCH (a:Account)", "RETURN 1;\nMATCH (a:Account)", 12, "a second one follows"),
        (GOOD[GOOD.index("WITH") :], "", 1, "no statement under the header"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(InputError) as raised:
        read_query(path)
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert told in str(raised.value)


def test_a_file_that_is_no_text_and_a_name_that_is_none(tmp_path: Path) -> None:
    binary = tmp_path / "binary.cypher"
    binary.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="can't be read"):
        read_query(binary)
    with pytest.raises(InputError, match="rename the file"):
        read_query(written(tmp_path, GOOD, "My Query.cypher"))


def test_a_broken_file_stops_no_other(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    broken = written(tmp_path, "MATCH (n) RETURN n", "broken.cypher")
    taken = written(tmp_path, GOOD, "rings.cypher")
    found = library(tmp_path)
    assert found.named("mine").header.title == "Accounts of a day"
    assert found.named("rings").header.title == "Rings today"
    assert set(found.faults) == {broken, taken}
    with pytest.raises(InputError, match="first line is no title"):
        found.named("broken")
    with pytest.raises(NotFoundError, match="queries list"):
        found.named("unheard_of")
    with pytest.raises(NotFoundError, match="no folder"):
        library(tmp_path / "nowhere")


@pytest.mark.parametrize(("name", "word"), [("most", "many"), ("most", "1.5"), ("day", "yesterday")])
def test_a_value_of_another_type_is_told(tmp_path: Path, name: str, word: str) -> None:
    with pytest.raises(InputError, match=f"'{word}' is no {name}; give a"):
        read_query(written(tmp_path, GOOD)).values({name: word})


def test_an_unknown_parameter_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no parameter 'ring'; it has day, most"):
        read_query(written(tmp_path, GOOD)).values({"ring": "x"})
