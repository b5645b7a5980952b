"""The JSON document is the summary, and the published schema says what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphring.model.summary import RingSummary
from graphring.report import About, report_text
from graphring.report.as_json import index_text, schema

PUBLISHED = Path(__file__).parents[2] / "docs" / "ring-summary.schema.json"
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
SILENT = {"title", "description", "default", "$defs", "$schema", "format", "$ref", "anyOf"}


def faults(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str = "$") -> list[str]:
    """What of a document breaks a schema: the keywords that our schema uses, any other is a fault itself."""
    if "$ref" in rule:
        return faults(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root, where)
    if "anyOf" in rule:
        return (
            [] if any(not faults(value, each, root, where) for each in rule["anyOf"]) else [f"{where}: none of anyOf"]
        )
    found = [f"{where}: unknown keyword {k}" for k in rule if k not in SILENT | CHECKS.keys()]
    if "type" in rule and (wrong := _type(value, rule, root, where)):
        return found + wrong
    for keyword, check in CHECKS.items():
        if keyword in rule:
            found += check(value, rule, root, where)
    return found


def _type(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    if rule["type"] == "number":
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    else:
        fits = isinstance(value, TYPES[rule["type"]]) and not (isinstance(value, bool) and rule["type"] == "integer")
    return [] if fits else [f"{where}: not of type {rule['type']}"]


def _properties(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    return [f for k, r in rule["properties"].items() if k in value for f in faults(value[k], r, root, f"{where}.{k}")]


def _additional(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    extra, other = sorted(set(value) - set(rule.get("properties", ()))), rule["additionalProperties"]
    if other is False:
        return [f"{where}: unknown {name}" for name in extra]
    if other is True:
        return []
    return [f for name in extra for f in faults(value[name], other, root, f"{where}.{name}")]


def _names(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    return [f for name in value for f in faults(name, rule["propertyNames"], root, f"{where}.{name}")]


def _items(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    return [f for i, item in enumerate(value) for f in faults(item, rule["items"], root, f"{where}[{i}]")]


def _prefix(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str) -> list[str]:
    pairs = zip(value, rule["prefixItems"], strict=False)
    return [f for i, (item, r) in enumerate(pairs) for f in faults(item, r, root, f"{where}[{i}]")]


CHECKS = {
    "type": _type,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "items": _items,
    "prefixItems": _prefix,
    "required": lambda v, r, _, w: [f"{w}: {name} is missing" for name in r["required"] if name not in v],
    "enum": lambda v, r, _, w: [] if v in r["enum"] else [f"{w}: not one of {r['enum']}"],
    "minItems": lambda v, r, _, w: [] if len(v) >= r["minItems"] else [f"{w}: too few"],
    "maxItems": lambda v, r, _, w: [] if len(v) <= r["maxItems"] else [f"{w}: too many"],
}


def test_the_published_schema_is_that_of_the_program() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


def test_every_document_fits_the_published_schema(anyone: RingSummary) -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert faults(json.loads(report_text(anyone, "json")), published, published) == []


def test_a_document_that_does_not_fit_is_noticed(plain: RingSummary) -> None:
    document = json.loads(report_text(plain, "json"))
    broken = [{**document, "verdict": "guilty"}, {**document, "score": "high"},
              {**document, "more": 1}, {**document, "bottom_line": ["one"]}]  # fmt: skip
    broken.append({k: v for k, v in document.items() if k != "rings" and k != "hubs"})
    assert all(faults(each, schema(), schema()) for each in broken)


def test_it_reads_back_as_the_same_summary(anyone: RingSummary) -> None:
    assert RingSummary.model_validate_json(report_text(anyone, "json")) == anyone


def test_it_is_plain_ascii_whatever_is_in_it(hostile: RingSummary, about: About) -> None:
    for text in (report_text(hostile, "json"), index_text([hostile], about)):
        assert text.isascii()
        assert all(c.isprintable() or c == "\n" for c in text)


def test_the_index_names_the_files(plain: RingSummary, hostile: RingSummary, about: About) -> None:
    document = json.loads(index_text([plain, hostile], about))
    assert [ring["ring_id"] for ring in document["rings"]] == [plain.ring_id, hostile.ring_id]
    assert document["rings"][0]["file"] == f"{plain.ring_id}.json"
    assert document["rings"][0]["score"] == pytest.approx(3.27)
    assert document["about"]["counts"]["weak"] == 19
