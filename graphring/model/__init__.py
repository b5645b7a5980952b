"""Frozen data that every room speaks: entity kinds, verdicts, signals, hypotheses, ring summaries, manifests."""
