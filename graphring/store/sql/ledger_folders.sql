SELECT f.source, coalesce(l.folder, f.source) AS folder
FROM source_file f LEFT JOIN ledger_folder l ON l.source = f.source WHERE f.kind = 'exchanges' ORDER BY f.source;
