"""Which records of a register may be the same person: the statistics of record linkage. No framework, no database."""
