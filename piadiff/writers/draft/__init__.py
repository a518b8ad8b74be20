"""Drafted 変更箇所 rows in every format."""
