"""The database as a machine: where it is, who may sign in, and the one that Limen can run by itself."""
