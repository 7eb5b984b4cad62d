import { useT } from '#app/i18n/provider.tsx'
import type { PublicClosing } from '#app/services/closing/queries/public-closing.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Reached } from './reached.tsx'

/** A closed project's account and its audit's result, for anyone. */
export function PublicClosingSheet({
  closing,
  reached,
}: {
  closing: PublicClosing
  reached: readonly { name: string; unit: string; target: number; actual: number }[]
}) {
  const t = useT()
  const { money, day, dayOfInstant } = useFormat()
  if (closing === null) return null
  return (
    <Sheet labelledBy="closing">
      <h2 id="closing">{t('closing.public.title')}</h2>
      <p>{t('closing.public.lead', { at: dayOfInstant(closing.closedAt), until: day(closing.retainUntil) })}</p>
      <Figures
        items={[
          { label: t('closing.paid'), value: money(closing.paidFen) },
          { label: t('closing.spent'), value: money(closing.spentFen) },
          { label: t('closing.returned'), value: money(closing.returnedFen) },
          ...(closing.writtenOffFen === '0'
            ? []
            : [{ label: t('closing.writtenOff'), value: money(closing.writtenOffFen) }]),
          ...(closing.keptFen === '0' ? [] : [{ label: t('closing.kept'), value: money(closing.keptFen) }]),
        ]}
      />
      <h3>{t('closing.public.audit')}</h3>
      {closing.audits.length === 0 ? <p>{t('closing.public.noAudit')}</p> : null}
      <ul>
        {closing.audits.map(({ firm, opinion, auditedOn, findingCount }, index) => (
          <li key={index}>
            {t(`closing.audit.opinion.${opinion}`)} · {firm === '' ? null : <Typed>{firm} · </Typed>}
            {day(auditedOn)} ·{' '}
            {findingCount === 0
              ? t('closing.public.noFindings')
              : t('closing.public.findings', { count: findingCount })}
          </li>
        ))}
      </ul>
      <Reached reached={reached} />
    </Sheet>
  )
}
