"""Groups to ring summaries: the details behind every number, fetched for all groups at once."""

from graphring.judge.summary.build import summaries

__all__ = ["summaries"]
