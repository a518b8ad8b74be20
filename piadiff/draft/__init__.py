"""Findings → 変更箇所 rows."""
