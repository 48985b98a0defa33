"""`docaudit serve`: the review pages and the HTTP API on this machine."""

from __future__ import annotations

import click

from docaudit.errors import InputError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8321, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--database", metavar="URL", help="Database URL or SQLite file (default: the user's data folder).")
@click.option("--trusted-host", "trusted", multiple=True, metavar="NAME", help="Another host name that people may use.")
def serve(host: str, port: int, database: str | None, trusted: tuple[str, ...]) -> None:
    """Serve the review pages and the HTTP API."""
    run_server(host, port, database, trusted=trusted)


def run_server(host: str, port: int, database: str | None, *, trusted: tuple[str, ...] = ()) -> None:
    """Serve until interrupted; says the address, and on the first run the one-time password, on the terminal."""
    # Flask, the server and the database load only when it serves: `docaudit --help` asks every command.
    import waitress  # noqa: PLC0415

    from docaudit.storage import open_store  # noqa: PLC0415
    from docaudit_web.app import create_app  # noqa: PLC0415

    store = open_store(database)
    first = store.first_run()
    hosts = ["127.0.0.1", "localhost", "[::1]", *trusted]
    if host not in (*_LOOPBACK, "0.0.0.0", "::"):  # noqa: S104  (compared, not bound)
        hosts.append(host)
    app = create_app({"STORE": store, "TRUSTED_HOSTS": hosts})
    try:
        server = waitress.create_server(
            app, host=host, port=port, threads=8, max_request_body_size=app.config["UPLOAD_BYTES"], ident="docaudit"
        )
    except OSError as error:
        app.extensions["worker"].stop()
        store.close()
        msg = f"{host}:{port}: {error.strerror or error}; choose another --port"
        raise InputError(msg) from error
    click.echo(f"docaudit: http://{f'[{host}]' if ':' in host else host}:{port}/")
    if first is not None:
        click.echo(f"first sign-in: name {first[0]}, one-time password {first[1]} (to be changed at once)")
    try:
        server.run()
    finally:
        server.close()
        app.extensions["worker"].stop()
        store.close()
