FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
# The build hook brings a Node with pip and builds the page into the wheel.
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .
RUN python -m venv /opt/riskweave \
 && /opt/riskweave/bin/python -m pip install --no-cache-dir --require-hashes -r requirements/run.txt \
 && /opt/riskweave/bin/python -m pip install --no-cache-dir --no-deps /wheels/riskweave-*.whl

FROM python:3.12-slim AS run
COPY --from=build /opt/riskweave /opt/riskweave
RUN useradd --system --uid 10001 --create-home --home-dir /home/riskweave riskweave \
 && install -d -o riskweave -g riskweave /var/lib/riskweave
ENV PATH=/opt/riskweave/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NUMBA_CACHE_DIR=/var/lib/riskweave/numba \
    RISKWEAVE_FOLDER=/var/lib/riskweave
USER riskweave
WORKDIR /var/lib/riskweave
VOLUME /var/lib/riskweave
EXPOSE 8765
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8765/healthz', timeout=4)"]
CMD ["riskweave", "serve"]
