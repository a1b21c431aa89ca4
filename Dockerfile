# The site as an image: one for web, worker and beat alike; what it runs is its command.

FROM node:22-bookworm-slim AS front
WORKDIR /front
COPY package.json package-lock.json ./
RUN npm ci --silent --no-audit --no-fund
COPY front front
RUN npm run build --silent && npm prune --omit=dev --silent

FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /venv
COPY scripts/bootstrap.lock requirements.lock /tmp/
RUN /venv/bin/pip install -q --no-cache-dir --require-hashes -r /tmp/bootstrap.lock \
    && VIRTUAL_ENV=/venv /venv/bin/uv pip sync -q --no-cache --require-hashes /tmp/requirements.lock

FROM python:3.11-slim-bookworm
# What makes PDF copies of office files, with letters as wide as Word's; OFFICE= leaves it out.
ARG OFFICE="libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui fonts-liberation2 fonts-crosextra-carlito"
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core ${OFFICE} \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /site site \
    && install -d -o site -g site /data
COPY --from=packages /venv /venv
WORKDIR /site
COPY --from=front /front/node_modules node_modules
COPY --from=front /front/front/built front/built
COPY manage.py pyproject.toml ./
COPY miljoloftet miljoloftet
COPY forums forums
COPY cases cases
COPY portfolio portfolio
COPY reporting reporting
COPY demo demo
COPY templates templates
COPY static static
COPY locale locale
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MILJOLOFTET_VAR_DIR=/data \
    MILJOLOFTET_STATIC_DIR=/site/collected
RUN for language in nn en; do \
        pybabel -q compile -i locale/$language/LC_MESSAGES/django.po \
            -o locale/$language/LC_MESSAGES/django.mo; done \
    && MILJOLOFTET_SECRET_KEY=only-while-the-image-is-built-0123456789-abcdefghij \
       MILJOLOFTET_ALLOWED_HOSTS=build.invalid python manage.py collectstatic --noinput -v0
USER site
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz')"]
CMD ["gunicorn", "miljoloftet.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--timeout=60", "--log-level=warning"]
