"""How anything in a file is named so that a text can point to it, and what such a name leads to."""
