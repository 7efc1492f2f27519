"""`limen check`: look whether this installation is safe to use. Exit code 1 when it is not."""

from __future__ import annotations

import argparse
import json
import os
import sys

import psycopg

from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.checking import application, machine, powers, server, walls
from limen.site.cli.checking.findings import Check, Finding, Look, State, fail
from limen.site.cli.folders import Folder
from limen.site.cli.telling import say
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrls

CHECKS = (
    Check(name="version", about="the database is patched", look=server.version),
    Check(name="durability", about="saved is saved", look=server.durability),
    Check(name="encryption", about="nobody listens between us and the database", look=server.encryption),
    Check(name="pooler", about="nobody is taken for the last borrower", look=server.pooler),
    Check(name="clock", about="two clocks agree", look=server.clock),
    Check(name="roles", about="no serving role has a power over the server", look=powers.roles),
    Check(name="membership", about="no serving role can become another", look=powers.membership),
    Check(name="making", about="no serving role makes anything", look=powers.making),
    Check(name="tables", about="the tables are up to date", look=application.tables),
    Check(name="walls", about="every table has its wall", look=walls.tables),
    Check(name="views", about="no view leads around the walls", look=walls.views),
    Check(name="functions", about="no function leads around the walls", look=walls.functions),
    Check(name="door", about="credentials are behind the door", look=walls.door),
    Check(name="disk", about="there is room", look=machine.disk),
    Check(name="backup", about="there is a fresh backup", look=machine.backup),
    Check(name="changes", about="the log of changes is shipped", look=machine.changes),
    Check(name="secrets", about="secrets are secret", look=machine.secrets),
    Check(name="demonstration", about="a demonstration stays at home", look=machine.demonstration),
    Check(name="debug", about="nothing shows its inside", look=application.debug),
    Check(name="headers", about="answers carry protecting headers", look=application.headers),
    Check(name="journal", about="the journal is as it was written", look=application.journal),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    names = ", ".join(check.name for check in CHECKS)
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument("--brief", action="store_true", help="print only what is not well")
    parser.add_argument("--only", action="append", metavar="NAME", help=f"only this one of: {names}")


def run(options: argparse.Namespace) -> int:
    """Look, tell, and count."""
    folder = Folder.chosen(options.folder)
    chosen = [check for check in CHECKS if not options.only or check.name in options.only]
    if not chosen:
        raise Trouble(
            f"There is no check {', '.join(options.only)}.", remedy="`limen check --help` names all."
        )
    with database_at_hand(folder):
        findings = _looked(folder, chosen)
    if options.json:
        told = [{"check": check.name, **_plain(finding)} for check, finding in findings]
        print(json.dumps(told, indent=1))
    else:
        _tell(findings, brief=options.brief)
    return 1 if any(finding.state is State.FAIL for _, finding in findings) else 0


def _looked(folder: Folder, chosen: list[Check]) -> list[tuple[Check, Finding]]:
    urls = DatabaseUrls.from_environment(os.environ)
    app = urls.required(DatabaseRole.APP)
    django.set_up(DatabaseRole.APP)
    from django.conf import settings

    with psycopg.connect(app.dsn, autocommit=True, connect_timeout=10, prepare_threshold=None) as connection:
        look = Look(folder=folder, urls=urls, app=app, connection=connection, is_demo=settings.DEMO)
        return [(check, _one(check, look)) for check in chosen]


def _one(check: Check, look: Look) -> Finding:
    try:
        return check.look(look)
    except Exception as error:  # noqa: BLE001  a check that cannot look has not found that all is well
        return fail(f"It could not be looked at ({type(error).__name__}).", "Mend the cause and check again.")


def _plain(finding: Finding) -> dict[str, str]:
    return {"state": finding.state, "says": finding.says, "remedy": finding.remedy}


def _tell(findings: list[tuple[Check, Finding]], *, brief: bool) -> None:
    for check, finding in findings:
        if brief and finding.state is State.OK:
            continue
        mark = finding.state.upper() if finding.state is not State.OK else "ok"
        say(f"  {mark:<5} {check.name:<14} {finding.says}")
        if finding.remedy:
            say(f"        {'':<14} → {finding.remedy}")
    counts = [sum(finding.state is state for _, finding in findings) for state in State]
    if not brief or counts[0] < len(findings):
        say(f"  {counts[0]} ok, {counts[1]} to mend, {counts[2]} not safe")
    sys.stdout.flush()
