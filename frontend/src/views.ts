/** The views: where each is, what the navigation calls it, and how it is fetched when it is first opened. */
import type { Component } from 'svelte'

export interface ViewProps {
  /** What the address names after the view, such as a report's identifier. */
  id: string
}

export interface View {
  path: string
  title: string
  /** The key that opens it after `g`; views without one are reached through others and stand in no navigation. */
  key?: string
  group?: 'look' | 'read' | 'compare' | 'who' | 'decide'
  load: () => Promise<{ default: Component<ViewProps> | Component }>
}

export const VIEWS: View[] = [
  { path: '/overview', title: 'Overview', key: 'o', group: 'look', load: () => import('./views/Overview.svelte') },
  { path: '/reports', title: 'Reports', key: 'r', group: 'read', load: () => import('./views/Reports.svelte') },
  { path: '/reports/:id', title: 'Report', load: () => import('./views/Reader.svelte') },
  { path: '/claims', title: 'Claims', key: 'c', group: 'read', load: () => import('./views/Claims.svelte') },
  { path: '/claims/:id', title: 'Claim', load: () => import('./views/Claim.svelte') },
  { path: '/incidents', title: 'Incidents', key: 'i', group: 'compare', load: () => import('./views/Incidents.svelte') },
  { path: '/incidents/:id', title: 'Incident', load: () => import('./views/Incident.svelte') },
  { path: '/disagreements', title: 'Disagreements', key: 'd', group: 'compare', load: () => import('./views/Disagreements.svelte') },
  { path: '/origins', title: 'Origins', key: 'b', group: 'compare', load: () => import('./views/Origins.svelte') },
  { path: '/actors', title: 'Actors', key: 'a', group: 'who', load: () => import('./views/Actors.svelte') },
  { path: '/actors/:id', title: 'Actor', load: () => import('./views/Actor.svelte') },
  { path: '/map', title: 'Map', key: 'm', group: 'who', load: () => import('./views/MapView.svelte') },
  { path: '/timeline', title: 'Timeline', key: 't', group: 'who', load: () => import('./views/TimelineView.svelte') },
  { path: '/registers', title: 'Registers', key: 'e', group: 'who', load: () => import('./views/Registers.svelte') },
  { path: '/registers/:id', title: 'Register', load: () => import('./views/Register.svelte') },
  { path: '/search', title: 'Search', load: () => import('./views/Search.svelte') },
  { path: '/dossier', title: 'Dossier', load: () => import('./views/Dossier.svelte') },
  { path: '/review', title: 'Review', key: 'v', group: 'decide', load: () => import('./views/Review.svelte') },
]

export const START = '/overview'

/** The view an address belongs to, with what the address names. */
export function viewAt(path: string): { view: View; id: string } | null {
  const parts = path.replace(/\/+$/, '').split('/')
  for (const view of VIEWS) {
    const wanted = view.path.replace(/\/+$/, '').split('/')
    if (wanted.length !== parts.length) continue
    const fits = wanted.every((part, i) => part.startsWith(':') || part === parts[i])
    if (fits) return { view, id: view.path.includes(':') ? decodeURIComponent(parts.at(-1) ?? '') : '' }
  }
  return null
}
