"""Countries, languages and scripts of the world, from kept libraries. No framework, database or clock."""
