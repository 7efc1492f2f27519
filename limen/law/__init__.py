"""The law: packs of dated, sourced values, and rulings counted from them. Knows no framework, no database, no clock."""
