"""The page of figures, and the table printed after a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluation.floors import Floor
from evaluation.results import Result
from evaluation.sets import EvaluationSet

INTRODUCTION = """# Quality, measured

*Written by `python -m evaluation`; do not edit.*

What the reader says was compared with what careful people wrote down, on open data. Nothing was tuned on a part
called test, and a test part is scored once for each version of the model and of what is weighed beside it; that of our
own key, which measures the rules too, once for each release of all. A floor is a figure that a build may not fall below;
floors only rise, unless another model ships. Shares are of one; `n` counts what stands behind a set's figures.
The *null reader* finds the same claims and takes every sentence at the author's word: no other holder, everything
certain and done. What it reaches is what comes free. The *second reader* keyed the attributions and quantities of the
open reports anew, from the texts and the guidelines and without the key: that column is what the same scorers say of
those rows against the key (`python -m evaluation.agreement`). What goes wrong most often, with examples,
is on the page of [errors](errors.md).

Run it: `python -m evaluation` measures the shipped reports; with `KHABAR_DATA` naming a folder that holds the open data
sets, all of them, and a missing one is then an error.
"""

SPOKEN = {
    "upos": "part of speech (UPOS)",
    "xpos": "part of speech (XPOS)",
    "lemma": "lemma",
    "uas": "heads (UAS)",
    "las": "heads and full labels (LAS)",
    "las_universal": "heads and universal labels",
    "event_recall_core": "core events found",
    "event_precision": "claims that are events of the key",
    "class_accuracy": "right class",
    "actor_accuracy_printed": "right actor, where the text prints one",
    "recipient_accuracy_printed": "right recipient, where the text prints one",
    "factuality_macro": "factuality, mean over four groups",
    "chain_full_accuracy_attributed": "whole chain right, where somebody is quoted",
    "chain_innermost_accuracy_attributed": "innermost holder right, where somebody is quoted",
    "chain_rightly_absent": "no holder, where nobody is quoted",
    "place_accuracy": "right place",
    "place_accuracy_printed": "right place, where the text prints one",
    "date_accuracy": "right date",
    "quantity_f1": "quantities, F1 with value",
    "quantity_measure_accuracy": "right measure of a quantity",
    "quantity_said_by_accuracy": "right holder of a quantity",
    "attribution_source_f1": "attributions, F1 with source",
    "attribution_cue_f1": "attributions, F1 with cue",
    "attribution_content_f1": "attributions, F1 with content",
    "attribution_f1": "attributions, F1",
    "mention_recall": "mentions found",
    "entity_b3_f1": "mentions brought together, B-cubed F1",
    "factuality_r": "factuality, Pearson's r",
    "factuality_error": "factuality, mean absolute error",
    "names_f1": "names, F1",
    "names_overlap_f1": "names, F1 where spans overlap",
    "names_exact_f1": "names, F1 with exact spans",
    "date_recall": "date expressions found",
    "date_value_inside": "days inside the key's, of those found",
    "date_value_equal": "days equal to the key's, of those found",
    "place_recall": "places found",
    "place_placed": "of those in the gazetteer, put somewhere",
    "place_right_placed": "of those put somewhere, put right",
    "place_right": "of those in the gazetteer, put right",
    "relations_found": "relations of the key found",
    "relations_kind": "of those found, of the key's kind",
    "spearman": "rank correlation",
    "mean_of_roles": "five roles, mean F1",
    "perpind_f1": "individuals who did it, F1",
    "perporg_f1": "organizations who did it, F1",
    "target_f1": "physical targets, F1",
    "victim_f1": "named victims, F1",
    "weapon_f1": "weapons, F1",
    "confidence_accuracy": "how surely an organization did it, of those found",
}
ORDER = list(SPOKEN)


def page(
    sets: Iterable[EvaluationSet],
    results: Mapping[str, Result],
    floors: Mapping[str, Floor],
    second: Mapping[str, Result],
) -> str:
    """The whole page in Markdown. A set has its section once it was measured; until then the page knows nothing of it.

    ``second`` holds a second reader's figures against the key of a set.
    """
    sections = [
        f"## {one.title}\n\n{section(one, results[one.name], floors.get(one.name), second.get(one.name))}"
        for one in sets
        if one.name in results
    ]
    return "\n".join([INTRODUCTION, *sections])


def section(one: EvaluationSet, result: Result, floor: Floor | None, second: Result | None = None) -> str:
    """A set's figures as a table, with a column for a second reader where there is one."""
    counts = ", ".join(
        f"{k[2:].replace('_', ' ')} {v}" for k, v in sorted(result.metrics.items()) if k.startswith("n_")
    )
    rules = f", rules `{result.reader}`" if result.reader else ""
    lines = [
        f"{one.note}\n" if one.note else "",
        f"`{one.name}`, model `{result.model}`{rules}, data `{result.data}`.\n",
    ]
    columns = {
        "value": result.metrics,
        "null reader": result.beside,
        **({"second reader": second.metrics} if second else {}),
        "floor": floor.least if floor else {},
        "asked": one.targets,
    }
    lines += ["| figure | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in shown_metrics(result):
        lines.append(f"| {spoken(name)} | " + " | ".join(figure(c.get(name)) for c in columns.values()) + " |")
    gold = ", ".join(f"{k} {result.metrics[k]}" for k in GOLD_COUNTS if k in result.metrics)
    lines.append(f"\nn: {', '.join(x for x in (gold, counts) if x)}.\n")
    return "\n".join(line for line in lines if line)


GOLD_COUNTS = ("gold_core", "gold_all", "predicted_events", "quantity_gold", "attribution_gold", "mention_gold")


def shown_metrics(result: Result) -> list[str]:
    """The figures of a set worth a line, in a fixed order."""
    known = [m for m in ORDER if m in result.metrics]
    raw = [m for m in result.metrics if m not in SPOKEN and m.endswith("_f1") and m.count("_") == 1]
    return known + sorted(set(raw) - {"entity_b3_f1"})


def spoken(metric: str) -> str:
    """A metric's name in words."""
    return SPOKEN.get(metric) or metric.removesuffix("_f1").replace("_", " ") + ", F1"


def figure(value: float | None) -> str:
    """A figure as a cell shows it."""
    return "" if value is None else f"{value:.3f}"


def table(one: EvaluationSet, result: Result, floor: Floor | None) -> str:
    """A set's figures for the terminal."""
    lines = [f"{one.title}"]
    for name in shown_metrics(result):
        wanted, least = one.targets.get(name), (floor.least if floor else {}).get(name)
        extras = [f"null {figure(result.beside[name])}"] if result.beside.get(name) is not None else []
        extras += [f"floor {figure(least)}"] if least is not None else []
        extras += [f"asked {figure(wanted)}"] if wanted is not None else []
        lines.append(f"  {spoken(name):46}{figure(result.metrics.get(name)):>7}  {', '.join(extras)}".rstrip())
    return "\n".join(lines)
