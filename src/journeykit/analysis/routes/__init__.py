"""The most probable walks through chains, one after the other: numbers in, node numbers out.

`costs` makes sums of probabilities' products, `network` the graph that is searched, `sidetracks` the walks of one
chain, and `prefixes` those of several chains together, and those that may not repeat steps.
"""
