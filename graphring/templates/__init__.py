"""In: prompts, and who sent them. Out: which are one template; of their text only what several accounts share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["templates"]


def templates(
    prompts: Sequence[str | None], accounts: Sequence[Any] | None = None, min_support: int = 4, min_accounts: int = 4
) -> Any:
    """The template of every prompt, as an Arrow table: row, template_id (null where it has none).

    A template is what at least `min_support` prompts of at least `min_accounts` accounts have in common; without
    `accounts` every prompt counts as an account's own. Raises ValueError where prompts and accounts differ in number.
    """
    from graphring.templates.grouping import templates_of

    return templates_of(prompts, accounts, min_support, min_accounts)
