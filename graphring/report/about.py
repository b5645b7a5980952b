"""About: what an index says of the run whose rings it lists."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from graphring.model.judged import VERDICTS, Frozen, Verdict
from graphring.model.manifest import InputFile


class About(Frozen):
    """The run behind an index: its case, what went in, what came out, what a reader must know."""

    case: str = Field(description="name of the case")
    run_id: str
    created_at: datetime
    inputs: tuple[InputFile, ...] = ()
    counts: dict[str, int] = Field(
        default_factory=dict, description="as in the manifest; one of each verdict among them"
    )
    notices: tuple[str, ...] = ()

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many groups of each verdict the run has."""
        return {verdict: self.counts.get(verdict, 0) for verdict in VERDICTS}

    @property
    def n_rows(self) -> int:
        """Rows read."""
        return sum(file.rows for file in self.inputs)

    @property
    def n_used(self) -> int:
        """Rows used."""
        return sum(file.used for file in self.inputs)

    @property
    def n_rejected(self) -> int:
        """Rows not used, each with its reason in the case."""
        return sum(file.rejected for file in self.inputs)

    @property
    def n_repeated(self) -> int:
        """Rows seen before."""
        return sum(file.repeated for file in self.inputs)
