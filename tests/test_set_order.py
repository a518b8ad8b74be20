"""No order comes from a set: Python orders sets of texts anew in every process, and the same input gives the same bytes."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import piadiff

ROOT = Path(piadiff.__file__).parent
_SETS = {"set", "frozenset", "AbstractSet", "MutableSet"}
_METHODS = {"union", "intersection", "difference", "symmetric_difference"}
_ANY_ORDER = {
    "set",
    "frozenset",
    "sorted",
    "any",
    "all",
    "sum",
    "len",
    "min",
    "max",
    "Counter",
    "update",
    "intersection",
}
_ORDERED = {"list", "tuple", "enumerate", "join", "extend", "fromkeys"}


def _named(node: ast.expr | None) -> bool:
    """Whether an annotation says set."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = ast.parse(node.value, mode="eval").body
    if isinstance(node, ast.BinOp):
        return _named(node.left) or _named(node.right)
    node = node.value if isinstance(node, ast.Subscript) else node
    return isinstance(node, ast.Name) and node.id in _SETS


def _holds(node: ast.expr | None) -> bool:
    """Whether an annotation says a collection of sets."""
    inner = node.slice if isinstance(node, ast.Subscript) else None
    inner = inner.elts[-1] if isinstance(inner, ast.Tuple) and inner.elts else inner
    return inner is not None and (_named(inner) or _holds(inner))


def _is_complete(key: ast.expr) -> bool:
    """Whether a key of sorting leaves no ties: its last part is the thing itself, or it is an order of its own."""
    if isinstance(key, ast.Name):
        return key.id not in {"len", "str"}
    if not isinstance(key, ast.Lambda) or not isinstance(key.body, ast.Tuple):
        return False
    last = key.body.elts[-1]
    return isinstance(last, ast.Name) and last.id == key.args.args[0].arg


