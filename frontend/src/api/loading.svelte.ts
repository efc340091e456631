/** Questions to the API as state that views can show: one answer, or a list that grows page by page. */
import { get, known, type Query } from './client'
import type { Page } from './types'

/** One answer, asked again whenever what `question` returns changes. Null asks nothing. */
export class Answer<Value> {
  value = $state.raw<Value | undefined>(undefined)
  error = $state.raw<Error | null>(null)
  loading = $state(false)
  #round = $state(0)

  constructor(question: () => [path: string, query?: Query | URLSearchParams] | null) {
    $effect(() => {
      void this.#round
      const asked = question()
      if (!asked) return
      const stop = new AbortController()
      void this.#load(asked[0], asked[1] ?? {}, stop.signal)
      return () => stop.abort()
    })
  }

  again(): void {
    this.#round += 1
  }

  async #load(path: string, query: Query | URLSearchParams, signal: AbortSignal): Promise<void> {
    const there = known<Value>(path, query)
    if (there !== undefined) this.value = there
    this.loading = there === undefined
    try {
      const value = await get<Value>(path, query, signal)
      if (signal.aborted) return
      this.value = value
      this.error = null
    } catch (error) {
      if (signal.aborted) return
      this.error = error as Error
      this.value = undefined
    } finally {
      if (!signal.aborted) this.loading = false
    }
  }
}

/** A list of any length: the first page at once, further pages when they are asked for. */
export class Listing<Row> {
  rows = $state.raw<Row[]>([])
  total = $state<number | null>(null)
  facets = $state.raw<Page<Row>['facets']>({})
  next = $state<string | null>(null)
  /** The number of the last judgement that the answer knew of. */
  seen = 0
  error = $state.raw<Error | null>(null)
  loading = $state(false)
  #path = ''
  #query = new URLSearchParams()
  #round = $state(0)

  constructor(
    question: () => [path: string, query?: URLSearchParams],
    readonly size = 60,
  ) {
    $effect(() => {
      void this.#round
      const [path, query] = question()
      this.#path = path
      this.#query = new URLSearchParams(query)
      this.#query.set('limit', String(this.size))
      const stop = new AbortController()
      void this.#load(null, stop.signal)
      return () => stop.abort()
    })
  }

  again(): void {
    this.#round += 1
  }

  more(): void {
    if (this.next && !this.loading) void this.#load(this.next)
  }

  async #load(after: string | null, signal?: AbortSignal): Promise<void> {
    const query = new URLSearchParams(this.#query)
    if (after) query.set('after', after)
    this.loading = true
    try {
      const page = await get<Page<Row>>(this.#path, query, signal)
      if (signal?.aborted) return
      this.rows = after ? [...this.rows, ...page.rows] : page.rows
      this.total = page.total
      this.seen = page.seen ?? 0
      if (!after) this.facets = page.facets ?? {}
      this.next = page.next
      this.error = null
    } catch (error) {
      if (!signal?.aborted) this.error = error as Error
    } finally {
      if (!signal?.aborted) this.loading = false
    }
  }
}
