// name: hubs
// title: Things so common that they say little, and what they are
// schedule: 0 6 * * 1
// watermark: none
// format: csv
// retention: 90 days
// limit: 10 minutes
// parameter: min_accounts integer = 1: hubs with fewer accounts are left out
// column: kind string: entity kind
// column: entity_id string: as the case stores it; a keyed hash for payment instruments
// column: name string: what a reader sees
// column: class string: what it is: nat, cloud, office, campus, vpn, relay, residential_proxy, reseller, …
// column: class_reason string: why it has this class
// column: n_accounts integer: accounts that have it
// column: n_rings integer: rings of the current run that share it
// column: first_seen datetime: first use
// column: last_seen datetime: last use
// column: decision string: what a person settled about it
// caveat: A class that no list gave is a guess of the run. Send corrections back as an `entities` file.
// revision: 1
MATCH (e:Entity)
WHERE e.class IS NOT NULL AND e.n_accounts >= $min_accounts
RETURN e.kind AS kind, e.id AS entity_id, e.name AS name, e.class AS class, e.class_reason AS class_reason,
       e.n_accounts AS n_accounts, COUNT { (:Ring)-[:SHARES]->(e) } AS n_rings,
       e.first_seen AS first_seen, e.last_seen AS last_seen, e.decision AS decision
ORDER BY kind, entity_id;
