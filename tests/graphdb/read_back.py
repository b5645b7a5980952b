"""What tests of reading share: what a run says but for its files, and a foreign graph as others make one."""

from __future__ import annotations

import json
from typing import Any

import graphring as gr


def judged(run: gr.Run) -> dict[str, Any]:
    """All that a run says of its groups, without its number and the names and digests of its files."""
    groups = []
    for group in run.groups:
        told = json.loads(group.summary.model_dump_json())
        for name in ("inputs", "run_id"):
            told["method"].pop(name)
        groups.append(told)
    return {"members": run.members.to_pylist(), "communities": run.communities.to_pylist(), "groups": groups}
