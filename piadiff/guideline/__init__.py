"""Changes + rules + facts + as_of → Findings."""
