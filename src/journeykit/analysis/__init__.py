"""What follows from a map: pure functions of it, with frozen results.

`chain` makes arrays of a map, `solve` solves their equations; every verb is a file of its own and stands on these two.
"""
