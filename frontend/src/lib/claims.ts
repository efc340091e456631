/** A claim in the text's own words: who is said to have done what to whom. */
import type { ClaimRow, Link, NestedClaim } from '../api/types'

export interface Deed {
  before: string
  negated: boolean
  trigger: string
  /** To whom it was done, where nobody is said to have done it: never put before the deed, as if they had. */
  towards: string
  after: string
}

const listed = (texts: (string | null)[]) => texts.filter(Boolean).join(' and ')

/** The deed of a row of claims: actors before the trigger, and behind it to whom it was done. */
export function deedOf(row: ClaimRow): Deed {
  const actors = listed(row.actors.map((one) => one.text ?? one.name))
  const recipients = listed(row.recipients.map((one) => one.text ?? one.name))
  const means = listed((row.instruments ?? []).map((one) => one.text ?? one.name))
  return arranged(actors, recipients, means, row.trigger, row.negated ?? false)
}

/** The same, of a claim as the reading nests it. */
export function deedOfReading(claim: NestedClaim): Deed {
  const said = (role: string) => listed(claim.participants.filter((one) => one.role === role).map((one) => one.text ?? one.entity?.name ?? null))
  return arranged(said('actor'), said('recipient'), said('instrument'), claim.trigger, claim.negated)
}

function arranged(actors: string, recipients: string, means: string, trigger: string, negated: boolean): Deed {
  const by = means && !recipients.includes(means) ? `with ${means}` : ''
  const [towards, after] = actors ? ['', recipients] : [recipients, '']
  return { before: actors, negated, trigger, towards, after: [after, by].filter(Boolean).join(' ') }
}

/** A deed as one text, for labels. */
export function deedText(deed: Deed): string {
  return [deed.before, deed.negated ? 'not' : '', deed.trigger, deed.towards && `→ ${deed.towards}`, deed.after].filter(Boolean).join(' ')
}

/** The chain of a claim as the reading nests it. */
export function chainOf(claim: NestedClaim): Link[] {
  return claim.holders.map((one) => ({
    depth: one.depth,
    text: one.text,
    name: null,
    kind: one.kind,
    factuality: one.factuality,
    stance: one.stance,
    quotation: one.quotation,
  }))
}
