import type { CreditPage } from '#app/services/credit/queries/credit-page.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Cites } from '#app/ui/cites.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const CreditTag = ({ state }: { state: CreditPage['state'] }) => {
  const t = useT()
  return <Tag tone={state === 'REGULAR' ? 'open' : 'due'}>{t(`credit.state.${state}`)}</Tag>
}

/** Where an organization stands now, why, what follows, what cures it: in sentences, each with its source. */
export function Standing({ credit }: { credit: CreditPage }) {
  const t = useT()
  const { day } = useFormat()
  const { state, span, effects, rule } = credit
  const causes = credit.events.filter(({ id }) => span?.causes.includes(id))
  const isCurable = causes.some(({ needsRectification, rectifiedOn }) => needsRectification && rectifiedOn === null)
  return (
    <Sheet>
      <h1>
        <Typed>{credit.name}</Typed>
      </h1>
      <ul className="meta">
        <li>
          <CreditTag state={state} />
        </li>
        {credit.creditCode === null ? null : <li>{credit.creditCode}</li>}
      </ul>
      <p>{t(`credit.why.${state}`, { from: span === null ? '' : day(span.from) })}</p>
      {span === null ? null : (
        <>
          <p>{span.to === null || isCurable ? t('credit.why.open') : t('credit.why.until', { to: day(span.to) })}</p>
          <h2>{t('credit.why.causes')}</h2>
          <ul>
            {causes.map((event) => (
              <li key={event.id}>
                {t(`credit.kind.${event.kind}`)} · {day(event.happenedOn)} · {event.bodyName}{' '}
                {!event.needsRectification ? null : event.rectifiedOn === null ? (
                  <Tag tone="due">{t('credit.toRectify')}</Tag>
                ) : (
                  <Tag tone="open">{t('credit.rectified', { day: day(event.rectifiedOn) })}</Tag>
                )}
              </li>
            ))}
          </ul>
          {isCurable ? <p>{t('credit.why.cure', { days: credit.repairDays })}</p> : null}
        </>
      )}
      {effects.length === 0 ? null : (
        <>
          <h2>{t('credit.effect.title')}</h2>
          <ul>
            {effects.map(({ use, effect }) => (
              <li key={use}>{t(`credit.effect.${use}.${effect}`)}</li>
            ))}
          </ul>
          <p className="hint">
            {t('credit.basis')} {[...new Set(effects.map(({ source }) => source))].join(' · ')}
          </p>
        </>
      )}
      {credit.spans.length === 0 ? null : (
        <>
          <h2>{t('credit.history')}</h2>
          <ul>
            {credit.spans.map(({ list, from, to }) => (
              <li key={`${list} ${from}`}>
                {t(`credit.state.${list}`)} ·{' '}
                {to === null
                  ? t('credit.since', { day: day(from) })
                  : t('credit.fromTo', { from: day(from), to: day(to) })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="hint">
        {t('credit.basis')} <Cites text={rule.source} />
      </p>
    </Sheet>
  )
}
