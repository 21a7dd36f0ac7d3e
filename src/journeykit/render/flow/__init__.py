"""The flow view: a scene becomes a grid of columns, Graphviz lays the grid out, and we draw on it.

cards   how big each node is         grid    which column and row it stands in
lanes   which way each edge takes    dot     the frame as DOT              export  the whole graph as DOT
place   where everything came to lie paths   the lines through the lanes
paint   the SVG
"""
