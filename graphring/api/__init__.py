"""What people hold in their hands: a case, its runs, their rings.

In: files and settings. Out: everything that the rooms below find, as objects with reasons.
"""
