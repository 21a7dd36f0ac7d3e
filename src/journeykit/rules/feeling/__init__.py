"""4xx: how the journey feels, and what hurts."""
