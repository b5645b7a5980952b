"""A finished run: its rings, groups, members and the flat partition; it never changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, overload

import pyarrow as pa

from graphring.api.ring import Ring
from graphring.errors import NotFoundError
from graphring.model.inert import inert
from graphring.model.judged import RING_VERDICTS
from graphring.model.manifest import RunManifest
from graphring.model.summary import RingSummary
from graphring.store.runs import read_table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Rings(Sequence[Ring]):
    """Groups of a run, best first: a sequence that is also a table."""

    def __init__(self, rings: Sequence[Ring], table: pa.Table) -> None:
        self._rings, self._table = tuple(rings), table

    @overload
    def __getitem__(self, index: int) -> Ring: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Ring]: ...
    def __getitem__(self, index: int | slice) -> Ring | Sequence[Ring]:
        return self._rings[index]

    def __len__(self) -> int:
        return len(self._rings)

    def __iter__(self) -> Iterator[Ring]:
        return iter(self._rings)

    def to_arrow(self) -> pa.Table:
        """One row a group: ring_id, verdict, score, confidence, n_members, families, first_seen, last_seen, title, …"""
        return self._table

    def to_pandas(self) -> pd.DataFrame:
        """The same as a pandas frame; pandas must be installed."""
        return self._table.to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The same as a Polars frame; polars must be installed."""
        import polars as pl

        return pl.DataFrame(self._table)

    def __repr__(self) -> str:
        lines = [f"{len(self)} group{'s' * (len(self) != 1)}"]
        lines += [f"  {r.id}  {r.verdict:<9}  {r.score:+6.2f}  {r.title}" for r in self._rings[:20]]
        return "\n".join([*lines, f"  … {len(self) - 20} more"] if len(self) > 20 else lines)

    def _repr_html_(self) -> str:
        names = ("ring", "verdict", "score", "confidence", "members", "what", "best innocent explanation")
        head = "".join(f"<th>{name}</th>" for name in names)
        rows = "".join(
            f"<tr><td style='white-space: nowrap'><code>{escape(inert(r.id))}</code></td><td>{r.verdict}</td>"
            f"<td>{r.score:+.2f}</td>"
            f"<td>{r.summary.confidence}</td><td>{r.summary.n_members:,}</td><td>{escape(inert(r.title))}</td>"
            f"<td>{escape(inert(r.summary.best_rival.name))} {r.summary.best_rival.support:+.2f}</td></tr>"
            for r in self._rings[:50]
        )
        more = f"<p>… {len(self) - 50} more</p>" if len(self) > 50 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


class Run:
    """One run of a case, read from its files."""

    def __init__(self, case_path: Path, runs: Path, manifest: RunManifest) -> None:
        self.case_path, self._runs, self.manifest = case_path, runs, manifest

    @property
    def id(self) -> str:
        """The run's id."""
        return self.manifest.run_id

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know of this run."""
        return self.manifest.notices

    @cached_property
    def members(self) -> pa.Table:
        """account_id, ring_id, role, tier, verdict, probability of all groups, sorted by ring and account."""
        return read_table(self._runs, self.id, "members")

    @cached_property
    def communities(self) -> pa.Table:
        """account_id, community_id: the flat partition that was judged, every linked account once."""
        return read_table(self._runs, self.id, "communities")

    @cached_property
    def _summaries(self) -> dict[str, str]:
        table = read_table(self._runs, self.id, "summaries")
        return dict(zip(table["ring_id"].to_pylist(), table["summary"].to_pylist(), strict=True))

    def _rings_of(self, verdicts: Sequence[str] | None) -> Rings:
        table = read_table(self._runs, self.id, "groups")
        if verdicts is not None:
            table = table.filter(pa.array([v in verdicts for v in table["verdict"].to_pylist()], pa.bool_()))
        return Rings([self.ring(name) for name in table["ring_id"].to_pylist()], table)

    @cached_property
    def rings(self) -> Rings:
        """Groups whose verdict is ring or review, best first."""
        return self._rings_of(RING_VERDICTS)

    @cached_property
    def groups(self) -> Rings:
        """Every group that was judged, best first."""
        return self._rings_of(None)

    def ring(self, ring_id: str) -> Ring:
        """The group of that id; raises NotFoundError."""
        text = self._summaries.get(ring_id)
        if text is None:
            raise NotFoundError(
                f"no group {ring_id!r} in run {self.id}; `graphring rings {self.case_path} --all` lists what there is."
            )
        return Ring(RingSummary.model_validate_json(text))

    def report(self, to: str | Path, rings: Sequence[str] = (), formats: Sequence[str] = ("html",)) -> list[Path]:
        """Write reports of these rings, of all rings and an index when none is named; return what was written."""
        from graphring.report import About, write_index, write_report

        folder = Path(to)
        wanted = [self.ring(name) for name in rings] if rings else list(self.rings)
        written = [path for ring in wanted for path in write_report(ring.summary, folder, formats)]
        if rings:
            return written
        manifest = self.manifest
        about = About(
            case=self.case_path.name, run_id=self.id, created_at=manifest.created_at, notices=manifest.notices,
            inputs=manifest.inputs, counts=manifest.counts,
        )  # fmt: skip
        return [*write_index([ring.summary for ring in wanted], about, folder, formats), *written]

    def __repr__(self) -> str:
        counts = self.manifest.counts
        told = ", ".join(f"{counts[v]} {v}" for v in ("ring", "review", "explained", "weak"))
        return f"<Run {self.id} of {self.case_path.name}: {told}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(inert(repr(self)[1:-1]))}</p>{self.rings._repr_html_()}"
