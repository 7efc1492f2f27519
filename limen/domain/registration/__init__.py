"""The registration desk: what is being typed at a counter, and the registration of a family in one act."""
