"""The commands: a file is a command of its name, its function `command` what it does."""
