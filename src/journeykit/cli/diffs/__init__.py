"""How `journeykit diff` reads two maps, tells what differs, and serves git."""
