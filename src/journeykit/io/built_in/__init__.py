"""One module per format, each with a `FORMAT`; they are found by walking this package."""
