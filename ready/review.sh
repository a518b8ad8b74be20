#!/usr/bin/env bash
# One look at a pull request; every surface is written from its one result. Needs BASE and HEAD; writes into OUT.
set -u
mkdir -p "$OUT"
# What an earlier look left must not be taken for this one's.
rm -f "$OUT"/{comment,summary,report}.md "$OUT"/piadiff.{json,sarif,xml} "$OUT/gl-code-quality-report.json"
piadiff pr "$BASE..$HEAD" ${FAIL_ON:+--fail-on "$FAIL_ON"} ${LINKS:+--links "$LINKS"} --format "${FORMAT:-text}" \
  --write "markdown=$OUT/comment.md" --write "summary=$OUT/summary.md" --write "report=$OUT/report.md" \
  --write "json=$OUT/piadiff.json" --write "sarif=$OUT/piadiff.sarif" --write "junit=$OUT/piadiff.xml" \
  --write "gitlab=$OUT/gl-code-quality-report.json"
echo $? > "$OUT/status"
