-- Members that share something specific with another member, or have a direct tie to one.
SELECT DISTINCT c, a FROM worth ORDER BY c, a;
