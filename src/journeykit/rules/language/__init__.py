"""2xx: the words of a map: whose they are, and whether the same thing has the same name."""
