"""What a second reader, a model on the office's own network, thinks of a change: never a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piadiff.model.change import Verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """An answer that was asked for.

    Attributes:
        facts: What it would have a person find out.
        model: Who answered, as the person who asked named it.
        day: Day of the answer.
    """

    verdict: Verdict
    reason: str
    facts: tuple[str, ...]
    model: str
    day: date

    def heavier(self, verdict: Verdict) -> bool:
        """Whether it asks for more care than a verdict; a lighter one changes nothing."""
        return self.verdict.weight > verdict.weight

    def line(self, verdict: Verdict) -> str:
        """The answer in words, beside a verdict."""
        look = "。判定より重いので、確かめてください" if self.heavier(verdict) else ""
        facts = f"。確かめること: {'、'.join(self.facts)}" if self.facts else ""
        told = f"{self.verdict}と見ています{look}。{self.reason.rstrip('。')}{facts}"
        return f"参考意見（{self.model}、{self.day.isoformat()}。判定ではありません）: {told}"
