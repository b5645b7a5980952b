-- Accounts that a person has confirmed: what the list to act on is made of.
SELECT id FROM standing_decision($now) WHERE what = 'account' AND decision = 'confirmed' ORDER BY id;
