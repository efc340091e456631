/** The kinds of words that the reader can show, and what a claim lights up when it is looked at. */
import type { NestedClaim, Reading, Span } from '../../api/types'

export interface Kind {
  name: string
  title: string
  /** The names of the highlights, as the style sheet knows them, with their spans. */
  spans: (reading: Reading) => Record<string, Span[]>
}

const whole = (spans: ({ start: number | null; end: number | null } | null)[]): Span[] =>
  spans.filter((one): one is Span => one !== null && one.start !== null && one.end !== null)

export const KINDS: Kind[] = [
  { name: 'deed', title: 'Deeds', spans: (r) => ({ deed: r.claims }) },
  {
    name: 'voice',
    title: 'Sources and their verbs',
    spans: (r) => ({ voice: whole(r.attributions.map((one) => one.source)), cue: whole(r.attributions.map((one) => one.cue)) }),
  },
  { name: 'figure', title: 'Figures', spans: (r) => ({ figure: r.quantities.filter((one) => one.claim_id || one.measure !== 'other') }) },
  { name: 'party', title: 'Parties', spans: (r) => ({ party: r.mentions.filter((one) => one.kind !== 'place') }) },
  { name: 'place', title: 'Places', spans: (r) => ({ place: r.places }) },
  { name: 'date', title: 'Dates', spans: (r) => ({ date: r.dates }) },
  { name: 'issue', title: 'Doubts', spans: (r) => ({ issue: whole(r.issues) }) },
]

export const USUAL = ['deed', 'voice', 'figure', 'issue']
export const NAMES = ['deed', 'voice', 'cue', 'figure', 'party', 'place', 'date', 'issue']
export const ACTIVE = ['active-sentence', 'active-content', 'active-party', 'active-figure', 'active-place', 'active-voice', 'active-cue', 'active-deed']

/** What lights up for one claim: its sentence, its parties, its figures, the mouths it came through, and the deed itself. */
export function lit(reading: Reading, claim: NestedClaim): Record<string, Span[]> {
  const said = (roles: string[]) => whole(claim.participants.filter((one) => roles.includes(one.role)))
  const held = reading.attributions.find((one) => one.attribution_id === claim.attribution_id)
  return {
    'active-sentence': reading.sentences.filter((one) => one.start <= claim.start && claim.start < one.end),
    'active-content': held ? held.content : [],
    'active-party': said(['actor', 'recipient', 'instrument', 'beneficiary']),
    'active-place': said(['place', 'date']),
    'active-figure': reading.quantities.filter((one) => one.claim_id === claim.claim_id),
    'active-voice': whole(claim.holders),
    'active-cue': whole(claim.holders.map((one) => ({ start: one.cue_start, end: one.cue_end }))),
    'active-deed': [claim],
  }
}
