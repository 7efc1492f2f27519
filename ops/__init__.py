"""Many machines on one: the programs of a large installation as plain processes, for tests and drills.

`many.toml` says which program is started how; `etc/` holds their settings, which the how-tos in
docs/operations/ show; `yard.py` starts, kills and ends them.
"""
