"""The registration desk: whoever arrives is put on record here, alone or as a family."""
