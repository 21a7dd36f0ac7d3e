"""Customers under way: what lies ahead of each step, how long it usually takes, and whether the chances hold."""
