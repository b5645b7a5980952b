"""The case on disk: schema, ledger, runs, and the one place that runs SQL. Statements come in, tables go out."""
