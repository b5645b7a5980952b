"""In: worlds with known truth and methods. Out: rows of figures on disk, and the tables, curves and pages made of them."""
