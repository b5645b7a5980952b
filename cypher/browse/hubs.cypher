// Known hubs
// question: Which things are known hubs, of which class, and how many accounts have them?
// parameter: class text, only this class: nat, cloud, office, campus, vpn, relay, residential_proxy, reseller, public_template, operator, unknown
// returns: kind, entity, name, class, class_reason, accounts, first_seen, last_seen
// shape: table
// identity: kind, entity
// caveat: the first 1,000; only what a list or a run gave a class.
// maturity: tested
// revision: 1
WITH {class: null} AS given
MATCH (e:Entity)
WHERE e.class IS NOT NULL AND (given.class IS NULL OR e.class = given.class)
RETURN e.kind AS kind, e.id AS entity, e.name AS name, e.class AS class, e.class_reason AS class_reason,
       e.n_accounts AS accounts, e.first_seen AS first_seen, e.last_seen AS last_seen
ORDER BY accounts DESC, kind, entity
LIMIT 1000;
