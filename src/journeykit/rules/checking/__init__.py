"""0xx: what a map says to the check itself."""
