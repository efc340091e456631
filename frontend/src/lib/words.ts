/** The casebook's codes in plain words. Nothing here says what is true; it says who holds what, and how surely. */
import { ALPHA2 } from 'virtual:countries'

export const LABEL = 'What was reported, by whom; not what happened.'

export interface Sureness {
  /** How sure: 3 certain, 2 probable, 1 possible, 0 no position. */
  degree: 0 | 1 | 2 | 3
  side: 'yes' | 'no' | 'open'
  words: string
  short: string
}

const SURENESS: Record<string, Sureness> = {
  'CT+': { degree: 3, side: 'yes', words: 'certain that it is so', short: 'certain' },
  'PR+': { degree: 2, side: 'yes', words: 'holds it probable', short: 'probable' },
  'PS+': { degree: 1, side: 'yes', words: 'holds it possible', short: 'possible' },
  'CT-': { degree: 3, side: 'no', words: 'certain that it is not so', short: 'denies' },
  'PR-': { degree: 2, side: 'no', words: 'holds it improbable', short: 'improbable' },
  'PS-': { degree: 1, side: 'no', words: 'holds it possible that it is not so', short: 'possibly not' },
  CTu: { degree: 0, side: 'open', words: 'knows, but does not say which', short: 'does not say' },
  Uu: { degree: 0, side: 'open', words: 'takes no position', short: 'no position' },
}

export function sureness(code: string | null | undefined): Sureness {
  return SURENESS[code ?? 'Uu'] ?? { degree: 0, side: 'open', words: 'not known', short: 'not known' }
}

export const SURENESS_CODES = Object.keys(SURENESS)

const EVENTS: Record<string, string> = {
  AGREE: 'agreement', CONSULT: 'talks', SUPPORT: 'support', CONCEDE: 'concession', COOPERATE: 'cooperation', AID: 'aid',
  RETREAT: 'retreat', REQUEST: 'demand', ACCUSE: 'accusation', REJECT: 'rejection', THREATEN: 'threat', PROTEST: 'protest',
  SANCTION: 'sanction', MOBILIZE: 'mobilisation', COERCE: 'coercion', ASSAULT: 'assault', POLITICAL_PROCESS: 'political process',
  RESPONSIBILITY: 'responsibility', DENY: 'denial', CONFIRM: 'confirmation', CANNOT_CONFIRM: 'cannot confirm',
}

export const EVENT_CODES = Object.keys(EVENTS)

export function eventWords(code: string | null | undefined): string {
  if (!code) return 'statement'
  return EVENTS[code] ?? code.toLowerCase().replaceAll('_', ' ')
}

const MODES: Record<string, string> = {
  demo: 'demonstration', riot: 'riot', strike: 'strike', boycott: 'boycott', obstruct: 'obstruction', abduct: 'abduction',
  seize: 'seizure', firearms: 'firearms', explosives: 'explosives', aerial: 'from the air', primitive: 'simple means',
  'heavy-weapons': 'heavy weapons', unconventional: 'unconventional', suicide: 'suicide attack', 'suicide-attack': 'suicide attack',
  beat: 'beating', torture: 'torture', execute: 'execution', sexual: 'sexual violence', assassinate: 'assassination',
  cleansing: 'cleansing', arrest: 'arrest', expel: 'expulsion', withdraw: 'withdrawal', allege: 'allegation',
  disapprove: 'disapproval', investigate: 'investigation', access: 'access given',
}

export function modeWords(code: string | null | undefined): string {
  return code ? (MODES[code] ?? code.replaceAll(/[-_]/g, ' ')) : ''
}

const HOLDERS: Record<string, string> = {
  N: 'named person', O: 'organisation', P: 'unnamed member of an organisation', D: 'described, not named', A: 'anonymous',
  C: 'several, collectively', M: 'document', W: 'witness', X: 'author',
  named_person: 'named person', 'named person': 'named person', organization: 'organisation', role: 'role, unnamed',
  described: 'described, not named', anonymous: 'anonymous', collective: 'several, collectively', document: 'document',
  witness: 'witness', author: 'the report itself',
}

export function holderWords(kind: string | null | undefined): string {
  return kind ? (HOLDERS[kind] ?? kind.replaceAll('_', ' ')) : ''
}

const UNNAMED: Record<string, string> = {
  author: 'the author', anonymous: 'someone unnamed', witness: 'a witness', document: 'a document',
}

export function unnamed(kind: string | null | undefined): string {
  return UNNAMED[kind ?? ''] ?? 'a source not named'
}

const REGISTERS: Record<string, string> = {
  casualties: 'Casualties', arms_transfer: 'Arms transfers', deployment: 'Deployments', territory: 'Territory',
  political_process: 'Political process', backing: 'Backing', statements: 'Statements',
}

