"""Statements that read a graph of our own schema fit what they are made for."""

from __future__ import annotations

import re

import pytest

from graphring.graphdb.read.own import parts
from graphring.graphdb.read.part import Part
from graphring.model.inputs import file_kind
from graphring.store.database import statement


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_a_part_has_columns_of_its_kind_of_file_and_its_parameters(part: Part) -> None:
    known = {column.name for column in file_kind(part.kind).columns}
    assert set(part.columns) <= known
    assert set(file_kind(part.kind).required) <= set(part.columns)
    assert set(re.findall(r"\$(\w+)", part.statement)) == set(part.parameters)


def test_reasons_that_a_run_gives_to_a_hub_are_known_as_such() -> None:
    (entities,) = [part for part in parts() if part.kind == "entities"]
    words = re.findall(r"'([^']*accounts [^']*)'", statement("evidence", "tenancy"))
    assert words
    for ours in words:
        begins = "7 of its 9" if "one organisation" in ours else "its 9"
        ends = " 3 organisations".removeprefix(" ") if ours.endswith("declare ") else ""
        ends = ends or ("2 of 8 share an instrument" if ours.endswith(": ") else "")
        assert re.fullmatch(entities.parameters["told_by_a_run"], f"{begins}{ours}{ends}")
