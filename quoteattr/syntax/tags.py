"""Penn Treebank tags of finite verbs."""

__all__ = ["FINITE", "FINITE_VERBS"]

FINITE_VERBS = frozenset({"VBD", "VBP", "VBZ"})
"""Tags of finite verbs that are no modals."""
FINITE = FINITE_VERBS | {"MD"}
"""Tags of finite verbs."""
