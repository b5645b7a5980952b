// Timeline of a ring
// question: How many exchanges did the members have on each day, and what happened to them that day?
// parameter: ring text, id of the ring; without it the strongest
// returns: ring, day, exchanges, members_created, members_enforced, members_closed
// shape: table
// identity: day
// caveat: days are UTC; a day without exchanges has no line.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
MATCH (r)<-[:MEMBER_OF]-(a:Account)
WITH r, collect(date(a.created_at)) AS created, collect(date(a.enforced_at)) AS enforced,
     collect(date(a.closed_at)) AS closed
UNWIND range(0, size(coalesce(r.days, [])) - 1) AS i
WITH r, created, enforced, closed, r.days[i] AS day, r.exchanges_by_day[i] AS exchanges
RETURN r.id AS ring, day, exchanges, size([x IN created WHERE x = day]) AS members_created,
       size([x IN enforced WHERE x = day]) AS members_enforced, size([x IN closed WHERE x = day]) AS members_closed
ORDER BY ring, day;
