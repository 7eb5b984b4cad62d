import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { ImportView } from '#app/services/import/queries/import-page.server.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const tones = { ADD: 'open', CHANGE: 'wait', SAME: 'plain', ERROR: 'due' } as const satisfies Record<string, Tone>

/** Rows that are right: what each would do. */
export function OtherRows({ view: { kind, columns, others, hidden } }: { view: ImportView }) {
  const t = useT()
  const word = useDynamicT()
  const first = columns[0]?.key ?? ''
  return (
    <Sheet labelledBy="others-title">
      <h2 id="others-title">{t('import.othersTitle')}</h2>
      {others.length === 0 ? <p>{t('import.othersNone')}</p> : null}
      <ul className="plain">
        {others.map((row) => (
          <li key={row.number}>
            {t('import.row', { row: row.number })} · <Typed>{row.cells[first]}</Typed>{' '}
            <Tag tone={tones[row.verdict]}>{t(`import.verdict.${row.verdict}`)}</Tag>
            {row.changes.length === 0 ? null : (
              <span className="hint">
                {' '}
                {t('import.changes', {
                  list: row.changes.map((key) => word(`import.column.${kind}.${key}`)).join(t('import.comma')),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {hidden.others === 0 ? null : <p>{t('import.moreRows', { count: hidden.others })}</p>}
    </Sheet>
  )
}
