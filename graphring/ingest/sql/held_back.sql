INSERT INTO held_back SELECT $source, coalesce(max(nth), 0) + 1, $rows FROM held_back;
