/** Outlines of countries and their first-order areas, fetched when a map is drawn. */
import { geoArea, geoContains } from 'd3-geo'
import type { Feature, Geometry, Position } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'

export type Area = Feature<Geometry, { name?: string }>

const kept = new Map<string, Promise<Area[]>>()

type Shape = GeometryObject & { properties?: { name?: string; box?: Box } }

/** West, south, east, north. */
export type Box = [number, number, number, number]

/** A country, known by its ISO 3166-1 alpha-3 code. Its outline is unpacked when it is first drawn. */
export interface Country {
  id: string
  box: Box
  area: () => Area
}

let known: Promise<Country[]> | null = null

/** All countries. */
export function countries(): Promise<Country[]> {
  known ??= fetched('/geo/countries.json').then((topology) => {
    const shapes = topology ? shapesOf(topology) : []
    return shapes.map((shape) => {
      let made: Area | undefined
      return { id: String(shape.id), box: shape.properties?.box ?? EVERYWHERE, area: () => (made ??= unpacked(topology as Topology, shape)) }
    })
  })
  return known
}

const EVERYWHERE: Box = [-180, -90, 180, 90]

/** Whether two boxes have anything in common. */
export function meets(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1]
}

/** The first-order areas of a country; none where there is no such file. */
export function areasOf(country: string): Promise<Area[]> {
  const there = kept.get(country)
  if (there) return there
  const asked = fetched(`/geo/areas/${encodeURIComponent(country)}.json`).then((topology) => (topology ? shapesOf(topology).map((shape) => unpacked(topology, shape)) : []))
  kept.set(country, asked)
  return asked
}

function fetched(url: string): Promise<Topology | null> {
  return fetch(url, { credentials: 'same-origin' })
    .then((response) => (response.ok ? (response.json() as Promise<Topology>) : null))
    .catch(() => null)
}

function shapesOf(topology: Topology): Shape[] {
  const first = Object.values(topology.objects)[0] as GeometryCollection | undefined
  return ((first?.geometries ?? []) as Shape[]).filter((shape) => shape.type !== null)
}

function unpacked(topology: Topology, shape: Shape): Area {
  return wound(feature(topology, shape) as Area)
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
