-- The tables of a case. `source` names the file a row came from: 16 hex digits made of its SHA-256, its kind and constants.
CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE source_file (
    source VARCHAR PRIMARY KEY, path VARCHAR NOT NULL, kind VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
    rows BIGINT NOT NULL, used BIGINT NOT NULL, rejected BIGINT NOT NULL, repeated BIGINT NOT NULL, noted BIGINT NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE source_day (source VARCHAR NOT NULL, day DATE NOT NULL, rows BIGINT NOT NULL);
-- Exchanges by whole hour: tells files that overlap.
CREATE TABLE source_hour (source VARCHAR NOT NULL, hour TIMESTAMPTZ NOT NULL, rows BIGINT NOT NULL);
CREATE TABLE reject (source VARCHAR NOT NULL, file VARCHAR NOT NULL, line BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR NOT NULL);
-- Cells that were not used although their row was, counted by reason with one example each.
CREATE TABLE note (source VARCHAR NOT NULL, file VARCHAR NOT NULL, "column" VARCHAR NOT NULL, reason VARCHAR NOT NULL, n BIGINT NOT NULL, line BIGINT, value VARCHAR);

-- Rows as they came, by source; the tables without _row are made from them at the end of every ingest.
CREATE TABLE account_row (
    source VARCHAR NOT NULL, account_id VARCHAR NOT NULL, created_at TIMESTAMPTZ, closed_at TIMESTAMPTZ, close_reason VARCHAR,
    pathway VARCHAR, email_domain VARCHAR, organisation VARCHAR, country VARCHAR, verified BOOLEAN
);
CREATE TABLE link_row (
    source VARCHAR NOT NULL, account_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, entity_id VARCHAR NOT NULL,
    first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ, n BIGINT NOT NULL, n_days INTEGER
);
CREATE TABLE relation_row (
    source VARCHAR NOT NULL, account_id VARCHAR NOT NULL, other_account_id VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    time TIMESTAMPTZ, weight DOUBLE
);
CREATE TABLE declared_kind (source VARCHAR NOT NULL, kind VARCHAR NOT NULL, family VARCHAR NOT NULL);
CREATE TABLE known_entity (
    source VARCHAR NOT NULL, kind VARCHAR NOT NULL, entity_id VARCHAR NOT NULL, class VARCHAR NOT NULL,
    reason VARCHAR, origin VARCHAR, until TIMESTAMPTZ
);
-- Bounds of a range of addresses as 32 lower-case hex digits (IPv4 mapped into ::ffff:0:0/96), so that text order is address order.
CREATE TABLE ip_range (source VARCHAR NOT NULL, first VARCHAR NOT NULL, last VARCHAR NOT NULL, class VARCHAR, country VARCHAR, asn BIGINT, origin VARCHAR);
CREATE TABLE frequency (source VARCHAR NOT NULL, kind VARCHAR NOT NULL, entity_id VARCHAR NOT NULL, n_accounts BIGINT NOT NULL, n_trusted BIGINT);
CREATE TABLE enforcement (source VARCHAR NOT NULL, time TIMESTAMPTZ NOT NULL, account_id VARCHAR NOT NULL, action VARCHAR, reason VARCHAR);
CREATE TABLE release (source VARCHAR NOT NULL, time TIMESTAMPTZ NOT NULL, model VARCHAR NOT NULL);
CREATE TABLE decision (
    source VARCHAR NOT NULL, what VARCHAR NOT NULL, id VARCHAR NOT NULL, decision VARCHAR NOT NULL, reason VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL, "at" TIMESTAMPTZ, until TIMESTAMPTZ
);

-- Derived tables: the same bytes of files give the same rows, in whatever order the files came.
CREATE TABLE account (
    account_id VARCHAR NOT NULL, created_at TIMESTAMPTZ, closed_at TIMESTAMPTZ, close_reason VARCHAR, pathway VARCHAR,
    email_domain VARCHAR, organisation VARCHAR, country VARCHAR, verified BOOLEAN,
    first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ, n_exchanges BIGINT NOT NULL
);
CREATE TABLE link (
    account_id VARCHAR NOT NULL, kind VARCHAR NOT NULL, entity_id VARCHAR NOT NULL,
    first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ, n BIGINT NOT NULL, n_days INTEGER
);
CREATE TABLE relation (
    account_id VARCHAR NOT NULL, other_account_id VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    first_seen TIMESTAMPTZ, last_seen TIMESTAMPTZ, n BIGINT NOT NULL, weight DOUBLE
);
-- What accounts share, with its class where a file gives one (the least, where files differ; `until` is for readers to respect).
CREATE VIEW entity AS
SELECT coalesce(l.kind, k.kind) AS kind, coalesce(l.entity_id, k.entity_id) AS entity_id, NULL::VARCHAR AS label,
       k.class, k.reason AS class_reason, coalesce(l.n_accounts, 0) AS n_accounts
FROM (SELECT kind, entity_id, count(*) AS n_accounts FROM link GROUP BY kind, entity_id) l
    FULL JOIN (SELECT kind, entity_id, min(class) AS class, min(reason) AS reason FROM known_entity GROUP BY kind, entity_id) k
        ON k.kind = l.kind AND k.entity_id = l.entity_id;
CREATE TABLE activity (account_id VARCHAR NOT NULL, hour TIMESTAMPTZ NOT NULL, model VARCHAR, n BIGINT NOT NULL);
