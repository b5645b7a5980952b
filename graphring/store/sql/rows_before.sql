SELECT (SELECT count(*) FROM enforcement WHERE time < $before) + (SELECT count(*) FROM relation_row WHERE time < $before)
     + (SELECT count(*) FROM link_row WHERE last_seen < $before) AS rows;
