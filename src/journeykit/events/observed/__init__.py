"""What a log says by itself, before any map: one question, one file."""
