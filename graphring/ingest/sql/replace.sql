-- The rows of a state that a newer one of the same name takes the place of.
CREATE OR REPLACE TEMP TABLE outdated AS SELECT source FROM source_file WHERE path = $path AND kind = $kind AND source <> $source;
DELETE FROM account_row WHERE source IN (FROM outdated);
DELETE FROM link_row WHERE source IN (FROM outdated);
DELETE FROM relation_row WHERE source IN (FROM outdated);
DELETE FROM declared_kind WHERE source IN (FROM outdated);
DELETE FROM known_entity WHERE source IN (FROM outdated);
DELETE FROM enforcement WHERE source IN (FROM outdated);
DELETE FROM decision WHERE source IN (FROM outdated);
DELETE FROM reject WHERE source IN (FROM outdated);
DELETE FROM note WHERE source IN (FROM outdated);
DELETE FROM source_file WHERE source IN (FROM outdated);
