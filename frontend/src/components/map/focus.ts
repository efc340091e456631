/** The country that most claims are placed in. */
import type { PlaceCount } from '../../api/types'

export function tallied(places: PlaceCount[]): [country: string, n: number][] {
  const found = new Map<string, number>()
  for (const one of places) if (one.country) found.set(one.country, (found.get(one.country) ?? 0) + one.n)
  return [...found].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
}

export function mostTold(places: PlaceCount[]): string | null {
  return tallied(places)[0]?.[0] ?? null
}
