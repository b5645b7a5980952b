// Hours of a ring
// question: At which hours of the day are the members active, against the average hour?
// parameter: ring text, id of the ring; without it the strongest
// returns: ring, hour, exchanges, of_average
// shape: table
// identity: hour
// caveat: hours are UTC; a flat day is what schedulers do, and what people around the world do together.
// maturity: tested
// revision: 1
WITH {ring: null} AS given
MATCH (r:Ring)
WHERE given.ring IS NULL OR r.id = given.ring
WITH r
ORDER BY r.score DESC, r.id
LIMIT 1
WITH r, coalesce(r.exchanges_by_hour, []) AS by_hour
WITH r, by_hour, reduce(total = 0, n IN by_hour | total + n) AS total
UNWIND range(0, size(by_hour) - 1) AS hour
WITH r, total, hour, by_hour[hour] AS exchanges
RETURN r.id AS ring, hour, exchanges,
       CASE WHEN total = 0 THEN null ELSE round(24.0 * exchanges / total, 2) END AS of_average
ORDER BY ring, hour;
