/** The address is the state: every view and every filter is a URL that can be kept, sent and gone back to. */

class Place {
  path = $state(location.pathname)
  search = $state(location.search)
  readonly query = $derived(new URLSearchParams(this.search))
}

export const here = new Place()

function read(): void {
  here.path = location.pathname
  here.search = location.search
}

/** Go to an address of the app. `replace` leaves no step to go back to, as when a filter is being typed. */
export function go(href: string, { replace = false } = {}): void {
  if (href === location.pathname + location.search) return
  history[replace ? 'replaceState' : 'pushState'](null, '', href)
  const moved = location.pathname !== here.path
  read()
  if (moved) scrollTo(0, 0)
}

/** The present address with some filters changed; a list repeats one; null or an empty text takes one away. */
export function withFilters(changes: Record<string, string | string[] | null>): string {
  const query = new URLSearchParams(here.search)
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name)
    for (const one of Array.isArray(value) ? value : [value ?? '']) if (one !== '') query.append(name, one)
  }
  const text = query.toString()
  return here.path + (text ? `?${text}` : '')
}

/** The address of the claims that a query asks for, with some of its filters set. */
export function claimsWith(query: string, filters: Record<string, string>): string {
  const asked = new URLSearchParams(query)
  for (const [name, value] of Object.entries(filters)) asked.set(name, value)
  return `/claims?${asked}`
}

function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/') || (link.hash && link.pathname === location.pathname)) return
  event.preventDefault()
  go(link.pathname + link.search)
}

addEventListener('popstate', read)
document.addEventListener('click', followed)
