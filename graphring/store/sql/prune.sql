-- Dated rows from before $before. A link that reaches over that time stays as it is; rows without a date stay.
DELETE FROM enforcement WHERE time < $before;
DELETE FROM relation_row WHERE time < $before;
DELETE FROM link_row WHERE last_seen < $before;
