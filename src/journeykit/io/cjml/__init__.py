"""CJML 2.0, the Customer Journey Modelling Language of SINTEF (https://cjml.no), as XML.

An element for each journey, planned or actual; in it phases, actors and touchpoints in order. A touchpoint is a
communication point between two actors over a channel, or an action of one. There are no branches, no outcomes, and
no feelings in planned journeys.
"""
