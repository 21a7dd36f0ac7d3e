"""Two states of a folder of maps, as a reviewer wants to see them: what changed, what it does, what is poor."""
