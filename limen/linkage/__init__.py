"""Which records of a register may be the same person: record linkage. No framework, no database."""
