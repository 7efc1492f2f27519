"""How names, days and documents of a person are written and compared. No framework, database or clock."""
