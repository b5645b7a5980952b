"""One group in the hand: why, who, what ties two of them, as a picture or a graph."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from graphring.errors import InputError, NotFoundError
from graphring.model.inert import inert
from graphring.model.judged import Verdict
from graphring.model.summary import Member, RingSummary, Tie


class Why:
    """The evidence line by line; print it."""

    def __init__(self, summary: RingSummary) -> None:
        self.summary = summary

    def __str__(self) -> str:
        from graphring.report import why_text

        return why_text(self.summary)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f'<pre style="font-family: monospace">{escape(str(self))}</pre>'


class RingPicture:
    """Who shares what, as a drawing: a notebook shows it, `svg` holds its text."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<RingPicture: SVG of {len(self.svg):,} characters>"


class Ring:
    """A group of a run; called a ring only where its verdict is ring or review."""

    def __init__(self, summary: RingSummary) -> None:
        self.summary = summary

    @property
    def id(self) -> str:
        """The id, carried from run to run."""
        return self.summary.ring_id

    @property
    def verdict(self) -> Verdict:
        """`ring`, `review`, `explained` or `weak`."""
        return self.summary.verdict

    @property
    def score(self) -> Decimal:
        """log10 odds, exactly the prior plus the rows of `why`."""
        return self.summary.score

    @property
    def title(self) -> str:
        """A short name made of the evidence."""
        return self.summary.title

    @property
    def members(self) -> tuple[Member, ...]:
        """The members, core first."""
        return self.summary.members

    def why(self) -> Why:
        """The evidence, line by line, adding up to the score."""
        return Why(self.summary)

    def picture(self) -> RingPicture:
        """Members in the middle, what they share on both sides by family of evidence."""
        from graphring.report import picture_text

        return RingPicture(picture_text(self.summary))

    def tie(self, account_a: str, account_b: str) -> Tie:
        """The tie of two members with the rows that add up to its weight; raises NotFoundError where none is kept."""
        for tie in self.summary.ties:
            if {tie.account_a, tie.account_b} == {account_a, account_b}:
                return tie
        raise NotFoundError(
            f"no tie of {account_a!r} and {account_b!r} among the {len(self.summary.ties):,} strongest of {self.id}; "
            "raise report.max_ties in the settings and find again to keep more."
        )

    def to_networkx(self) -> Any:
        """Members and the ties between them as an undirected networkx graph; networkx must be installed.

        Nodes are account ids with `tier`, edges their ties with `weight` (nats) and `families`.
        """
        import networkx as nx

        graph = nx.Graph(ring_id=self.id, verdict=self.verdict, score=float(self.score))
        graph.add_nodes_from((m.account_id, {"tier": m.tier}) for m in self.members)
        graph.add_edges_from(
            (t.account_a, t.account_b, {"weight": t.weight, "families": t.families}) for t in self.summary.ties
        )
        return graph

    def report(self, path: str | Path) -> Path:
        """Write the report to this file; its ending says the format (.html, .md, .json).

        A page of very many members has them all in a CSV file beside it.
        """
        from graphring.report import FORMATS
        from graphring.report.write import write_page

        target = Path(path)
        ending = target.suffix.lstrip(".")
        if ending not in FORMATS:
            raise InputError(f"{target.name} does not end in {', '.join('.' + f for f in FORMATS)}: name the file so.")
        return write_page(self.summary, target)[0]

    def __repr__(self) -> str:
        return f"<Ring {self.id}: {self.verdict} {self.score:+.2f}, {self.title}>"

    def _repr_html_(self) -> str:
        first, second = self.summary.bottom_line
        told = escape(inert(f"{self.score:+.2f}, confidence {self.summary.confidence}. {first} {second}"))
        return f"<h4>{escape(inert(self.title))}</h4><p><b>{self.verdict}</b> {told}</p>"
