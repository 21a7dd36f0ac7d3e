"""Stories of single customers: how English tells steps, people, lengths of time and chances."""
