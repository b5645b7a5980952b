"""Files and tables in: rows that statements can read, every one with its true line, and lines that are no rows."""

from graphring.ingest.read.opened import opened
from graphring.ingest.read.relation import Reader, Relation, Unread

__all__ = ["Reader", "Relation", "Unread", "opened"]
