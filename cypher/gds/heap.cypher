// How much heap the server may have.
CALL gds.debug.sysInfo()
YIELD key, value
WITH key, value
WHERE key = 'heapMaxInBytes'
RETURN value AS bytes;
