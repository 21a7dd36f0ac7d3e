"""YAML 1.2: reading with places and plain messages, writing in block style."""
