import type { ReactNode } from 'react'

export type FigureItem = { label: string; value: ReactNode; note?: ReactNode }

/** The figures that matter, at the top of a page, always in the order given. */
export function Figures({ items }: { items: readonly FigureItem[] }) {
  return (
    <dl className="figures">
      {items.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {note === undefined ? null : <dd className="note">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
