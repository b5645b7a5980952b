// name: ring_members
// title: Who is in which ring: the whole picture of a run
// schedule: 15 5 * * *
// watermark: run
// format: parquet
// retention: 30 days
// limit: 30 minutes
// column: ring_id string: id of the ring
// column: account_id string: a member
// column: verdict string: ring, or review (a person must look)
// column: tier string: core, likely, peripheral
// column: role string: empty until something has judged it
// column: n_specific integer: specific things that it shares with other members
// column: families strings: families in which it shares something specific
// column: first_seen datetime: first exchange of the account
// column: last_seen datetime: last exchange of the account
// column: decision string: what a person settled about the account
// column: run_id string: the run it is of
// caveat: Members are no list to act on. Each published run is exported once; decisions taken later are in the next one.
// revision: 1
MATCH (r:Ring)<-[m:MEMBER_OF]-(a:Account)
RETURN r.id AS ring_id, a.id AS account_id, r.verdict AS verdict, m.tier AS tier, m.role AS role,
       m.n_specific AS n_specific, m.families AS families, a.first_seen AS first_seen, a.last_seen AS last_seen,
       a.decision AS decision, r.run_id AS run_id
ORDER BY ring_id, account_id;
