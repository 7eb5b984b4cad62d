import type { ReactNode } from 'react'
import type { ClawbackState } from '#app/domain/clawback/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ClawbackView } from '#app/services/clawback/queries/clawbacks.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const tone = {
  PROPOSED: 'wait',
  ORDERED: 'due',
  SETTLED: 'plain',
  REFUSED: 'plain',
  WITHDRAWN: 'plain',
} as const satisfies Record<ClawbackState, Tone>

/** One claw-back with all that was said and paid; the forms of whoever reads it stand below. */
export function ClawbackSheet({ clawback, children }: { clawback: ClawbackView; children?: ReactNode }) {
  const t = useT()
  const { money, day, instant } = useFormat()
  const id = `clawback-${clawback.id}`
  const isOwed = clawback.state === 'ORDERED' || clawback.state === 'SETTLED'
  return (
    <Sheet labelledBy={id}>
      <h2 id={id}>
        {t(`clawback.ground.${clawback.ground}`)} {money(clawback.amountFen)}
      </h2>
      <p>
        <Tag tone={tone[clawback.state]}>{t(`clawback.state.${clawback.state}`)}</Tag>{' '}
        {clawback.isOverdue ? <Tag tone="due">{t('clawback.overdue')}</Tag> : null}
      </p>
      {isOwed ? (
        <Figures
          items={[
            { label: t('clawback.amount'), value: money(clawback.amountFen) },
            {
              label: t('clawback.owed'),
              value: money(clawback.owedFen),
              note: t('clawback.dueBy', { day: day(clawback.dueOn) }),
            },
          ]}
        />
      ) : (
        <p>{t('clawback.dueBy', { day: day(clawback.dueOn) })}</p>
      )}
      <TypedText text={clawback.reason} />
      <ul className="meta">
        <li>
          <Mixed text={t('clawback.proposedBy', { name: clawback.proposedByName, at: instant(clawback.proposedAt) })} />
        </li>
        {clawback.decidedAt === null || clawback.state === 'WITHDRAWN' ? null : (
          <li>
            <Mixed
              text={t('clawback.decidedBy', { name: clawback.decidedByName ?? '', at: instant(clawback.decidedAt) })}
            />
          </li>
        )}
      </ul>
      {clawback.decisionReason === '' ? null : <TypedText text={clawback.decisionReason} />}
      {clawback.response === null || clawback.respondedAt === null ? null : (
        <>
          <h3>{t(`clawback.response.${clawback.response}`, { at: instant(clawback.respondedAt) })}</h3>
          <TypedText text={clawback.responseNote} />
        </>
      )}
      {clawback.answer === '' ? null : (
        <>
          <h3>{t('clawback.answerTitle')}</h3>
          <TypedText text={clawback.answer} />
        </>
      )}
      {clawback.settlements.length === 0 ? null : (
        <>
          <h3>{t('clawback.settlements')}</h3>
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('clawback.receivedOn')}</th>
                <th scope="col">{t('clawback.what')}</th>
                <th scope="col" className="num">
                  {t('clawback.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {clawback.settlements.map((settlement) => (
                <tr key={settlement.id}>
                  <td data-label={t('clawback.receivedOn')}>{day(settlement.receivedOn)}</td>
                  <td data-label={t('clawback.what')}>
                    {t(`clawback.settlement.${settlement.kind}`)} <Typed>{settlement.reference}</Typed>
                    <br />
                    <small>{settlement.madeByName}</small>
                  </td>
                  <td className="num" data-label={t('clawback.amount')}>
                    {money(settlement.amountFen)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {children}
    </Sheet>
  )
}
