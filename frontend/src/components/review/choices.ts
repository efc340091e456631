/** The answers that a question takes: their words and keys. */

export interface Choice {
  kind: string
  words: string
  key: string
}

const CHOICES: Record<string, Choice> = {
  confirm: { kind: 'confirm', words: 'Accept', key: 'a' },
  reject: { kind: 'reject', words: 'Reject', key: 'x' },
  correct: { kind: 'correct', words: 'Correct…', key: 'c' },
  same: { kind: 'same', words: 'One occurrence', key: 'm' },
  different: { kind: 'different', words: 'Different', key: 's' },
  undecided: { kind: 'undecided', words: 'Undecided', key: 'u' },
  note: { kind: 'note', words: 'Note', key: 'n' },
  seen: { kind: 'seen', words: 'Seen: it stands as told', key: 'a' },
}

export function choicesOf(kinds: string[]): Choice[] {
  return kinds.flatMap((kind) => CHOICES[kind] ?? [])
}
