"""Roles of accounts around a ring, and whether the list to act on keeps clear of those who are only caught in it.

An account is *caught* when its role is customer of a proxy, bystander or victim of a stolen key. It must never be
acted on. The list to act on holds what a person has confirmed by a decision on the account itself, less those whom the
run calls customer, bystander or victim; being in a ring puts nobody on it.
"""

from __future__ import annotations

from typing import Final

ROLES: Final = ("operated", "rotated", "proxy_customer", "bystander", "victim")
CAUGHT: Final = frozenset({"proxy_customer", "bystander", "victim"})
