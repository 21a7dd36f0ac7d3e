"""What differs between two maps: maps laid out flat, their differences noun by noun, and these applied to a map."""
