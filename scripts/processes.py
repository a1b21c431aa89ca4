"""What runs: the one table that ``make run`` and docker-compose.yml both follow.

Standard library only; ``{port}`` and ``{host}`` are filled in by whoever starts them.
"""

PROCESSES: dict[str, list[str]] = {
    "web": [
        "gunicorn",
        "miljoloftet.wsgi",
        "--bind={host}:{port}",
        "--workers=2",
        "--threads=4",
        "--timeout=60",
        "--log-level=warning",
    ],
    "worker": [
        "celery",
        "--quiet",
        "--app=miljoloftet",
        "worker",
        "--loglevel=warning",
        "--concurrency=2",
    ],
    "beat": ["celery", "--quiet", "--app=miljoloftet", "beat", "--loglevel=warning"],
}


def command(name: str, *, host: str, port: int) -> list[str]:
    return [part.format(host=host, port=port) for part in PROCESSES[name]]
