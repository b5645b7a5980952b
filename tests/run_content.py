"""What a run says, for tests that compare two of them."""

from __future__ import annotations

import json
from typing import Any

import graphring as gr


def content(run: gr.Run) -> dict[str, Any]:
    """All that a run says, without the names and digests of its files and the run's own number."""
    groups = []
    for group in run.groups:
        told = json.loads(group.summary.model_dump_json())
        for name in ("inputs", "run_id"):
            told["method"].pop(name)
        groups.append(told)
    return {"members": run.members.to_pylist(), "communities": run.communities.to_pylist(), "groups": groups}
