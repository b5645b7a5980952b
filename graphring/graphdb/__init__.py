"""Neo4j: statements and rows of a case come in, a graph that people can query and rows read from it go out."""
