"""5xx: what a map rests on, and what it asks for."""
