/** Places for the nodes of a graph, found once and kept: the same graph always looks the same. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force'

export interface Placed extends SimulationNodeDatum {
  id: string
  x: number
  y: number
}

export interface Wish {
  id: string
  /** Room that the node and its name need, as a radius in pixels. */
  room: number
}

const STEPS = 400

/** Run the forces to rest and fit what comes out into a box. */
export function placed(wishes: Wish[], links: [string, string][], width: number, height: number): Map<string, Placed> {
  const nodes: (Placed & Wish)[] = wishes.map((wish, i) => ({ ...wish, x: width / 2 + 12 * i * Math.cos(i), y: height / 2 + 9 * i * Math.sin(i) }))
  const there = new Set(wishes.map((wish) => wish.id))
  const ends = links.filter(([from, to]) => there.has(from) && there.has(to)).map(([source, target]) => ({ source, target }))
  forceSimulation(nodes)
    .force('link', forceLink<Placed & Wish, { source: string; target: string }>(ends).id((node) => node.id).distance(70).strength(0.5))
    .force('apart', forceManyBody().strength(-260))
    .force('room', forceCollide<Placed & Wish>((node) => node.room).strength(0.9))
    .force('x', forceX<Placed & Wish>(width / 2).strength(0.045))
    .force('y', forceY<Placed & Wish>(height / 2).strength(0.09))
    .stop()
    .tick(STEPS)
  return new Map(fitted(nodes, width, height).map((node) => [node.id, node]))
}

function fitted<Node extends Placed>(nodes: Node[], width: number, height: number): Node[] {
  const [mx, my] = [90, 24]
  const [left, right] = [Math.min(...nodes.map((one) => one.x)), Math.max(...nodes.map((one) => one.x))]
  const [top, bottom] = [Math.min(...nodes.map((one) => one.y)), Math.max(...nodes.map((one) => one.y))]
  const sx = right > left ? (width - 2 * mx) / (right - left) : 1
  const sy = bottom > top ? (height - 2 * my) / (bottom - top) : 1
  return nodes.map((one) => ({
    ...one,
    x: right > left ? mx + (one.x - left) * sx : width / 2,
    y: bottom > top ? my + (one.y - top) * Math.min(sy, 2.2) : height / 2,
  }))
}