class _Module(ast.NodeVisitor):
    """Finds the places of a module where a set is gone through in its own order."""

    def __init__(self, sets: set[str], holders: set[str]) -> None:
        self.sets, self.holders, self.names, self.held = sets, holders, [set[str]()], [set[str]()]
        self.found, self.free, self.single = list[int](), set[int](), list[set[str]]()

    def is_holder(self, node: ast.expr) -> bool:
        """Whether a value is a collection of sets."""
        if isinstance(node, ast.Name):
            return any(node.id in names for names in self.held)
        if isinstance(node, ast.Call):
            called = node.func.value if isinstance(node.func, ast.Subscript) else node.func
            if isinstance(called, ast.Attribute) and called.attr in {"values", "items"}:
                return self.is_holder(called.value)
            name = (
                called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            )
            return _holds(called if called is node.func else node.func) or name in self.holders
        return isinstance(node, ast.Attribute) and node.attr in self.holders

    def _bind(self, target: ast.expr, source: ast.expr) -> None:
        """The sets that a loop over a collection of sets names."""
        if self.is_holder(source):
            last = target.elts[-1] if isinstance(target, ast.Tuple) else target
            if isinstance(last, ast.Name):
                self.names[-1].add(last.id)

    def is_set(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Set | ast.SetComp):
            return True
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.Sub | ast.BitXor):
            return self.is_set(node.left) or self.is_set(node.right)
        if isinstance(node, ast.IfExp):
            return self.is_set(node.body) or self.is_set(node.orelse)
        if isinstance(node, ast.Name):
            return any(node.id in names for names in self.names)
        if isinstance(node, ast.Attribute):
            return node.attr in self.sets
        if isinstance(node, ast.Subscript):
            return self.is_holder(node.value) and not isinstance(node.slice, ast.Slice)
        if isinstance(node, ast.Call):
            called = node.func.value if isinstance(node.func, ast.Subscript) else node.func
            if isinstance(called, ast.Attribute):
                if called.attr in {"get", "setdefault"} and self.is_holder(called.value):
                    return True
                return called.attr in self.sets or (called.attr in _METHODS and self.is_set(called.value))
            return isinstance(called, ast.Name) and (called.id in _SETS or called.id in self.sets)
        return False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        self.names.append({each.arg for each in arguments if _named(each.annotation)})
        self.held.append({each.arg for each in arguments if _holds(each.annotation)})
        ones = [each for each in ast.walk(node) if isinstance(each, ast.Compare) and ast.unparse(each).endswith(" 1")]
        self.single.append({match for each in ones for match in re.findall(r"len\(([^()]+)\)", ast.unparse(each))})
        self.generic_visit(node)
        for stack in (self.names, self.held, self.single):
            stack.pop()

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.target, ast.Name) and _named(node.annotation):
            self.names[-1].add(node.target.id)
        if isinstance(node.target, ast.Name) and _holds(node.annotation):
            self.held[-1].add(node.target.id)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=False))
            self.names[-1] |= {t.id for t, value in pairs if isinstance(t, ast.Name) and self.is_set(value)}
            self.held[-1] |= {t.id for t, value in pairs if isinstance(t, ast.Name) and self.is_holder(value)}
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func.value if isinstance(node.func, ast.Subscript) else node.func
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        keys = [word.value for word in node.keywords if word.arg == "key"]
        keyed = name in {"min", "max", "sorted"} and bool(keys) and not _is_complete(keys[0])
        if name in _ANY_ORDER and not keyed:
            self.free |= {id(each) for each in node.args}
            self.free |= {id(each.value) for each in node.args if isinstance(each, ast.Starred)}
        if name == "iter" and node.args:
            self._note_one(node.args[0])
        if name in _ORDERED or keyed:
            self._note(node.args)
        if name == "pop" and not node.args and isinstance(called, ast.Attribute):
            self._note_one(called.value)
        self.generic_visit(node)

    def _note(self, nodes: list[ast.expr]) -> None:
        self.found += [node.lineno for node in nodes if id(node) not in self.free and self.is_set(node)]

    def _note_one(self, node: ast.expr) -> None:
        """One thing out of a set is in order where it is the only one."""
        if not any(ast.unparse(node) in names for names in self.single):
            self._note([node])

    def visit_For(self, node: ast.For) -> None:
        self._bind(node.target, node.iter)
        self._note([node.iter])
        self.generic_visit(node)

    def visit_Starred(self, node: ast.Starred) -> None:
        self._note([node.value])
        self.generic_visit(node)

    def visit_Set(self, node: ast.Set) -> None:
        self.free |= {id(each.value) for each in node.elts if isinstance(each, ast.Starred)}
        self.generic_visit(node)

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp | ast.DictComp | ast.SetComp) -> None:
        for each in node.generators:
            self._bind(each.target, each.iter)
        if id(node) not in self.free and not isinstance(node, ast.SetComp):
            self._note([each.iter for each in node.generators])
        self.generic_visit(node)

    visit_ListComp = visit_GeneratorExp = visit_DictComp = visit_SetComp = _comprehension  # noqa: N815 - the names ast calls


def _declared(trees: list[ast.Module], says: Callable[[ast.expr | None], bool]) -> set[str]:
    """Attributes and functions that are said to be or to give what ``says`` asks for, and nowhere anything else."""
    sets, others = set[str](), set[str]()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                (sets if says(node.returns) else others).add(node.name)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                (sets if says(node.annotation) else others).add(node.target.id)
    return sets - others


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}
SETS, HOLDERS = _declared(list(TREES.values()), _named), _declared(list(TREES.values()), _holds)


def places(tree: ast.Module) -> list[int]:
    module = _Module(SETS, HOLDERS)
    module.visit(tree)
    return sorted(set(module.found))


@pytest.mark.parametrize(
    "source",
    [
        "for each in {a, b}: print(each)",
        "found = {key(x) for x in y}\nmade = [f(x) for x in found]",
        "def f(words: frozenset[str]) -> list[str]:\n    return list(words - {'a'})",
        "''.join(a | {b})",
        "x = max(set(words), key=len)",
        "y = set(a).pop()",
        "def f(groups: list[set[str]]) -> None:\n    for group in groups:\n        for each in group:\n            print(each)",
        "found = dict[str, set[str]]()\nfor name, group in found.items():\n    print([each for each in group])",
    ],
)
def test_an_order_out_of_a_set_is_found(source):
    assert places(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "sorted({a, b})",
        "len(set(x))",
        "y = {f(x) for x in {a, b}}",
        "any(x for x in {a})",
        "sorted(set(a), key=lambda x: (len(x), x))",
    ],
)
def test_what_needs_no_order_may_go_through_a_set(source):
    assert not places(ast.parse(source))


def test_no_order_comes_from_a_set():
    assert [f"{path.relative_to(ROOT)}:{line}" for path, tree in TREES.items() for line in places(tree)] == []
