"""Rings to documents: a ring summary comes in, files that open from disk without a network go out."""

from graphring.report.about import About
from graphring.report.as_evaluation import evaluation_text
from graphring.report.as_html import picture_text
from graphring.report.formats import FORMATS
from graphring.report.terminal import why_text
from graphring.report.write import report_text, write_evaluation, write_index, write_report

__all__ = [
    "FORMATS", "About", "evaluation_text", "picture_text", "report_text", "why_text", "write_evaluation", "write_index",
    "write_report",
]  # fmt: skip
