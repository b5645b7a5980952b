"""In: prompts, and who sent them. Out: which are one template; of their text only what several accounts share."""

from graphring.templates.grouping import templates

__all__ = ["templates"]
