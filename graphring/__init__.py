"""graphring finds coordinated account rings behind an AI API, says why, and says what innocent thing else it could be.

>>> import graphring as gr
>>> case = gr.Case.create("mycase")     # doctest: +SKIP
>>> case.ingest("exchanges.parquet")    # doctest: +SKIP
>>> run = case.find_rings()             # doctest: +SKIP
>>> print(run.rings[0].why())           # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Not lazy (they import nothing heavy): the rooms have the functions' names, and importing a room first would bind that.
from graphring.evaluate import evaluate
from graphring.simulate import simulate
from graphring.templates import templates

if TYPE_CHECKING:
    from graphring.api.case import Case
    from graphring.api.ring import Ring
    from graphring.api.run import Run
    from graphring.detect import communities
    from graphring.errors import (
        CaseBusyError,
        CaseDamagedError,
        CaseError,
        CaseNotFoundError,
        GraphDatabaseAccessError,
        GraphDatabaseBusyError,
        GraphDatabaseError,
        GraphDatabaseFullError,
        GraphDatabaseGdsError,
        GraphDatabaseLimitError,
        GraphDatabaseLostError,
        GraphDatabaseNameError,
        GraphDatabaseQueryError,
        GraphDatabaseTakenError,
        GraphDatabaseTooOldError,
        GraphDatabaseUnreachableError,
        GraphringError,
        InputError,
        JobBusyError,
        JobError,
        LimitError,
        NotFoundError,
        SettingsError,
        StorageError,
    )
    from graphring.evaluate import agreement
    from graphring.evidence import coactivity
    from graphring.report import write_evaluation
    from graphring.settings import Settings

__version__ = "0.1.0"

_HOME = {
    "Case": "graphring.api.case",
    "CaseBusyError": "graphring.errors",
    "CaseDamagedError": "graphring.errors",
    "CaseError": "graphring.errors",
    "CaseNotFoundError": "graphring.errors",
    "GraphDatabaseAccessError": "graphring.errors",
    "GraphDatabaseBusyError": "graphring.errors",
    "GraphDatabaseError": "graphring.errors",
    "GraphDatabaseFullError": "graphring.errors",
    "GraphDatabaseGdsError": "graphring.errors",
    "GraphDatabaseLimitError": "graphring.errors",
    "GraphDatabaseLostError": "graphring.errors",
    "GraphDatabaseNameError": "graphring.errors",
    "GraphDatabaseQueryError": "graphring.errors",
    "GraphDatabaseTakenError": "graphring.errors",
    "GraphDatabaseTooOldError": "graphring.errors",
    "GraphDatabaseUnreachableError": "graphring.errors",
    "GraphringError": "graphring.errors",
    "InputError": "graphring.errors",
    "JobBusyError": "graphring.errors",
    "JobError": "graphring.errors",
    "LimitError": "graphring.errors",
    "NotFoundError": "graphring.errors",
    "Ring": "graphring.api.ring",
    "Run": "graphring.api.run",
    "Settings": "graphring.settings",
    "SettingsError": "graphring.errors",
    "StorageError": "graphring.errors",
    "agreement": "graphring.evaluate",
    "coactivity": "graphring.evidence",
    "communities": "graphring.detect",
    "write_evaluation": "graphring.report",
}

__all__ = [
    "Case",
    "CaseBusyError",
    "CaseDamagedError",
    "CaseError",
    "CaseNotFoundError",
    "GraphDatabaseAccessError",
    "GraphDatabaseBusyError",
    "GraphDatabaseError",
    "GraphDatabaseFullError",
    "GraphDatabaseGdsError",
    "GraphDatabaseLimitError",
    "GraphDatabaseLostError",
    "GraphDatabaseNameError",
    "GraphDatabaseQueryError",
    "GraphDatabaseTakenError",
    "GraphDatabaseTooOldError",
    "GraphDatabaseUnreachableError",
    "GraphringError",
    "InputError",
    "JobBusyError",
    "JobError",
    "LimitError",
    "NotFoundError",
    "Ring",
    "Run",
    "Settings",
    "SettingsError",
    "StorageError",
    "agreement",
    "coactivity",
    "communities",
    "evaluate",
    "simulate",
    "templates",
    "write_evaluation",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `graphring --help` is fast."""
    if name not in _HOME:
        raise AttributeError(f"module 'graphring' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
