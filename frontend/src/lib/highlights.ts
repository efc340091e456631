/** Highlights over a text without a single element added to it (CSS Custom Highlight API). Kinds may overlap freely. */
import type { Span } from '../api/types'

/** The text nodes under the elements that say where their text starts, in order, with their place in the whole text. */
export class TextMap {
  readonly #starts: number[] = []
  readonly #nodes: Text[] = []

  constructor(
    root: HTMLElement,
    readonly units: (codePoint: number) => number,
  ) {
    for (const block of root.querySelectorAll<HTMLElement>('[data-start]')) {
      let at = Number(block.dataset.start)
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (!(node instanceof Text) || node.length === 0) continue
        this.#starts.push(at)
        this.#nodes.push(node)
        at += node.length
      }
    }
  }

  /** The range of a span given in code points; null where the text is not shown. */
  range(span: Span): Range | null {
    const [start, end] = [this.units(span.start), this.units(span.end)]
    const first = this.#index(start)
    const last = this.#index(end - 1)
    const [from, to] = [this.#nodes[first], this.#nodes[last]]
    if (!from || !to || end <= start) return null
    const range = document.createRange()
    range.setStart(from, clamp(start - (this.#starts[first] ?? 0), from.length))
    range.setEnd(to, clamp(end - (this.#starts[last] ?? 0), to.length))
    return range
  }

  /** Where a point in the text lies, in UTF-16 units of the whole text; null outside it. */
  offset(node: Node, within: number): number | null {
    const index = this.#nodes.indexOf(node as Text)
    return index < 0 ? null : (this.#starts[index] ?? 0) + within
  }

  /** The last node that starts at or before a unit. */
  #index(unit: number): number {
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= unit) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }
}

const clamp = (value: number, limit: number) => Math.min(Math.max(value, 0), limit)

/** Paint spans under a name that the style sheet knows; an empty list takes the paint away. */
export function paint(name: string, map: TextMap, spans: Iterable<Span>): void {
  const ranges = [...spans].map((span) => map.range(span)).filter((range) => range !== null)
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges))
  else CSS.highlights.delete(name)
}

export function unpaint(names: Iterable<string>): void {
  for (const name of names) CSS.highlights.delete(name)
}
