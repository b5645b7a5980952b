INSERT INTO tombstone SELECT mark, $now FROM buried WHERE mark NOT IN (SELECT mark FROM tombstone);
