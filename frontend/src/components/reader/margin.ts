/** Notes in the margin, each beside its words where there is room; the note that is looked at has its place first. */

export interface Placed {
  /** Where the words stand, in pixels from the top. */
  wanted: number
  height: number
}

const GAP = 10

/** The top of each note. `first` is the index of the note that must stand beside its words, or -1. */
export function stacked(notes: Placed[], first: number): number[] {
  const tops: number[] = new Array(notes.length)
  const anchor = Math.max(first, 0)
  let floor = -Infinity
  for (let i = anchor; i < notes.length; i++) {
    const note = notes[i]
    if (!note) continue
    tops[i] = Math.max(note.wanted, floor)
    floor = (tops[i] ?? 0) + note.height + GAP
  }
  let ceiling = tops[anchor] ?? 0
  for (let i = anchor - 1; i >= 0; i--) {
    const note = notes[i]
    if (!note) continue
    tops[i] = Math.min(note.wanted, ceiling - note.height - GAP)
    ceiling = tops[i] ?? 0
  }
  return tops[0] !== undefined && tops[0] < 0 ? downFrom(notes, tops) : tops
}

/** The same notes, pushed down so that the first is not above the text. */
function downFrom(notes: Placed[], tops: number[]): number[] {
  let floor = 0
  return tops.map((top, i) => {
    const moved = Math.max(top, floor)
    floor = moved + (notes[i]?.height ?? 0) + GAP
    return moved
  })
}
