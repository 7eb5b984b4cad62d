import { useT } from '#app/i18n/provider.tsx'
import type { ObjectionView } from '#app/services/project/queries/sheet.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { TypedText } from '#app/ui/typed.tsx'
import type { ReactNode } from 'react'
import { ObjectionTag } from './tags.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export function ObjectionList({
  objections,
  action,
}: {
  objections: readonly ObjectionView[]
  action?: (objection: ObjectionView) => ReactNode
}) {
  const t = useT()
  const { instant } = useFormat()
  if (objections.length === 0) return <p>{t('objection.none')}</p>
  return (
    <ul className="rows">
      {objections.map((objection) => (
        <li key={objection.id}>
          <p>
            <ObjectionTag state={objection.state} />{' '}
            <Mixed text={t('objection.raisedBy', { name: objection.raisedByName, at: instant(objection.raisedAt) })} />
          </p>
          <TypedText text={objection.reason} />
          {objection.answeredAt === null ? null : (
            <>
              <p className="meta">
                <Mixed
                  text={t('objection.answeredBy', {
                    name: objection.answeredByName ?? '',
                    at: instant(objection.answeredAt),
                  })}
                />
              </p>
              <TypedText text={objection.answer} />
            </>
          )}
          {objection.closedAt === null ? null : (
            <p className="meta">{t('objection.closedAt', { at: instant(objection.closedAt) })}</p>
          )}
          {action?.(objection) ?? null}
        </li>
      ))}
    </ul>
  )
}
