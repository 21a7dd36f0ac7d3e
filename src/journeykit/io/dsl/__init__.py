"""Python source that builds a map: what stands where, what it is called, and how it is laid out."""
