"""The one fault of this package."""


class UnreadyError(Exception):
    """No server can be had here; the message is one sentence that says how to mend it."""
