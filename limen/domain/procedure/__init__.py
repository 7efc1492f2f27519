"""The stage of a case, and the moves that its pack allows: one act performs the noun's act and the move."""
