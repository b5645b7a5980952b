"""What the driver raises, as what a person can mend."""

from __future__ import annotations

import re
from typing import Final

from neo4j.exceptions import (
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graphring.errors import (
    GraphDatabaseAccessError,
    GraphDatabaseError,
    GraphDatabaseFullError,
    GraphDatabaseLimitError,
    GraphDatabaseLostError,
    GraphDatabaseNameError,
    GraphDatabaseQueryError,
    GraphDatabaseUnreachableError,
)
from graphring.graphdb.address import Address

_LONGEST: Final = 300
"""Characters of a reason that fit a sentence; the server quotes whole statements."""
_EXPECTED: Final = re.compile(r": expected [^\n]*(?= \(line \d)")
"""A list of every word that could have stood there, before the place."""
Fault = tuple[type[GraphDatabaseError], str]

_PASSWORD: Final[Fault] = (
    GraphDatabaseAccessError,
    "{uri} does not take this password for the user {user}; set NEO4J_USER and NEO4J_PASSWORD.",
)
_FIRST_PASSWORD: Final[Fault] = (
    GraphDatabaseAccessError,
    "the user {user} still has a first password at {uri}; log in with Neo4j Browser once and choose another.",
)
_FORBIDDEN: Final[Fault] = (
    GraphDatabaseAccessError,
    "the user {user} may not do this at {uri} ({told}); set NEO4J_USER to one who may.",
)
_READING: Final[Fault] = (
    GraphDatabaseAccessError,
    "a statement that may only read would write ({told}); take the writing out of it.",
)
_READ_ONLY: Final[Fault] = (
    GraphDatabaseAccessError,
    "the database {database} at {uri} is read-only ({told}); make it writable, or set NEO4J_DATABASE to another.",
)
_NAME: Final[Fault] = (
    GraphDatabaseNameError,
    "the Neo4j at {uri} has no database {database}; set NEO4J_DATABASE (`neo4j` is the usual one).",
)
_TIME: Final[Fault] = (
    GraphDatabaseLimitError,
    "a statement took longer than it may at {uri}; give it more time, or ask when the server is less busy.",
)
_MEMORY: Final[Fault] = (
    GraphDatabaseLimitError,
    "the Neo4j at {uri} has too little memory for a statement ({told}); give the server more.",
)
_DISK: Final[Fault] = (
    GraphDatabaseFullError,
    "the Neo4j at {uri} can't write to its disk ({told}); free some space there, restart it, then run this again.",
)
_KEYS: Final[Fault] = (
    GraphDatabaseError,
    "the Neo4j at {uri} can't make a unique key or an index ({told}); look for two nodes with one key, and for a full"
    " disk there, then run this again.",
)
_QUERY: Final[Fault] = (GraphDatabaseQueryError, "Neo4j does not take a statement: {told}; mend the statement.")
_LOST: Final[Fault] = (
    GraphDatabaseLostError,
    "the Neo4j at {uri} went away ({told}); start it again, then run this again: what was written stays.",
)
_ABSENT: Final[Fault] = (
    GraphDatabaseUnreachableError,
    "no Neo4j answers at {uri} ({told}); start it (`make neo4j` in a checkout), or mend NEO4J_URI.",
)
_OTHER: Final[Fault] = (
    GraphDatabaseError,
    "the Neo4j at {uri} failed ({told}); its log says more, and running this again may do.",
)

_BY_CODE: Final = (
    ("Security.Unauthorized", _PASSWORD),
    ("Security.AuthenticationRateLimit", _PASSWORD),
    ("Security.CredentialsExpired", _FIRST_PASSWORD),
    ("Security.", _FORBIDDEN),
    ("Statement.AccessMode", _READING),
    ("General.ForbiddenOnReadOnlyDatabase", _READ_ONLY),
    ("General.WriteOnReadOnlyAccessDatabase", _READ_ONLY),
    ("Database.DatabaseNotFound", _NAME),
    ("Transaction.TransactionTimedOut", _TIME),
    ("Transaction.LockAcquisitionTimeout", _TIME),
    ("General.OutOfMemoryError", _MEMORY),
    ("General.MemoryPoolOutOfMemoryError", _MEMORY),
    ("General.StackOverFlowError", _MEMORY),
    ("General.DatabaseUnavailable", _LOST),
    # seen on a full disk: the first, and from then on the second until it is restarted
    ("Transaction.TransactionLogError", _DISK),
    ("Transaction.TransactionStartFailed", _DISK),
    # of a disk that is full while keys are made, and of nodes that somebody else made
    ("Schema.ConstraintCreationFailed", _KEYS),
    ("Schema.IndexCreationFailed", _KEYS),
    ("Statement.", _QUERY),
    ("Procedure.", _QUERY),
    ("Schema.", _QUERY),
)
"""Beginnings of the server's codes, behind `Neo.….`; the first that fits. Codes it added since become `_OTHER`."""


def ours(error: Neo4jError | DriverError, address: Address, *, opening: bool) -> GraphDatabaseError:
    """The fault of ours for one of the driver's; `opening`: before anything answered on this connection."""
    kind, sentence = _fault(error, opening=opening)
    return kind(
        sentence.format(uri=address.uri, user=address.user, database=address.database, told=_told(error) or "no reason")
    )


def _fault(error: Neo4jError | DriverError, *, opening: bool) -> Fault:
    if isinstance(error, Neo4jError):
        rest = (error.code or "").partition(".")[2].partition(".")[2]
        return next((fault for begins, fault in _BY_CODE if rest.startswith(begins)), _OTHER)
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionPoolError):
        return _ABSENT if opening else _LOST
    return _ABSENT if isinstance(error, ConfigurationError) else _OTHER


def _told(error: Neo4jError | DriverError) -> str:
    """The reason in one line: of a server what it says, of a connection what is at the bottom of it."""
    if isinstance(error, Neo4jError):
        return _line(_EXPECTED.sub("", error.message or ""))
    cause: BaseException = error
    while cause.__cause__:
        cause = cause.__cause__
    return _line((cause.strerror if isinstance(cause, OSError) else None) or str(cause))


def _line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")[:_LONGEST]
