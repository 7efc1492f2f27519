"""Policy: the editions of packs that an organisation keeps, and which of them two people adopted."""
