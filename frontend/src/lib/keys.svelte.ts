import { untrack } from 'svelte'

/** Keys: views say which they listen to while they are open; the help dialog shows what is bound at the moment. */

export interface Binding {
  keys: string
  does: string
  run: () => void
}

const PAUSE = 900

class Keys {
  bindings = $state.raw<Binding[]>([])
  #pending = ''
  #since = 0

  /** Listen until the returned function is called. A later binding of the same keys outranks an earlier one. */
  bind(bindings: Binding[]): () => void {
    this.bindings = [...bindings, ...untrack(() => this.bindings)]
    return () => {
      this.bindings = untrack(() => this.bindings).filter((one) => !bindings.includes(one))
    }
  }

  press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
    if (event.timeStamp - this.#since > PAUSE) this.#pending = ''
    this.#since = event.timeStamp
    const typed = this.#pending ? `${this.#pending} ${event.key}` : event.key
    const bound = this.bindings.find((one) => one.keys === typed) ?? this.bindings.find((one) => one.keys === event.key)
    if (bound) {
      event.preventDefault()
      this.#pending = ''
      bound.run()
    } else {
      this.#pending = this.bindings.some((one) => one.keys.startsWith(`${typed} `)) ? typed : ''
    }
  }
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

export const keys = new Keys()
document.addEventListener('keydown', (event) => keys.press(event))
