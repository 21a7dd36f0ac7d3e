"""The poster: the stages of a map as columns, its lanes as rows.

`columns` says where each step stands, in one or more bands; every part of a band is a `Strip` that measures itself; the
`stack` puts them one below the other; `view` paints the whole.
"""
