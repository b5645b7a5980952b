"""A real Neo4j on this machine without Docker: fetched by Maven, started on loopback, stopped again.

`make neo4j`, the tests and CI use this and nothing else. Its folder must not have an `__init__.py`: the `neo4j`
folder of the checkout would then hide the driver, which has the same name.
"""
