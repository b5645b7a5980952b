"""The schema as data, and the files that are made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphring.errors import InputError
from graphring.graphdb.declared import kind_rows, words_of
from graphring.graphdb.files import cypher_folder
from graphring.graphdb.generated import made
from graphring.graphdb.schema import KIND_WORDS, LINKS, NODES
from graphring.model.kinds import KINDS

ROOT = Path(__file__).parents[2]


def test_what_is_made_of_the_schema_is_up_to_date() -> None:
    for path, text in made().items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, f"{path}: `make docs` writes it"


def test_no_statement_file_is_left_over() -> None:
    kept = {
        path.relative_to(ROOT) for part in ("load", "schema") for path in (cypher_folder() / part).rglob("*.cypher")
    }
    assert kept <= set(made())


def test_every_built_in_kind_has_a_label_and_a_type_of_its_own() -> None:
    assert list(KIND_WORDS) == [kind.name for kind in KINDS]
    assert len({words for pair in KIND_WORDS.values() for words in pair}) == 2 * len(KINDS)


def test_names_of_tables_are_unique() -> None:
    names = [row.name for row in (*NODES, *LINKS)]
    assert len(set(names)) == len(names)


def test_a_declared_kind_gets_a_label_and_a_type() -> None:
    assert words_of("browser profile") == ("BrowserProfile", "USED_BROWSER_PROFILE")
    assert words_of("TLS-ja3.hash") == ("TLSJa3Hash", "USED_TLS_JA3_HASH")


@pytest.mark.parametrize(
    "kind", ["", "1st", "ключ", "a`b", "a\nb", "a:B", "account", "entity", "previous ring", "Device "]
)
def test_a_kind_that_can_be_no_label_is_refused(kind: str) -> None:
    with pytest.raises(InputError, match="can be no label in Neo4j"):
        words_of(kind)


def test_two_kinds_with_one_label_are_refused() -> None:
    with pytest.raises(InputError, match="'my kind' and 'my_kind' would both be MyKind"):
        kind_rows(["my kind", "my_kind"])
