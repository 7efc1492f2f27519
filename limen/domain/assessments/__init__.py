"""The evidence board: facts of a claim, what speaks for and against each, and what is concluded."""
