# AcuInfo in one image: the web server, the scheduler and every management command. Runs as nobody in particular, on a
# read-only file system; /tmp is the only place it writes to. Build: docker build -t acuinfo .

FROM python:3.13-slim-trixie AS build
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-compile \
        --require-hashes --only-binary :all: -r requirements.txt \
    && /opt/venv/bin/python -m compileall -q /opt/venv/lib
WORKDIR /srv/acuinfo
COPY manage.py ./
COPY acuinfo ./acuinfo
COPY conditions ./conditions
COPY articles ./articles
COPY templates ./templates
COPY locale ./locale
COPY content ./content
COPY deploy/healthy.py ./deploy/healthy.py
RUN ENVIRONMENT=development /opt/venv/bin/python manage.py collectstatic --noinput -v0 \
    && /opt/venv/bin/python -m compileall -q acuinfo conditions articles

FROM python:3.13-slim-trixie
# pg_dump, pg_restore and psql for the commands backup, verify and restore; unpinned, for Debian keeps one version only.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 acuinfo \
    && useradd --uid 10001 --gid acuinfo --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin acuinfo \
    && install -d -o acuinfo -g acuinfo -m 0700 /backups
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/acuinfo /srv/acuinfo
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ENVIRONMENT=production \
    PORT=8000
WORKDIR /srv/acuinfo
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 CMD ["python", "deploy/healthy.py"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "25", "--log-level", "warning", "acuinfo.wsgi:application"]
