"""Responsibility that somebody takes by saying that they did it: "the group said it was behind the attack"."""

from __future__ import annotations

from dataclasses import replace

from khabar.claims.chain.paths import Path, is_again
from khabar.claims.events import Deed
from khabar.claims.view import Coverage
from khabar.codebook import Codebook

OWN = "RESPONSIBILITY"
TAKEN = "behind"
"""The adjective of the codebook whose line responsibility taken has."""


def taken(deed: Deed, path: Path, covered: Coverage, codebook: Codebook) -> tuple[Deed, Path] | None:
    """The deed and its path, with responsibility told by the one who takes it; None where nobody takes it for themselves."""
    tree, line = deed.tree, next(iter(codebook.predicates(TAKEN, "adj")), None)
    if line is None or tree.words[deed.word].upos not in ("ADJ", "ADP") or deed.line.register != line.register:
        return deed, path
    blamed = (*deed.roles.get("recipient", ()), *deed.roles.get("actor", ()))
    telling = [d for d in covered.at(tree.words[deed.word].start) if d.held][-1:]
    own = [d for d in telling if any(is_again(tree, d, h) for h in blamed) and not d.factuality.endswith("-")]
    if not own:
        return None if deed.line.event == OWN else (deed, path)
    return replace(deed, line=line, roles={"actor": blamed}), tuple(d for d in path if d not in own)
