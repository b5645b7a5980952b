// New accounts in rings
// question: Which members of rings were made in the last days of the data?
// parameter: days integer, so many days before the newest exchange of the ring
// returns: account, ring, tier, created_at, first_seen, exchanges, shares
// shape: table
// identity: account
// caveat: the first 1,000, newest first; where no accounts file says when, the first exchange counts.
// maturity: tested
// revision: 1
WITH {days: 7} AS given
MATCH (r:Ring)<-[m:MEMBER_OF]-(a:Account)
WHERE coalesce(a.created_at, a.first_seen) >= r.last_seen - duration({days: given.days})
RETURN a.id AS account, r.id AS ring, m.tier AS tier, a.created_at AS created_at, a.first_seen AS first_seen,
       a.n_exchanges AS exchanges, m.n_specific AS shares
ORDER BY coalesce(created_at, first_seen) DESC, account
LIMIT 1000;
