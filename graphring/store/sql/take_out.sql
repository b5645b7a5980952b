-- The rows of the sources in `outdated`, wherever they are stored.
DELETE FROM account_row WHERE source IN (FROM outdated);
DELETE FROM link_row WHERE source IN (FROM outdated);
DELETE FROM relation_row WHERE source IN (FROM outdated);
DELETE FROM declared_kind WHERE source IN (FROM outdated);
DELETE FROM known_entity WHERE source IN (FROM outdated);
DELETE FROM ip_range WHERE source IN (FROM outdated);
DELETE FROM frequency WHERE source IN (FROM outdated);
DELETE FROM enforcement WHERE source IN (FROM outdated);
DELETE FROM release WHERE source IN (FROM outdated);
DELETE FROM decision WHERE source IN (FROM outdated);
DELETE FROM source_day WHERE source IN (FROM outdated);
DELETE FROM source_hour WHERE source IN (FROM outdated);
DELETE FROM reject WHERE source IN (FROM outdated);
DELETE FROM note WHERE source IN (FROM outdated);
DELETE FROM ledger_folder WHERE source IN (FROM outdated);
DELETE FROM held_back WHERE source IN (FROM outdated);
DELETE FROM source_file WHERE source IN (FROM outdated);
