import type { Integrity } from '#app/services/audit-trail/queries/integrity.server.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Tag } from '#app/ui/tag.tsx'

/** What the last check found, and how far each book is linked. */
export function IntegrityState({ integrity }: { integrity: Integrity }) {
  const t = useT()
  const word = useDynamicT()
  const { instant, number } = useFormat()
  const { inspection, heads, restores } = integrity
  return (
    <>
      {inspection === null ? (
        <p>{t('audit-trail.notChecked')}</p>
      ) : (
        <>
          <p>
            <Tag tone={inspection.fault === null ? 'open' : 'due'}>
              {inspection.fault === null ? t('audit-trail.good') : t('audit-trail.bad')}
            </Tag>{' '}
            {t('audit-trail.checkedAt', { at: instant(inspection.at), rowsText: number(inspection.rows) })}
          </p>
          {inspection.fault === null ? null : (
            <p className="notice">
              {word(`audit-trail.fault.${inspection.fault.kind}`, {
                book: word(`audit-trail.book.${inspection.fault.book}`),
                positionText: number(inspection.fault.position),
                what: inspection.fault.what,
              })}{' '}
              {t('audit-trail.faults', { countText: number(inspection.faults) })}
            </p>
          )}
        </>
      )}
      <ul className="meta">
        {heads.map(({ book, position, linkedAt }) => (
          <li key={book}>
            {t('audit-trail.linked', {
              book: word(`audit-trail.book.${book}`),
              countText: number(position),
              at: instant(linkedAt),
            })}
          </li>
        ))}
      </ul>
      {restores.map(({ at, to }) => (
        <p key={at} className="notice">
          {t('audit-trail.restored', { at: instant(at), to: instant(to) })}
        </p>
      ))}
    </>
  )
}
