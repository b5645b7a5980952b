"""The one door to numba: functions over arrays as machine code, kept on disk after their first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The same function as machine code, which lets other threads of Python work meanwhile.

    It is compiled when it is first called, and kept beside the package or in the user's cache folder. Where neither
    can be written (a read-only installation without a home folder) it is compiled anew in every process.
    """
    try:
        return cast(F, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast(F, numba.njit(nogil=True)(function))
