"""The law: packs of dated, sourced values, and rulings counted from them. No framework, database or clock."""
