"""Questions about lists from elsewhere: which there are, how far one has come, its rows, how they are
understood."""
