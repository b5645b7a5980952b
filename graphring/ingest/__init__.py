"""Files to clean tables: paths and frames come in; ledger, rows, rejects and derived tables of the case go out."""

from graphring.ingest.intake import ingest
from graphring.ingest.source import Options, Source

__all__ = ["Options", "Source", "ingest"]
