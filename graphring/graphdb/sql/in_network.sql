-- Addresses with their networks.
SELECT ip AS "start", network AS "end" FROM address
