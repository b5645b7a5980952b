// One execution of `graphring find`.
// $rows: id, created_at, until, n_accounts, n_trusted, n_ties, n_rings, n_review, n_explained, n_weak, notices, graphring_version, settings_sha256
UNWIND $rows AS row
MERGE (n:Run {id: row[0]})
SET n.created_at = datetime(row[1]),
    n.until = datetime(row[2]),
    n.n_accounts = row[3],
    n.n_trusted = row[4],
    n.n_ties = row[5],
    n.n_rings = row[6],
    n.n_review = row[7],
    n.n_explained = row[8],
    n.n_weak = row[9],
    n.notices = row[10],
    n.graphring_version = row[11],
    n.settings_sha256 = row[12];
