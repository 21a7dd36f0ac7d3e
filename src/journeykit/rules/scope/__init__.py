"""1xx: what a map covers: whose journey it is, from where to where, and whether its stages hold anything."""
