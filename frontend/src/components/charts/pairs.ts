/** Who acts on whom, pair by pair: the edges of a network without regard to the kind of act. */
import type { Edge, NetworkData } from '../../api/types'
import { eventWords } from '../../lib/words'

export interface Pair {
  actor: string
  recipient: string
  n: number
  outlets: number
  words: string
}

export function pairsOf(data: NetworkData): Pair[] {
  const found = new Map<string, Edge[]>()
  for (const edge of data.edges) {
    const key = `${edge.actor} ${edge.recipient}`
    found.set(key, [...(found.get(key) ?? []), edge])
  }
  return [...found.values()].map((edges) => ({
    actor: edges[0]?.actor ?? '',
    recipient: edges[0]?.recipient ?? '',
    n: edges.reduce((sum, edge) => sum + edge.n_claims, 0),
    outlets: Math.max(...edges.map((edge) => edge.n_outlets)),
    words: edges.map((edge) => `${eventWords(edge.event === 'none' ? null : edge.event)} ${edge.n_claims}`).join(', '),
  }))
}
