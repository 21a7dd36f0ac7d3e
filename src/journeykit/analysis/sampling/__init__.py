"""Sampled customers: who walks, all walks at once, and what is known of their events."""
