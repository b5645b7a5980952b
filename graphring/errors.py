"""Everything that graphring raises on purpose.

GraphringError              one sentence that says what is wrong and how to mend it
├── SettingsError           settings that do not make sense, all mistakes in one message
├── CaseError               the case folder can't be used
│   ├── CaseNotFoundError   there is no case in that folder
│   ├── CaseBusyError       another process is writing to it
│   └── CaseDamagedError    its digests, its version or its key do not fit
├── InputError              a file or table can't be read, or is not what it should be
├── NotFoundError           no such run, ring, account or scenario
├── LimitError              the work would not fit: names the setting that bounds it
├── StorageError            the disk is full, or the folder can't be written
├── JobError                a scheduled job can't be read or run
│   └── JobBusyError        another process runs it into the same folder
└── GraphDatabaseError      Neo4j can't be used, or can't do what was asked
    ├── GraphDatabaseUnreachableError   nothing that is Neo4j answers at that address
    ├── GraphDatabaseLostError          it answered, and went away in the middle
    ├── GraphDatabaseAccessError        wrong password, or a user or session that may not do this
    ├── GraphDatabaseNameError          it has no database of that name
    ├── GraphDatabaseBusyError          another publish is at work in it
    ├── GraphDatabaseTakenError         it holds the graph of another case, or of no case
    ├── GraphDatabaseTooOldError        older than what graphring was tested with
    ├── GraphDatabaseLimitError         a statement took longer or more memory than it may
    ├── GraphDatabaseFullError          its disk is full
    ├── GraphDatabaseQueryError         it does not take the statement
    └── GraphDatabaseGdsError           it has no GDS, or GDS failed
"""

from __future__ import annotations


class GraphringError(Exception):
    """A fault a person can mend; its message is one sentence that says how."""


class SettingsError(GraphringError):
    """Settings that do not make sense; the message lists every mistake."""


class CaseError(GraphringError):
    """The case folder can't be used."""


class CaseNotFoundError(CaseError):
    """There is no case in that folder."""


class CaseBusyError(CaseError):
    """Another process is writing to the case."""


class CaseDamagedError(CaseError):
    """A digest, the version or the key of the case does not fit."""


class InputError(GraphringError):
    """A file or table can't be read, or is not what it should be."""


class NotFoundError(GraphringError):
    """No such run, ring, account or scenario."""


class LimitError(GraphringError):
    """The work would not fit; the message names the setting that bounds it."""


class StorageError(GraphringError):
    """The disk is full, or the folder can't be written."""


class JobError(GraphringError):
    """A scheduled job can't be read, or does not return what it documents."""


class JobBusyError(JobError):
    """Another process runs the job into the same folder."""


class GraphDatabaseError(GraphringError):
    """Neo4j can't be used, or can't do what was asked."""


class GraphDatabaseUnreachableError(GraphDatabaseError):
    """Nothing that is Neo4j answers at that address."""


class GraphDatabaseLostError(GraphDatabaseError):
    """Neo4j answered, and went away in the middle."""


class GraphDatabaseAccessError(GraphDatabaseError):
    """Wrong password, or a user or session that may not do this."""


class GraphDatabaseNameError(GraphDatabaseError):
    """Neo4j has no database of that name."""


class GraphDatabaseBusyError(GraphDatabaseError):
    """Another publish is at work in the graph."""


class GraphDatabaseTakenError(GraphDatabaseError):
    """The database holds the graph of another case, or accounts that no case published."""


class GraphDatabaseTooOldError(GraphDatabaseError):
    """Neo4j is older than what graphring was tested with."""


class GraphDatabaseLimitError(GraphDatabaseError):
    """A statement took longer or more memory than it may."""


class GraphDatabaseFullError(GraphDatabaseError):
    """The disk of Neo4j is full."""


class GraphDatabaseQueryError(GraphDatabaseError):
    """Neo4j does not take the statement."""


class GraphDatabaseGdsError(GraphDatabaseError):
    """Neo4j has no GDS, or GDS failed."""
