"""What a run will take, told before it begins where that is long."""

from __future__ import annotations

from typing import Final

# Measured (benchmarks/results/scale.md, scale_full.md): two cores, 200,000 and a million accounts. Bulk steps take what
# machine.memory_gb lets them, which is in the least.
_SECONDS_AN_ACCOUNT: Final = 0.00045
_BYTES_AN_ACCOUNT: Final = 7_500
_BYTES_AT_LEAST: Final = 2_200_000_000
_LONG_S: Final = 60


def foreseen(n_accounts: int) -> str | None:
    """How long a run over so many accounts takes and how much memory, in words; None where it is under a minute."""
    seconds = n_accounts * _SECONDS_AN_ACCOUNT
    if seconds < _LONG_S:
        return None
    minutes = max(1, round(seconds / 60))
    memory = (_BYTES_AT_LEAST + n_accounts * _BYTES_AN_ACCOUNT) / 1e9
    return (
        f"{n_accounts:,} accounts: about {minutes} minute{'s' * (minutes > 1)} and {memory:.1f} GB of memory, "
        "measured on two cores"
    )
