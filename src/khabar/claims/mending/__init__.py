"""Trees put right where the parser errs in ways that can be told from the sentence alone, before anything reads them.

Each rule yields the words that it changes; the next rule sees the tree so mended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from khabar.claims.mending import (
    counted,
    headlines,
    homographs,
    hyphens,
    joined,
    loose,
    modifiers,
    naming,
    nominals,
    objects,
    outcomes,
    participles,
    rows,
    speaking,
    tags,
)
from khabar.claims.tree import Tree, grow
from khabar.records import Parse, Word

Rule = Callable[[Tree], Mapping[int, Word]]

RULES: tuple[Rule, ...] = (
    homographs.participle,
    homographs.past,
    homographs.gerund,
    homographs.unmarked_past,
    homographs.bare_infinitive,
    homographs.odd_past,
    homographs.lost_subject,
    homographs.plural_verb,
    homographs.joined_verb,
    homographs.verb_in_row,
    headlines.verb_with_object,
    headlines.verb_in_row,
    headlines.later_verb,
    headlines.clause_with_as,
    headlines.counted_after_label,
    headlines.plan_of_subject,
    homographs.noun_before_verb,
    homographs.tag_as_noun,
    homographs.infinitive_as_noun,
    homographs.infinitive_as_adverbial,
    homographs.participle_as_noun,
    homographs.noun_after_verb,
    homographs.opening_noun,
    homographs.done_by,
    homographs.entrusted,
    modifiers.mark_of_modifier,
    modifiers.number_between,
    modifiers.those_of_whom,
    modifiers.joined_to_name,
    modifiers.part_of_those,
    modifiers.said_closer,
    modifiers.land_of_town,
    modifiers.participle_behind,
    modifiers.goal_of_verb,
    modifiers.means_of_harm,
    nominals.noun_complement,
    nominals.relative,
    nominals.relative_of_party,
    nominals.content,
    nominals.clitic,
    nominals.possessed,
    nominals.within_name,
    nominals.named_after_doing,
    nominals.torn_name,
    nominals.described,
    nominals.counted,
    nominals.counted_between,
    nominals.compared,
    nominals.dated,
    nominals.gerund,
    nominals.sitting,
    nominals.charge_of_agent,
    naming.agent_after_name,
    nominals.row_before_noun,
    nominals.verbs_before_noun,
    objects.subject_of_condition,
    speaking.subject_of_adverbial,
    objects.second_subject,
    counted.subject_of_second,
    objects.subject_after,
    objects.particle,
    objects.titled_object,
    counted.range_of_object,
    counted.as_many_as,
    objects.unaided,
    objects.aided,
    rows.row,
    rows.row_before_verb,
    rows.as_well_as,
    participles.noun_with_article,
    participles.of_place_before,
    participles.active,
    participles.active_beside_pronoun,
    participles.orphaned,
    participles.harmed,
    participles.harmed_as_noun,
    participles.row_of_passives,
    participles.between_nouns,
    participles.after_object,
    participles.of_victim,
    participles.parted_object,
    hyphens.bound,
    hyphens.bound_as_relative,
    hyphens.bound_as_clause,
    participles.conjoined,
    participles.headless,
    participles.with_object,
    participles.verbless,
    participles.before_object,
    participles.believed,
    participles.after_subject,
    participles.within_subject,
    loose.apposed_speaker,
    loose.speaker_after_opening,
    tags.inverted,
    tags.inverted_inside,
    tags.lost_speaker,
    tags.speaker_as_apposition,
    tags.verb_as_agent,
    tags.tag_between_commas,
    tags.two_speakers,
    tags.tag_as_conjunct,
    tags.tag_as_relative,
    tags.tag_at_end,
    tags.clause_beside,
    tags.clause_of_noun,
    tags.clause_before,
    tags.contrast_as_content,
    tags.tag_as_auxiliary,
    tags.tag_in_relative,
    tags.tag_as_adverbial,
    tags.after_tag,
    tags.active_tag,
    loose.verb_between,
    loose.loose_tag,
    loose.tag_before_speaker,
    speaking.asking_without_auxiliary,
    speaking.addressed,
    speaking.speaker_at_end,
    speaking.clause_after_venue,
    speaking.quoted_after_participle,
    speaking.gerund_as_subject,
    speaking.office_before_name,
    speaking.late_subject,
    speaking.raised_beside,
    speaking.clause_with_subject,
    speaking.participle_beside,
    speaking.speakers_participle,
    speaking.source_before_subject,
    speaking.name_after_office,
    speaking.what_is_called,
    speaking.condition_beside,
    speaking.condition_parted,
    nominals.claim_beside,
    naming.judged_apart,
    joined.told_before_tag,
    joined.second_verb,
    joined.second_clause,
    joined.unlike_verb,
    joined.that_too,
    joined.verb_beside_adjective,
    joined.said_too,
    joined.clause_after_place,
    joined.beyond_clause,
    joined.own_object,
    joined.nearest_object,
    objects.joined_to_verb,
    objects.object_before,
    objects.sought,
    objects.first_object,
    naming.title_of_object,
    objects.receiver_within,
    objects.number_of_receiver,
    objects.late_object,
    naming.named,
    objects.raised,
    objects.noun_before_infinitive,
    objects.asked,
    objects.relative_as_clause,
    objects.relative_after_comma,
    objects.participle_after_noun,
    objects.participle_within_object,
    objects.participle_of_object,
    objects.gerund_of_object,
    objects.charge_of_object,
    objects.estimated,
    outcomes.outcome,
    outcomes.outcome_of_inner,
    outcomes.outcome_before_main,
    outcomes.dead,
)


def mended(parses: Sequence[Parse]) -> tuple[Tree, ...]:
    """The trees of the parses with what the rules put right."""
    return tuple(_mended(parse) for parse in parses)


def _mended(parse: Parse) -> Tree:
    tree = grow(parse)
    for rule in RULES:
        if changes := rule(tree):
            words = tuple(changes.get(i, word) for i, word in enumerate(tree.words))
            if _is_tree(words):
                tree = grow(replace(tree.parse, words=words))
    return tree


def _is_tree(words: Sequence[Word]) -> bool:
    """Whether every word still leads up to the one root."""
    if sum(w.head < 0 for w in words) != 1:
        return False
    safe: set[int] = set()
    for i in range(len(words)):
        trail: list[int] = []
        node = i
        while node >= 0 and node not in safe:
            if node in trail:
                return False
            trail.append(node)
            node = words[node].head
        safe.update(trail)
    return True
