"""A log in parts: any question asked of each segment, and what they differ by."""
