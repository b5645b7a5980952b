-- Accounts whose newest decision that still holds is that they are confirmed: what the list to act on is made of.
SELECT id FROM (
    SELECT id, decision FROM decision
    WHERE what = 'account' AND coalesce(until >= $now::TIMESTAMPTZ, true)
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY "at" DESC NULLS LAST, decision, reason, "by", until) = 1
) WHERE decision = 'confirmed' ORDER BY id;
