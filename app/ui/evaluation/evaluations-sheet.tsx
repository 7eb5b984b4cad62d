import { useT } from '#app/i18n/provider.tsx'
import type { ProjectEvaluations } from '#app/services/evaluation/queries/project-evaluations.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { EvaluationTag, GradeTag } from './tags.tsx'

/** On a project's page: its evaluations, and which payments they stop. `to`: where one is read, where the reader may read it. */
export function EvaluationsSheet({
  evaluations: { rows, stops, mayCommission },
  to,
  toNew,
  readsSignedOnly = false,
}: {
  evaluations: ProjectEvaluations
  to: (id: string) => string
  toNew?: string
  /** The supplier: what is being written is no page of theirs. */
  readsSignedOnly?: boolean
}) {
  const t = useT()
  const { day } = useFormat()
  if (rows.length === 0 && !(mayCommission && toNew !== undefined)) return null
  const waiting = stops.filter(({ why }) => why === 'open')
  return (
    <Sheet labelledBy="evaluations">
      <h2 id="evaluations">{t('evaluation.title')}</h2>
      <p>{t('evaluation.section.lead')}</p>
      {stops.some(({ why }) => why === 'failed') ? (
        <p className="notice">{t('evaluation.section.stopFailed')}</p>
      ) : null}
      {waiting.length === 0 ? null : (
        <p className="notice">
          {t('evaluation.section.stopOpen', {
            names: waiting.map(({ position, title }) => `${t('milestone.short', { position })} ${title}`).join(' · '),
          })}
        </p>
      )}
      {rows.length === 0 ? <p>{t('evaluation.none')}</p> : null}
      <ul className="rows">
        {rows.map((row) => {
          const name = t('evaluation.named', { kind: t(`evaluation.kind.${row.kind}`), number: row.number })
          const isReadable = !readsSignedOnly || row.state === 'SUBMITTED' || row.state === 'CONFIRMED'
          return (
            <li key={row.id}>
              <h3>{isReadable ? <A to={to(row.id)}>{name}</A> : name}</h3>
              <ul className="meta">
                <li>
                  <EvaluationTag state={row.state} isOverdue={row.isOverdue} />
                </li>
                {row.total === null || row.grade === null ? null : (
                  <li>
                    {row.total} <GradeTag grade={row.grade} passes={row.passes === true} />
                  </li>
                )}
                <li>
                  <Typed>{row.agency}</Typed>
                </li>
                <li>
                  {t('evaluation.dueOn')} {day(row.dueOn)}
                </li>
              </ul>
            </li>
          )
        })}
      </ul>
      {mayCommission && toNew !== undefined ? (
        <p>
          <A className="button quiet" to={toNew}>
            {t('evaluation.section.commission')}
          </A>
        </p>
      ) : null}
    </Sheet>
  )
}
