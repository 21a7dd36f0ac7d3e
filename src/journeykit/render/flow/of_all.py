"""Whose a share is that stands beside shares of single personas: that of all of them."""

from __future__ import annotations

from dataclasses import replace

from journeykit.render.scene import Edge, Scene

__all__ = ["of_all"]


def of_all(scene: Scene) -> Scene:
    r"""The scene in which drop-off and plain ends say that their figure is of all, where moves say which persona's.

    >>> from journeykit.render.scene import Edge, Scene
    >>> on = Edge(source="pay", target="won", probability=0.6, basis="stated", shares=((("Ben",), 1.0), (("Mo",), 0.2)))
    >>> off = Edge(source="pay", target="buy.drop_off", kind="drop_off", probability=0.4, basis="derived")
    >>> [edge.figure for edge in of_all(Scene(id="m", title="M", edges=(on, off))).edges]
    ['Ben\xa0100\xa0%; Mo\xa020\xa0%', '40\xa0%\xa0of\xa0all\xa0here']
    """
    apart = {edge.source for edge in scene.edges if edge.shares and edge.taken is None and edge.figure}
    if not apart:
        return scene
    return replace(scene, edges=tuple(_told(edge) if edge.source in apart else edge for edge in scene.edges))


def _told(edge: Edge) -> Edge:
    if edge.kind not in ("drop_off", "end") or edge.taken is not None or edge.figure is None or edge.shares:
        return edge
    share = edge.probability or 0.0
    # rounded as it would be without the words behind it
    whole = edge.basis != "stated" and replace(edge, probability=round(share, 2)).figure == edge.figure
    return replace(edge, shares=((("all here",), round(share, 2) if whole else share),))
