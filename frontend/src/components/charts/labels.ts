/** Where names stand in a drawing: beside their discs, off the arrows that end there, and none over another. */

export interface Spot {
  id: string
  x: number
  y: number
  /** The radius of what is drawn there, in pixels. */
  r: number
  /** How long its name is, in pixels. */
  long: number
}

export interface Label {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  /** Whether it covers neither a name nor a disc, and is within the drawing. */
  free: boolean
}

/** A point that a name should not cover, and how much is lost if it does. */
export type Point = [x: number, y: number, weight: number]

type Box = [left: number, top: number, right: number, bottom: number]

const [ABOVE, BELOW, HEIGHT] = [9, 4, 14]
/** What it costs to cover another name, a disc, to leave the drawing, or to stand further off; a point costs its own weight. */
const [NAME, DISC, EDGE, FAR] = [40, 12, 25, 3]

/** A place for the name of each spot, the first of them first; `points` are what else is drawn. */
export function lettered(spots: Spot[], points: Point[], width: number, height: number): Map<string, Label> {
  const names: Box[] = []
  const found = new Map<string, Label>()
  for (const spot of spots) {
    const choices = [...around(spot, 0), ...around(spot, 10)].map(([label, box], at) => {
      const others = names.filter((other) => overlap(box, other)).length * NAME
      const out = box[0] < 0 || box[2] > width || box[1] < 0 || box[3] > height ? EDGE : 0
      const discs = spots.filter((other) => other.id !== spot.id && near(box, other.x, other.y, other.r)).length * DISC
      const drawn = points.reduce((sum, [x, y, weight]) => sum + (near(box, x, y, 2) ? weight : 0), 0)
      const hidden = others + out + discs
      return { label, box, hidden, cost: hidden + drawn + (at < 8 ? 0 : FAR) }
    })
    const best = choices.reduce((a, b) => (b.cost < a.cost ? b : a))
    names.push(best.box)
    found.set(spot.id, { ...best.label, free: best.hidden === 0 })
  }
  return found
}

/** Above, below, beside and at the corners, in the order of preference; `off` is how much further out than need be. */
function around({ x, y, r: own, long }: Spot, off: number): [Omit<Label, 'free'>, Box][] {
  const r = own + off
  const slant = r * 0.7
  const places: [dx: number, dy: number, anchor: Label['anchor']][] = [
    [0, -r - 4, 'middle'], [0, r + HEIGHT - 1, 'middle'], [r + 4, 4, 'start'], [-r - 4, 4, 'end'],
    [slant + 2, -slant - 3, 'start'], [-slant - 2, -slant - 3, 'end'], [slant + 2, slant + HEIGHT - 3, 'start'], [-slant - 2, slant + HEIGHT - 3, 'end'],
  ]
  return places.map(([dx, dy, anchor]) => {
    const left = x + dx - (anchor === 'middle' ? long / 2 : anchor === 'end' ? long : 0)
    return [{ x: x + dx, y: y + dy, anchor }, [left, y + dy - ABOVE, left + long, y + dy + BELOW]]
  })
}

const overlap = (a: Box, b: Box) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]

function near(box: Box, x: number, y: number, r: number): boolean {
  const [dx, dy] = [Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3])]
  return dx * dx + dy * dy < r * r
}
