// name: runs
// title: Runs that were published, each once: the history of a dashboard
// schedule: 55 * * * *
// watermark: time published_at
// format: jsonl
// retention: 365 days
// limit: 5 minutes
// column: published_at datetime: when its rings became current
// column: run_id string: the run
// column: created_at datetime: when it was made
// column: until datetime: the time that it looked back to, if any
// column: n_accounts integer: accounts looked at
// column: n_trusted integer: of these in the trusted cohort
// column: n_ties integer: ties between them
// column: n_rings integer: groups with verdict ring
// column: n_review integer: groups with verdict review
// column: n_explained integer: groups that an innocent explanation wins
// column: n_weak integer: groups that are weak
// column: notices strings: what a reader must know of the run
// column: graphring_version string: version that made it
// column: settings_sha256 string: digest of its settings
// caveat: A run that was published twice with another in between, or into a rebuilt database, is told twice.
// revision: 2
MATCH (r:Run)
WHERE r.published_at >= $since
RETURN r.published_at AS published_at, r.id AS run_id, r.created_at AS created_at, r.until AS until,
       r.n_accounts AS n_accounts, r.n_trusted AS n_trusted, r.n_ties AS n_ties, r.n_rings AS n_rings,
       r.n_review AS n_review, r.n_explained AS n_explained, r.n_weak AS n_weak, r.notices AS notices,
       r.graphring_version AS graphring_version, r.settings_sha256 AS settings_sha256
ORDER BY published_at, run_id;
