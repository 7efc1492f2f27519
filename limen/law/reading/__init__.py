"""Reading packs: YAML into the objects of the law, with every trouble told by file and line."""
