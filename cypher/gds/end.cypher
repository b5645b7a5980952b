// End what is still at work on a projection: its client was stopped, and the server notices late. Again until no row.
SHOW TRANSACTIONS
YIELD transactionId AS id, parameters
WHERE parameters.name = $projection
TERMINATE TRANSACTIONS id
YIELD message
RETURN message;
