"""3xx: how steps follow each other: what nobody reaches, what leads nowhere, what cannot be left."""
