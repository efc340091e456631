/** Outlines of countries and their first-order areas, fetched when a map is drawn. */
import { geoArea, geoContains } from 'd3-geo'
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

export type Area = Feature<Geometry, { name?: string }>

const kept = new Map<string, Promise<Area[]>>()

/** All countries, known by their ISO 3166-1 alpha-3 codes. */
export function countries(): Promise<Area[]> {
  return fetched('/geo/countries.json')
}

/** The first-order areas of a country; none where there is no such file. */
export function areasOf(country: string): Promise<Area[]> {
  return fetched(`/geo/areas/${encodeURIComponent(country)}.json`)
}

function fetched(url: string): Promise<Area[]> {
  const there = kept.get(url)
  if (there) return there
  const asked = fetch(url, { credentials: 'same-origin' })
    .then(async (response) => (response.ok ? unpacked((await response.json()) as Topology) : []))
    .catch(() => [])
  kept.set(url, asked)
  return asked
}

function unpacked(topology: Topology): Area[] {
  const first = Object.values(topology.objects)[0]
  if (!first) return []
  const found = feature(topology, first as GeometryCollection<{ name?: string }>) as FeatureCollection<Geometry, { name?: string }>
  return found.features.filter((one) => one.geometry !== null).map(wound)
}

/** A ring wound the other way round would be the whole earth but for the area. */
function wound(area: Area): Area {
  if (geoArea(area) <= 2 * Math.PI) return area
  const turned = (rings: Position[][]) => rings.map((ring) => [...ring].reverse())
  const shape = area.geometry
  if (shape.type === 'Polygon') return { ...area, geometry: { ...shape, coordinates: turned(shape.coordinates) } }
  if (shape.type === 'MultiPolygon') return { ...area, geometry: { ...shape, coordinates: shape.coordinates.map(turned) } }
  return area
}

/** The area that holds a point. */
export function holding(areas: Area[], longitude: number, latitude: number): Area | undefined {
  return areas.find((area) => geoContains(area, [longitude, latitude]))
}
