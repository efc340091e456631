/** Text as the casebook counts it (code points) and as the browser does (UTF-16 units), and characters that hide. */

/** Turns offsets in code points into offsets in UTF-16 units, for one text. */
export function unitsOf(text: string): (codePoint: number) => number {
  const wide: number[] = []
  let points = 0
  for (const one of text) {
    if (one.length === 2) wide.push(points)
    points += 1
  }
  if (wide.length === 0) return (offset) => offset
  return (offset) => offset + below(wide, offset)
}

/** Turns offsets in UTF-16 units into offsets in code points, for one text. */
export function pointsOf(text: string): (unit: number) => number {
  return (unit) => Array.from(text.slice(0, unit)).length
}

/** How many of the sorted numbers are smaller than the limit. */
function below(sorted: number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}

export interface Piece {
  text: string
  name: string | null
}

const UNSEEN = /([\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[\u{e0000}-\u{e007f}])/u
const NAMES: Record<string, string> = {
  '\u00ad': 'SHY', '\u061c': 'ALM', '\u200b': 'ZWSP', '\u200c': 'ZWNJ', '\u200d': 'ZWJ', '\u200e': 'LRM', '\u200f': 'RLM',
  '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO', '\u2060': 'WJ',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI', '\ufeff': 'BOM',
}

/** A text cut at the characters that cannot be seen or that turn its direction; those carry a name to be shown. */
export function pieces(text: string): Piece[] {
  if (!UNSEEN.test(text)) return [{ text, name: null }]
  return text
    .split(UNSEEN)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, name: UNSEEN.test(part) ? named(part) : null }))
}

function named(character: string): string {
  return NAMES[character] ?? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
