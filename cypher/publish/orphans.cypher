// Indexes that a broken-off making of a key left behind: they have no key, and stand in the way of its next making.
SHOW INDEXES
YIELD name, owningConstraint
WHERE name =~ 'constraint_[0-9a-f]+' AND owningConstraint IS NULL
RETURN name ORDER BY name;
