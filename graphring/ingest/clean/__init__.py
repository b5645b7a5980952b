"""Cleaners: one small file per kind of identifier. Distinct values come in, canonical ones or reasons go out."""

from graphring.ingest.clean.cleaned import Cleaned, Cleaner
from graphring.ingest.clean.registry import PLAIN, cleaners, entity_cleaner, of_stored_ids

__all__ = ["PLAIN", "Cleaned", "Cleaner", "cleaners", "entity_cleaner", "of_stored_ids"]
