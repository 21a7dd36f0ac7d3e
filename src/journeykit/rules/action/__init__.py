"""5xx: what follows from a map: opportunities, who takes care of them, and the numbers that show success."""
