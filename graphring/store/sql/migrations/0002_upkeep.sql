-- Files replaced or taken out, accounts erased, old data pruned.
-- Where the ledger of a source lies when rows went out of it or came back; a source that is not here lies under its own name.
CREATE TABLE ledger_folder (source VARCHAR NOT NULL, folder VARCHAR NOT NULL);
-- Sources with rows that repeat others: these are kept beside the ledger, and come back when the others go. `nth`: in the
-- order in which files came.
CREATE TABLE held_back (source VARCHAR NOT NULL, nth BIGINT NOT NULL, rows BIGINT NOT NULL);
-- Accounts that were erased, as keyed hashes.
CREATE TABLE tombstone (mark VARCHAR NOT NULL, "at" TIMESTAMPTZ NOT NULL);
-- What was taken out: counts and times. `sha256` of a file, so that older runs know that it went on purpose.
CREATE TABLE upkeep (
    "at" TIMESTAMPTZ NOT NULL, what VARCHAR NOT NULL, n BIGINT NOT NULL, rows BIGINT NOT NULL, before TIMESTAMPTZ, sha256 VARCHAR
);
