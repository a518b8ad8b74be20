#!/usr/bin/env python3
"""One comment on a pull request, made or renewed. Standard library only; a host that lets nobody write is no fault.

    comment.py github|gitlab FILE

GitHub: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, PULL_NUMBER.
GitLab: CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, PIADIFF_TOKEN.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MARK = "<!-- piadiff -->"
_READ_ONLY = (401, 403, 404)
_PAGE = 100


class Host:
    """Where the comments of one pull request are: their address, one comment's address, and how to sign."""

    def __init__(self, name: str) -> None:
        told = os.environ
        if name == "gitlab":
            project = f"{told['CI_API_V4_URL']}/projects/{told['CI_PROJECT_ID']}"
            self.comments = self.one = f"{project}/merge_requests/{told['CI_MERGE_REQUEST_IID']}/notes"
            self.headers = {"PRIVATE-TOKEN": told.get("PIADIFF_TOKEN", "")}
            self.renew = "PUT"
        else:
            base = f"{told['GITHUB_API_URL']}/repos/{told['GITHUB_REPOSITORY']}/issues"
            self.comments, self.one = f"{base}/{told['PULL_NUMBER']}/comments", f"{base}/comments"
            self.headers = {
                "Authorization": f"Bearer {told.get('GITHUB_TOKEN', '')}",
                "Accept": "application/vnd.github+json",
            }
            self.renew = "PATCH"

    def ask(self, method: str, address: str, body: str | None = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Call the host."""
        data = json.dumps({"body": body}).encode() if body is not None else None
        headers = {**self.headers, "Content-Type": "application/json", "User-Agent": "piadiff"}
        request = urllib.request.Request(address, data=data, headers=headers, method=method)  # noqa: S310 - the host's
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - the host's
            return json.load(answer)

    def mine(self) -> int | None:
        """The comment that carries the mark, None when there is none yet."""
        page = 1
        while found := self.ask("GET", f"{self.comments}?per_page={_PAGE}&page={page}"):
            for comment in found:
                if str(comment.get("body", "")).startswith(MARK):
                    return int(comment["id"])
            if len(found) < _PAGE:
                break
            page += 1
        return None


def main(name: str, file: str) -> int:
    """Make or renew the comment."""
    body = Path(file).read_text(encoding="utf-8")
    host = Host(name)
    try:
        known = host.mine()
        if known is None:
            host.ask("POST", host.comments, body)
        else:
            host.ask(host.renew, f"{host.one}/{known}", body)
    except urllib.error.HTTPError as error:
        if error.code not in _READ_ONLY:
            raise
        print(f"コメントを書く権限がないため（{error.code}）、要約と注釈だけにします")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
