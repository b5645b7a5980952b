-- Members with what they share: how many specific entities, in which families (bits).
WITH shared AS (SELECT c, a, count(*)::BIGINT AS n FROM spec JOIN ent ON ent.idx = spec.e GROUP BY c, a
), covered AS (SELECT c, a, bit_or(bit)::INTEGER AS families FROM worth JOIN layer USING (family) GROUP BY c, a)
SELECT cand.c, cand.a, acct.account_id, acct.first_seen, acct.last_seen, acct.created_at, acct.n_exchanges, acct.organisation, acct.email_domain,
       acct.enforced, t.idx IS NOT NULL AS trusted, coalesce(shared.n, 0) AS n_specific, coalesce(covered.families, 0) AS families
FROM cand JOIN acct ON acct.idx = cand.a LEFT JOIN trusted t ON t.idx = cand.a
    LEFT JOIN shared ON shared.c = cand.c AND shared.a = cand.a LEFT JOIN covered ON covered.c = cand.c AND covered.a = cand.a
ORDER BY cand.c, acct.idx;
