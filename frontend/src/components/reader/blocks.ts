/** A report's text cut into blocks that can be set as type: headings, paragraphs, quotations, what a page has around them. */
import type { Reading } from '../../api/types'

export interface Block {
  kind: string
  /** Where the block starts in the whole text, in UTF-16 units. */
  start: number
  text: string
}

/** The paragraphs of each segment, in order. Text between segments is only space. */
export function blocksOf(reading: Reading, units: (codePoint: number) => number): Block[] {
  const { text } = reading.report
  const segments = reading.segments.length ? reading.segments : [{ start: 0, end: Infinity, kind: 'body' }]
  return segments.flatMap(({ start, end, kind }) => {
    const from = units(start)
    const part = text.slice(from, end === Infinity ? undefined : units(end))
    return [...part.matchAll(/\S(?:.|\n(?!\s*\n))*/g)].map((found) => ({ kind, start: from + found.index, text: found[0].trimEnd() }))
  })
}
