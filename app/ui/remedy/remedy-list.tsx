import { dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { RemedyLine } from '#app/services/award/queries/remedies.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

/** Objections, complaints and answered inquiries of a call, for everyone; and the way to file one. */
export function RemedySheet({ remedies, callNo }: { remedies: readonly RemedyLine[]; callNo: string }) {
  const t = useT()
  const format = useFormat()
  return (
    <Sheet labelledBy="remedies">
      <h2 id="remedies">{t('remedy.list.title')}</h2>
      {remedies.length === 0 ? <p>{t('remedy.list.none')}</p> : null}
      <ul className="rows">
        {remedies.map((remedy) => (
          <li key={remedy.id}>
            <RemedyTag state={remedy.state} isOverdue={remedy.isOverdue} />{' '}
            <strong>
              {remedy.mayRead ? (
                <A to={paths.remedy(remedy.id)}>
                  <Typed>{remedy.subject}</Typed>
                </A>
              ) : (
                <Typed>{remedy.subject}</Typed>
              )}
            </strong>
            <ul className="meta">
              <li>{t(`remedy.kind.${remedy.kind}`)}</li>
              <li>{t(`remedy.stage.${remedy.stage}`)}</li>
              <li>{remedy.filer === null ? t('remedy.list.person') : <Typed>{remedy.filer}</Typed>}</li>
              <li>{t('remedy.list.filed', { day: format.dayOfInstant(remedy.filedAt) })}</li>
              {remedy.state === 'FILED' && remedy.answerDueOn !== null ? (
                <li>{t('remedy.list.due', { day: format.day(remedy.answerDueOn) })}</li>
              ) : null}
            </ul>
            {remedy.holds ? <HeldBack until={remedy.suspendsUntil} /> : null}
            {remedy.outcome === null ? null : (
              <>
                <p>
                  {t(`remedy.outcome.${remedy.outcome}`)}
                  {remedy.measure === 'NONE' ? null : ` · ${t(`remedy.measure.${remedy.measure}`)}`}
                </p>
                <TypedText text={remedy.answer} />
              </>
            )}
          </li>
        ))}
      </ul>
      <p>
        <A to={paths.callRemedy(callNo)}>{t('remedy.list.file')}</A>
      </p>
    </Sheet>
  )
}

/** What waits for the answer. `until`: the instant at which that ends by law, if it does. */
export function HeldBack({ until }: { until: string | null }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <p className="notice">
      {until === null
        ? t('remedy.suspends')
        : t('remedy.suspendsUntil', { day: day(dayOf(new Date(Date.parse(until) - 1))) })}
    </p>
  )
}

export function RemedyTag({ state, isOverdue }: { state: RemedyLine['state']; isOverdue: boolean }) {
  const t = useT()
  if (isOverdue) return <Tag tone="due">{t('remedy.overdue')}</Tag>
  return <Tag tone={state === 'FILED' ? 'wait' : 'plain'}>{t(`remedy.state.${state}`)}</Tag>
}