export function registerWords(name: string | null | undefined): string {
  return name ? (REGISTERS[name] ?? plain(name)) : ''
}

/** A code as words, for tables whose codes are already plain. */
export function plain(code: string | number | boolean | null | undefined): string {
  return code === null || code === undefined || code === '' ? '—' : String(code).replaceAll('_', ' ')
}

const GENRES: Record<string, string> = { ngo: 'NGO' }

export function genreWords(code: string | null | undefined): string {
  return GENRES[code ?? ''] ?? plain(code)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An ISO date in words, as precise as it is given: 2019-11-28 → 28 Nov 2019; 2019-11 → Nov 2019. */
export function day(iso: string | null | undefined, withYear = true): string {
  if (!iso) return ''
  const [year, month, date] = iso.slice(0, 10).split('-')
  const name = month ? (MONTHS[Number(month) - 1] ?? month) : ''
  return [date ? String(Number(date)) : '', name, withYear || !month ? year : ''].filter(Boolean).join(' ')
}

/** An interval in words, shortened where both ends share month or year. */
export function span(earliest: string | null | undefined, latest: string | null | undefined): string {
  if (!earliest && !latest) return ''
  if (!earliest) return `by ${day(latest)}`
  if (!latest) return `from ${day(earliest)}`
  if (earliest.slice(0, 10) === latest.slice(0, 10)) return day(earliest)
  if (earliest.slice(0, 7) === latest.slice(0, 7)) return `${Number(earliest.slice(8, 10))}–${day(latest)}`
  return `${day(earliest, earliest.slice(0, 4) !== latest.slice(0, 4))} – ${day(latest)}`
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole(n)} ${n === 1 ? one : many}`
}

const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

export function whole(n: number | null | undefined): string {
  return n === null || n === undefined ? '' : NUMBERS.format(n)
}

const COMPARATORS: Record<string, string> = {
  exact: '', about: 'about ', at_least: 'at least ', at_most: 'at most ', over: 'more than ', under: 'fewer than ', range: '', vague: '',
}

/** A figure's bounds as a reader would say them; the words of the report stay beside it. */
export function bounds(low: number | null, high: number | null, comparator?: string | null): string {
  if (low !== null && high !== null) return low === high ? `${COMPARATORS[comparator ?? ''] ?? ''}${whole(low)}` : `${whole(low)}–${whole(high)}`
  if (low !== null) return `${whole(low)} or more`
  if (high !== null) return `up to ${whole(high)}`
  return 'no number'
}

const STANDINGS: Record<string, string> = {}

export function standingWords(code: string | null | undefined): string {
  return STANDINGS[code ?? ''] ?? plain(code)
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What an incident is called: its kind, place and time, as they were told. */
export function incidentTitle(one: { event: string | null; place_name: string | null; date_earliest: string | null; date_latest: string | null; clarity?: string | null }): string {
  const when = span(one.date_earliest, one.date_latest)
  return [capital(eventWords(one.event)), one.place_name, when].filter(Boolean).join(', ')
}

/** What of an incident's label its title does not say: the words for the deed, by whom and to whom. */
export function incidentWords(one: { label: string; place_name: string | null; date_earliest: string | null; date_latest: string | null }): string {
  const parts = [one.date_earliest ?? one.date_latest, one.place_name]
  return parts.reduce<string>((label, part) => (part && label.endsWith(`, ${part}`) ? label.slice(0, -part.length - 2) : label), one.label)
}

/** A toll: the lowest and the highest that was reported, and nothing between. */
export function tollWords(lowest: number | null, highest: number | null): string {
  if (lowest === null && highest === null) return 'no number'
  if (lowest === null) return `up to ${whole(highest)}`
  if (highest === null) return `${whole(lowest)} or more`
  return lowest === highest ? whole(lowest) : `${whole(lowest)} to ${whole(highest)}`
}

const FIELDS: Record<string, string> = {
  whether: 'whether it happened', who: 'who did it', whom: 'to whom it was done', when: 'when it was', where: 'where it was',
}

/** In what accounts meet; measures such as killed are words already. */
export function fieldWords(field: string): string {
  return FIELDS[field] ?? plain(field)
}

/** How surely a claim was read, of a hundred. */
export const percent = (part: number) => `${Math.round(part * 100)}%`

const REGIONS = new Intl.DisplayNames(['en-GB'], { type: 'region', fallback: 'none' })

/** A country's name for its ISO 3166-1 alpha-3 code. */
export function countryWords(code: string): string {
  const two = ALPHA2[code]
  return (two && REGIONS.of(two)) || code
}

const RELATIONS: Record<string, string> = {
  agree: 'agree', differ: 'differ', contradict: 'contradict each other', covers: 'one covers the other', revises: 'revised',
}

export function relationWords(kind: string): string {
  return RELATIONS[kind] ?? plain(kind)
}
