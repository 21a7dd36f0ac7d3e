"""What customers really did, held against what the map says: the parts of `journeykit.conform`."""
