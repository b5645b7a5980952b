"""The formats of reports: one file and one row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graphring.model.summary import RingSummary
from graphring.report import as_html, as_json, as_markdown
from graphring.report.about import About


@dataclass(frozen=True)
class Format:
    """How one ring, and the index of many, become text."""

    ring: Callable[[RingSummary], str]
    index: Callable[[Sequence[RingSummary], About], str]


FORMATS: Final[Mapping[str, Format]] = MappingProxyType({
    "html": Format(as_html.ring_text, as_html.index_text),
    "md": Format(as_markdown.ring_text, as_markdown.index_text),
    "json": Format(as_json.ring_text, as_json.index_text),
})  # fmt: skip
"""By the ending of the files."""
