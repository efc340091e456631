/** What a person may set in a claim, with the words of each value. Codes of events and modes are the codebook's. */
import { EVENT_CODES, eventWords, plain, registerWords, sureness, SURENESS_CODES } from '../../lib/words'

export interface Field {
  name: string
  title: string
  values: [value: string, words: string][]
}

const words = (codes: string[], said: (code: string) => string): [string, string][] => codes.map((code) => [code, said(code)])

export const FIELDS: Field[] = [
  { name: 'event', title: 'What', values: words(EVENT_CODES, eventWords) },
  { name: 'realis', title: 'Done, or to come', values: words(['occurred', 'ongoing', 'planned', 'promised', 'threatened', 'demanded', 'hypothetical', 'generic'], plain) },
  { name: 'factuality', title: 'How surely it is said', values: words(SURENESS_CODES, (code) => `${code}: ${sureness(code).words}`) },
  { name: 'register', title: 'Register', values: words(['casualties', 'arms_transfer', 'deployment', 'territory', 'political_process', 'backing', 'statements'], registerWords) },
]
