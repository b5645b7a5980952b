// One account
// question: What do we know of this account: its data, its ring or group, what was decided?
// parameter: account text, id of the account; without it a member of the strongest ring
// returns: account, ring, tier, group, created_at, closed_at, first_seen, last_seen, exchanges, pathway, organisation, email_domain, country, verified, enforcement, decision, decision_reason
// shape: table
// identity: account
// caveat: a country is no evidence, and neither is a number of exchanges.
// maturity: tested
// revision: 2
WITH {account: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)<-[:MEMBER_OF]-(m:Account)
WITH given, min(m.id) AS example
MATCH (a:Account {id: coalesce(given.account, example)})
USING INDEX SEEK a:Account(id)
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(r:Ring)
OPTIONAL MATCH (a)-[:GROUPED_IN]->(g:Group)
RETURN a.id AS account, r.id AS ring, m.tier AS tier, g.id AS group, a.created_at AS created_at,
       a.closed_at AS closed_at, a.first_seen AS first_seen, a.last_seen AS last_seen, a.n_exchanges AS exchanges,
       a.pathway AS pathway, a.organisation AS organisation, a.email_domain AS email_domain, a.country AS country,
       a.verified AS verified, a.enforcement AS enforcement, a.decision AS decision,
       a.decision_reason AS decision_reason
ORDER BY account;
