FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY pyproject.toml README.md LICENSE /src/
COPY piadiff /src/piadiff
COPY ready/review.sh /usr/local/bin/piadiff-review
COPY ready/comment.py /usr/local/bin/piadiff-comment
RUN pip install --no-cache-dir /src && chmod +x /usr/local/bin/piadiff-review /usr/local/bin/piadiff-comment && rm -r /src
ENV PYTHONUTF8=1
USER 1000
WORKDIR /work
CMD ["piadiff", "--help"]
