/** Light, dark, or as the system says. The choice is kept in this browser only. */
export type Choice = 'system' | 'light' | 'dark'

const KEY = 'khabar.theme'
const ORDER: Choice[] = ['system', 'light', 'dark']
const system = matchMedia('(prefers-color-scheme: dark)')

function stored(): Choice {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

class Theme {
  choice = $state<Choice>(stored())

  constructor() {
    this.#apply()
    system.addEventListener('change', () => this.#apply())
  }

  next(): void {
    this.choice = ORDER[(ORDER.indexOf(this.choice) + 1) % ORDER.length] ?? 'system'
    localStorage.setItem(KEY, this.choice)
    this.#apply()
  }

  #apply(): void {
    const dark = this.choice === 'dark' || (this.choice === 'system' && system.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }
}

export const theme = new Theme()
