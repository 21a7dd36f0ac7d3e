"""Tables of a map: one row per step, as a workshop fills them in. CSV, TSV and Excel are written and read from here."""
