// What am I looking at
// question: Which run is published here, when, and how much is in it?
// returns: run, created_at, published_at, publishing, accounts, rings, review, explained, rings_first_seen, rings_last_seen
// shape: count
// identity: run
// caveat: while somebody publishes, accounts and links are already newer than the rings.
// maturity: tested
// revision: 1
MATCH (run:Run {state: 'current'})
OPTIONAL MATCH (p:Publication {id: 'graph'})
OPTIONAL MATCH (r:Ring)
WITH run, p, min(r.first_seen) AS rings_first_seen, max(r.last_seen) AS rings_last_seen
RETURN run.id AS run, run.created_at AS created_at, p.published_at AS published_at, p.owner IS NOT NULL AS publishing,
       run.n_accounts AS accounts, run.n_rings AS rings, run.n_review AS review, run.n_explained AS explained,
       rings_first_seen, rings_last_seen
ORDER BY run;
