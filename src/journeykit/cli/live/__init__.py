"""`journeykit live`: a map in the browser, drawn anew whenever its file is saved.

One concern, one file: `look` reads, checks and draws a file once; `watching` waits until it changes; `fresh` runs maps
in Python in a process of their own; `board` keeps what is to be seen; `web` serves it; `server` puts them together.
Only `server`, `web` and `watching` need the extra `live`, and only the command imports them.
"""
