/** A claim by its roles, in the text's own words: who, to whom, and the word for the deed. */
import type { ClaimRow, Link, NestedClaim } from '../api/types'

export interface Deed {
  actors: string
  recipients: string
  negated: boolean
  trigger: string
  means: string
}

const listed = (texts: (string | null)[]) => texts.filter(Boolean).join(' and ')

/** The deed of a row of claims. The roles are marked, since words put in another order would make sentences nobody wrote. */
export function deedOf(row: ClaimRow): Deed {
  const told = (parties: { text: string | null; name: string | null }[]) => listed(parties.map((one) => one.text ?? one.name))
  return { actors: told(row.actors), recipients: told(row.recipients), means: told(row.instruments ?? []), trigger: row.trigger, negated: row.negated ?? false }
}

/** The same, of a claim as the reading nests it. */
export function deedOfReading(claim: NestedClaim): Deed {
  const said = (role: string) => listed(claim.participants.filter((one) => one.role === role).map((one) => one.text ?? one.entity?.name ?? null))
  return { actors: said('actor'), recipients: said('recipient'), means: said('instrument'), trigger: claim.trigger, negated: claim.negated }
}

/** A deed as one text, for labels. */
export function deedText({ actors, recipients, negated, trigger, means }: Deed): string {
  const parties = [actors, recipients && `→ ${recipients}`].filter(Boolean).join(' ')
  return `${parties && `${parties}: `}${negated ? 'not ' : ''}“${trigger}”${means && `, with ${means}`}`
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
