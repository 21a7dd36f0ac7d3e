"""What each channel did for the conversions: who takes part, by which rule it is shared, and what that rests on."""
