// Who shares this card
// question: Which accounts have this card, address, template or other thing, and in which rings are they?
// parameter: kind text, kind of the thing; without it payment_instrument
// parameter: entity text, its id; without it the one that most members of the strongest ring share
// returns: kind, entity, account, ring, tier, uses, first_seen, last_seen, created_at, enforcement, decision
// shape: table
// identity: kind, entity, account
// caveat: the first 1,000, members of rings before others; outsiders are bystanders, not suspects.
// maturity: tested
// revision: 2
WITH {kind: 'payment_instrument', entity: null} AS given
OPTIONAL MATCH (top:Ring)
WITH given, top
ORDER BY top.score DESC, top.id
LIMIT 1
OPTIONAL MATCH (top)-[s:SHARES]->(x:Entity)
WHERE x.kind = given.kind
WITH given, x
ORDER BY s.n_members DESC, x.id
LIMIT 1
WITH given.kind AS kind, coalesce(given.entity, x.id) AS id
CALL (kind, id) {
  MATCH (e:PaymentInstrument {id: id})
  USING INDEX SEEK e:PaymentInstrument(id)
  RETURN e
UNION
  MATCH (e:IPAddress {id: id})
  USING INDEX SEEK e:IPAddress(id)
  RETURN e
UNION
  MATCH (e:Network {id: id})
  USING INDEX SEEK e:Network(id)
  RETURN e
UNION
  MATCH (e:PromptTemplate {id: id})
  USING INDEX SEEK e:PromptTemplate(id)
  RETURN e
UNION
  MATCH (e:Device {id: id})
  USING INDEX SEEK e:Device(id)
  RETURN e
UNION
  MATCH (e:Client {id: id})
  USING INDEX SEEK e:Client(id)
  RETURN e
UNION
  MATCH (e:EmailDomain {id: id})
  USING INDEX SEEK e:EmailDomain(id)
  RETURN e
UNION
  MATCH (e:Organisation {id: id})
  USING INDEX SEEK e:Organisation(id)
  RETURN e
}
WITH e, kind
WHERE e.kind = kind
MATCH (e)<-[u]-(a:Account)
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(r:Ring)
RETURN e.kind AS kind, e.id AS entity, a.id AS account, r.id AS ring, m.tier AS tier, u.n AS uses,
       u.first_seen AS first_seen, u.last_seen AS last_seen, a.created_at AS created_at, a.enforcement AS enforcement,
       a.decision AS decision
ORDER BY kind, entity, ring IS NULL, ring, account
LIMIT 1000;
