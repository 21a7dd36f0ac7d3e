"""One metric, one file: each holds a `FORMULA`, and the folder is walked for them."""
