import type { ReactNode } from 'react'

export type Tone = 'open' | 'due' | 'wait' | 'plain'

/** A state: always a word; the colour only repeats it. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={tone === 'plain' ? 'tag' : `tag ${tone}`}>{children}</span>
}
