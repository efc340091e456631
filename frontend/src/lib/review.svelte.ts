/**
 * Judging: what is sent, what can be taken back, and what to do when somebody else judged the same in the meantime.
 *
 * A decision shows at once and is sent in its turn, so that nobody waits for the disk between two keys; if it could not be
 * kept, what it showed is taken back and the reason is told.
 */
import { ApiError, post } from '../api/client'
import type { Judged, JudgementRow } from '../api/types'

export interface Decision {
  kind: string
  target: string[]
  after?: Record<string, unknown>
  reason?: string
}

/** What a view shows once a decision is made, what it asks again once it is kept, and how it goes back. */
export interface Shown {
  done?: () => void
  kept?: () => void
  undone?: () => void
}

export interface Clash {
  step: Step
  message: string
  theirs: JudgementRow[]
}

interface Step extends Shown {
  decision: Decision
  seen: number
  /** The judgement that would have to be taken back: the decision itself, or what restored it; 0 until it is kept. */
  seq: number
}

class Reviewing {
  past = $state.raw<Step[]>([])
  future = $state.raw<Step[]>([])
  clash = $state.raw<Clash | null>(null)
  error = $state<string | null>(null)
  /** What was kept last, for those who do not see it. */
  said = $state('')
  readonly #own = new Map<string, number>()
  #turn: Promise<void> = Promise.resolve()

  /** Make a decision. `seen` is the number of the last judgement that was shown with what is judged. */
  judge(decision: Decision, seen: number, shown: Shown = {}): void {
    const step: Step = { ...shown, decision, seen, seq: 0 }
    this.past = [step, ...this.past]
    this.future = []
    step.done?.()
    this.#next(() => this.#send(step))
  }

  /** After a clash: keep this decision as well. Both stand in the log. */
  insist(): void {
    const clash = this.clash
    if (!clash) return
    this.clash = null
    this.judge(clash.step.decision, Math.max(clash.step.seen, ...clash.theirs.map((one) => one.seq)), clash.step)
  }

  undo(): void {
    const step = this.past[0]
    if (!step) return
    this.past = this.past.slice(1)
    this.future = [step, ...this.future]
    step.undone?.()
    this.#next(() => this.#reverse(step, 'Taken back'))
  }

  /** Take back any judgement of the log, whoever made it; who does so is in the log as well. */
  takeBack(seq: number, kept: () => void): void {
    this.#next(async () => {
      const { judgement } = await post<Judged>(`/judgements/${seq}/undo`, { based_on: seq })
      this.said = `Kept as judgement ${judgement.seq}`
      kept()
    })
  }

  redo(): void {
    const step = this.future[0]
    if (!step) return
    this.future = this.future.slice(1)
    this.past = [step, ...this.past]
    step.done?.()
    this.#next(() => this.#reverse(step, 'Restored'))
  }

  async #send(step: Step): Promise<void> {
    const based = Math.max(step.seen, ...step.decision.target.map((one) => this.#own.get(one) ?? 0))
    try {
      const { judgement } = await post<Judged>('/judgements', { ...step.decision, based_on: based })
      this.#keep(step, judgement.seq, `Kept as judgement ${judgement.seq}`)
    } catch (error) {
      this.past = this.past.filter((one) => one !== step)
      step.undone?.()
      if (!(error instanceof ApiError) || error.status !== 409) throw error
      this.clash = { step, message: error.message, theirs: theirsOf(error.body) }
    }
  }

  /** Take a step back, or restore it: both are judgements upon the last one. */
  async #reverse(step: Step, said: string): Promise<void> {
    if (step.seq === 0) return
    const { judgement } = await post<Judged>(`/judgements/${step.seq}/undo`, { based_on: step.seq })
    this.#keep(step, judgement.seq, said)
  }

  #keep(step: Step, seq: number, said: string): void {
    step.seq = seq
    for (const target of step.decision.target) this.#own.set(target, seq)
    this.said = said
    step.kept?.()
  }

  #next(work: () => Promise<void>): void {
    this.error = null
    this.#turn = this.#turn.then(work).catch((error: Error) => {
      this.error = `It could not be kept: ${error.message}`
    })
  }
}

function theirsOf(body: unknown): JudgementRow[] {
  const found = body as { theirs?: JudgementRow[]; error?: { theirs?: JudgementRow[] } } | null
  return found?.theirs ?? found?.error?.theirs ?? []
}

export const reviewing = new Reviewing()
