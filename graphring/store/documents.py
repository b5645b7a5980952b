"""Reports and records of what was published that name an account: they go, and are made again without it."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ArrowException, parquet

from graphring.store.redactor import Redactor


def remove_reports(folder: Path, ids: Iterable[str]) -> list[str]:
    """Remove the files that hold one of these ids, and those that are no text and may; their names in the folder."""
    forms = sorted({form for one in ids for form in _forms(one)})
    gone = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and _may_hold(path, forms)
    ]
    for path in gone:
        path.unlink()
    return [str(path.relative_to(folder)) for path in gone]


def _forms(one: str) -> set[bytes]:
    """An id as formats write it."""
    texts = {
        one, html.escape(one), html.escape(one, quote=False), json.dumps(one)[1:-1], quote(one), quote(one, safe=""),
        json.dumps(one, ensure_ascii=False)[1:-1], one.replace('"', '""'),
    }  # fmt: skip
    return {text.encode() for text in texts}


def _may_hold(path: Path, forms: list[bytes]) -> bool:
    content = path.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError:
        return True
    return b"\0" in content or any(form in content for form in forms)


def drop_publications(folder: Path, out: Redactor) -> bool:
    """Forget what a Neo4j was sent, where it was sent one of these accounts; whether that was so.

    The next publish compares the graph itself with the case and deletes there what the case has no more.
    """
    named = [one for one in sorted(folder.glob("*")) if one.is_dir() and any(_name_one(one, out))]
    for one in named:
        shutil.rmtree(one)
    return bool(named)


def _name_one(folder: Path, out: Redactor) -> Iterable[bool]:
    """Of each table in a folder, whether it has one of these ids in a column of text."""
    ids = pa.array(sorted(out.ids), pa.string())
    for path in sorted(folder.rglob("*")):
        if path.suffix != ".parquet" and not path.name.endswith(".draft"):
            continue
        try:
            table = parquet.read_table(path, partitioning=None)
        except (OSError, ArrowException):
            yield True  # broken off while it was written: of no use to anybody
            continue
        texts = [column for column in table.columns if pa.types.is_string(column.type)]
        yield any(pc.any(pc.is_in(column, value_set=ids)).as_py() for column in texts)
