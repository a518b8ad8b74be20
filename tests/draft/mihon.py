"""Changes of the invented みほん市 that drafts are tested with."""

from piadiff.model import Action, Change, Facet, FacetKind, Finding, ItemKind, Reason, Timing, Verdict, parse_path

TEXT = "\n".join(
    [
        "＜みほん市における措置＞",
        "・端末の置かれた執務室は、職員の入退室を記録する装置で施錠し、業務時間外は警備会社が監視している。",
        "・端末の画面には覗き見を防ぐ覆いを付け、離席のときは必ず画面を閉じることを定めている。",
        "＜共同センターにおける措置＞",
        "・センターの機械室への入室は、あらかじめ届け出た者に限り、生体認証と施錠した扉で二重に確かめている。",
        "・記録媒体の持出しは、管理者の許可を得たうえで台帳に記し、毎月末に残数を確かめている。",
    ]
)


def finding(path, before="", after="", **told):
    """A finding as the rooms before the draft hand it over."""
    action = Action.CHANGED if before and after else Action.ADDED if after else Action.REMOVED
    change = Change(
        path=parse_path(path),
        action=told.pop("action", action),
        before=before,
        after=after,
        kind=told.pop("kind", ItemKind.TEXT),
        facets=told.pop("facets", ()),
        old_path=parse_path(told.pop("old_path")) if "old_path" in told else None,
        significant=told.pop("significant", False),
    )
    verdict, timing = told.pop("verdict", Verdict.MINOR), told.pop("timing", Timing.AFTER)
    return Finding(
        change=change,
        verdict=verdict,
        timing=timing,
        explanation=told.pop("explanation", "文言整理のため、重要な変更に当たらない。"),
        reasons=(Reason("wording_only", "指針第6の2(2)", verdict, timing),),
        cause=told.pop("cause", "文言整理"),
        **told,
    )


def law(before, after):
    """The facet of a law citation that moved."""
    return (Facet(FacetKind.CITATION, before, after),)
