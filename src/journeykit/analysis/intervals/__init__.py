"""How sure figures are: what was counted, carried over to them by the delta method or by sampling."""
