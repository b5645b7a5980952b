-- The columns of the ledger, without a row.
CREATE OR REPLACE TEMP VIEW ledger_none AS
SELECT * FROM (SELECT
    NULL::TIMESTAMPTZ AS time, NULL::VARCHAR AS account_id, NULL::VARCHAR AS ip, NULL::VARCHAR AS instrument,
    NULL::VARCHAR[] AS template_ids, NULL::VARCHAR AS model, NULL::VARCHAR AS client, NULL::VARCHAR AS pathway,
    NULL::VARCHAR AS capability, NULL::VARCHAR AS status, NULL::VARCHAR AS item, NULL::VARCHAR AS credential,
    NULL::VARCHAR AS session, NULL::VARCHAR AS end_user, NULL::VARCHAR AS exchange_id, NULL::VARCHAR AS source
) WHERE false;
CREATE OR REPLACE TEMP VIEW ledger AS SELECT * FROM ledger_none;
