"""Scheduled exports: statement files with a header come in, whole files with a manifest go out, each row once."""
