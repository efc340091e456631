/** The one place that talks to the server. Answers to questions are kept for as long as the page is open and nobody writes. */
import type { Session } from './types'

const ROOT = '/api/v1'
const KEPT = 200

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: unknown = null,
  ) {
    super(message)
  }
}

/** Whether an answer was refused because somebody sealed what was asked for. */
export function sealed(error: Error | null): boolean {
  return error instanceof ApiError && error.code === 'sealed'
}

const kept = new Map<string, unknown>()
let session: Promise<Session> | null = null

export type Query = Record<string, string | number | null | undefined>

export function address(path: string, query: Query | URLSearchParams = {}): string {
  const given = query instanceof URLSearchParams ? [...query] : Object.entries(query)
  const text = new URLSearchParams(
    given.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => [name, String(value)]),
  ).toString()
  return `${ROOT}${path}${text ? `?${text}` : ''}`
}

/** What is known already of an answer, so that going back shows at once what was there. */
export function known<Answer>(path: string, query: Query | URLSearchParams = {}): Answer | undefined {
  return kept.get(address(path, query)) as Answer | undefined
}

export async function get<Answer>(path: string, query: Query | URLSearchParams = {}, signal?: AbortSignal): Promise<Answer> {
  const url = address(path, query)
  const there = kept.get(url)
  if (there !== undefined) return there as Answer
  const answer = await ask<Answer>(url, signal ? { signal } : {})
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(url, answer)
  return answer
}

/** Who is at the keyboard, and the word that every write must carry. */
export function who(): Promise<Session> {
  session ??= ask<Session>(`${ROOT}/session`, {})
  return session
}

export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const { csrf } = await who()
  try {
    return await ask<Answer>(address(path), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
      body: JSON.stringify(body),
    })
  } finally {
    kept.clear()
  }
}

async function ask<Answer>(url: string, init: RequestInit): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(url, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'unreachable', 'The server does not answer. Is “khabar serve” still running?')
  }
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw failure(response.status, body)
  return body as Answer
}

function failure(status: number, body: unknown): ApiError {
  const told = (body as { error?: { code?: string; message?: string } } | null)?.error
  return new ApiError(status, told?.code ?? String(status), told?.message ?? `The server answered ${status}.`, body)
}
