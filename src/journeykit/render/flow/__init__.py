"""The flow view: a scene becomes a grid of columns, Graphviz lays the grid out, and we draw on it.

cards     how big each node is              grid       which column and row it stands in
lanes     the ways that edges may take      routing    which way each edge takes
packing   how much room that needs          dot        the frame that Graphviz lays out
place     where everything came to lie      paths      the lines through lanes and tracks
paint     the SVG, from stage_art, edge_art, node_art and legend
export    the whole graph as DOT, for anybody's Graphviz
"""
