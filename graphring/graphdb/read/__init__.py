"""Graphs that already live in Neo4j: labels, types and keys come in, sources for an ingest go out."""
