SELECT f.path, count(*) AS n_hours, min(theirs.hour) AS first_hour
FROM source_hour own JOIN source_hour theirs ON theirs.hour = own.hour AND theirs.source <> own.source
    JOIN source_file f ON f.source = theirs.source
WHERE own.source = $source GROUP BY f.path ORDER BY f.path;
