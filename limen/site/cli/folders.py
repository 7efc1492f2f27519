"""The folder of an installation: its embedded database, its secrets, its backups."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from limen.site.postgres.accounts import first_closed_folder, serving_account
from limen.site.postgres.clusters import kept_secret, write_secret
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrl

SECRETS = {"LIMEN_SECRET_KEY": "secret_key", "LIMEN_PEPPER": "pepper", "LIMEN_SEAL_KEY": "seal_key"}
ANCHORS = "LIMEN_ANCHORS"
FILES = "LIMEN_FILES"
DATABASE = "limen"
BACKUPS = "LIMEN_BACKUPS"
ELSEWHERE = "elsewhere"  # LIMEN_BACKUPS of a web server whose database is backed up by another machine
DEFAULT, ROOTS_DEFAULT = Path("data"), Path("/var/lib/limen")


class Folder:
    """Paths below one root. Nothing is made before `prepare`."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.postgres = self.root / "postgres"
        self.archive = self.postgres / "archive"
        self.secrets = self.root / "secrets"
        place = os.environ.get(BACKUPS, ELSEWHERE)
        self.backups = self.root / "backups" if place == ELSEWHERE else Path(place).absolute()
        self.work = self.root / "work"
        self.anchors = self.root / "anchors"
        self.files = self.root / "files"

    @classmethod
    def chosen(cls, wanted: Path | None) -> Folder:
        """The one asked for, or LIMEN_FOLDER, or ./data; for root /var/lib/limen when ./data lies behind
        a door that the database's lesser account cannot pass."""
        if said := wanted or os.environ.get("LIMEN_FOLDER"):
            return cls(Path(said))
        account = serving_account(DEFAULT.absolute() / "postgres" / "cluster")
        return cls(ROOTS_DEFAULT if first_closed_folder(DEFAULT.absolute(), account) else DEFAULT)

    def within(self, name: str) -> Folder:
        """An installation of its own in a folder of this one."""
        return Folder(self.root / name)

    def prepare(self) -> None:
        """Make the folders and the secrets that are missing."""
        self.refuse_anothers()
        try:
            # Root's database runs under a lesser account, which must pass through here to its own part.
            self.root.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
            self.secrets.mkdir(exist_ok=True, mode=0o700)
            self.anchors.mkdir(exist_ok=True, mode=0o700)
            for file in SECRETS.values():
                kept_secret(self.secrets / file)
        except OSError as error:
            raise Trouble(
                f"The folder {self.root} cannot be used ({error.strerror}).",
                remedy="Choose another with --folder, or correct its owner.",
            ) from None

    def refuse_anothers(self) -> None:
        """Root must not work in somebody's folder: what it leaves there, they could not read."""
        if os.geteuid() == 0 and self.root.exists() and (owner := self.root.stat().st_uid) != 0:
            raise Trouble(
                f"{self.root} belongs to the account number {owner}, and you are root.",
                remedy="Run `limen` as that account (sudo -u), or give the folder to root.",
            )

    @property
    def has_embedded_database(self) -> bool:
        """Whether a server of our own lives here."""
        return (self.postgres / "cluster" / "PG_VERSION").exists()

    @property
    def is_demo(self) -> bool:
        """Whether only invented people are in here."""
        return (self.root / "demonstration").exists()

    def mark_as_demo(self) -> None:
        """Remember that this is a demonstration, for every later command on this folder."""
        (self.root / "demonstration").touch()

    @property
    def wants_archive(self) -> bool:
        """Whether every change is to be kept until it is shipped: whoever makes the folder says so."""
        return self.archive.is_dir()

    def password(self, role: DatabaseRole) -> str:
        """The role's password; a new one when there is none yet."""
        return kept_secret(self.secrets / f"{role}.password")

    def url_file(self, role: DatabaseRole) -> Path:
        """The file with the role's address."""
        return self.secrets / f"{role}.url"

    def write_urls(
        self, *, host: str, port: str, database: str, parameters: dict[str, str] | None = None
    ) -> None:
        """Write down how each role signs in."""
        for role in DatabaseRole:
            url = DatabaseUrl(
                user=role,
                password=self.password(role),
                host=host,
                port=port,
                dbname=database,
                parameters=parameters or {},
            )
            write_secret(self.url_file(role), url.uri + "\n")

    def environment(self, is_set: Callable[[str], bool] = lambda name: name in os.environ) -> dict[str, str]:
        """What Limen needs to know of this folder: where each secret lies, never the secret itself."""
        files = {name: self.secrets / file for name, file in SECRETS.items()}
        files |= {role.variable: self.url_file(role) for role in DatabaseRole}
        said = {
            f"{name}_FILE": str(path)
            for name, path in files.items()
            if path.exists() and not is_set(name) and not is_set(f"{name}_FILE")
        }
        if self.anchors.is_dir() and not is_set(ANCHORS):
            said[ANCHORS] = str(self.anchors)
        if not is_set(FILES):
            said[FILES] = str(self.files)
        return said
