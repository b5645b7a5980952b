"""graphring finds coordinated account rings, says why, and says what innocent thing else it could be."""
