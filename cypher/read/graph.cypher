// What is here, and of which case it is a publication, if it is one.
OPTIONAL MATCH (p:Publication {id: 'graph'})
WITH p.case_id AS case_id
OPTIONAL MATCH (a:Account)
WITH case_id, count(a) AS n_accounts, coalesce(sum(a.n_exchanges), 0) AS n_exchanges
OPTIONAL MATCH (e:PaymentInstrument)
WITH case_id, n_accounts, n_exchanges, count(e) AS n_instruments
OPTIONAL MATCH (e:Entity)
RETURN case_id, n_accounts, n_exchanges, n_instruments, count(e) AS n_entities;
