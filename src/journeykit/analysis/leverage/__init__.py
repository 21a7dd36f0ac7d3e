"""What one step or move is worth: journeys up to the goal, what they gather, and what happens when one row changes."""
