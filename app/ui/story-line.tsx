import type { ReactNode } from 'react'

export type StoryStep = {
  key: string
  mark: 'done' | 'now' | 'next'
  /** When it was, as the reader reads it; '' where nothing is known of it. */
  when: string
  what: ReactNode
  note?: ReactNode
}

/** One line from the need to its result: what was, the one thing that is now, and what is to come. */
export function StoryLine({ steps }: { steps: readonly StoryStep[] }) {
  return (
    <ol className="path">
      {steps.map(({ key, mark, when, what, note }) => (
        <li key={key} className={mark === 'next' ? undefined : mark} aria-current={mark === 'now' ? 'step' : undefined}>
          {when === '' ? null : <span className="when">{when}</span>}
          {what}
          {note === undefined ? null : <div className="hint">{note}</div>}
        </li>
      ))}
    </ol>
  )
}
