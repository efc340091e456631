/** j and k walk the rows of a list: they move the focus to the first link or button of each element marked data-row. */
import { keys } from './keys.svelte'

export function rowKeys(): () => void {
  return keys.bind([
    { keys: 'j', does: 'Next row', run: () => step(1) },
    { keys: 'k', does: 'Row before', run: () => step(-1) },
  ])
}

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by]
  const target = next?.matches('a, button') ? next : next?.querySelector<HTMLElement>('a, button')
  target?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
