import type { AmendmentChanges } from '#app/domain/amendment/changes.ts'
import type { EvidenceKind } from '#app/domain/milestone/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

/** Part by part what it was and what it is to be. */
export function ChangesTable({ changes }: { changes: AmendmentChanges }) {
  return changes.kind === 'SUPPLEMENT' ? <Added changes={changes} /> : <Changed changes={changes} />
}

/** What a supplement adds: milestones with their money, then the lines it is spent on. */
function Added({ changes }: { changes: Extract<AmendmentChanges, { kind: 'SUPPLEMENT' }> }) {
  const t = useT()
  const { money, day } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('amendment.part')}</th>
          <th scope="col">{t('milestone.dueOn')}</th>
          <th scope="col" className="num">
            {t('amendment.supplement.new')}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.milestones.map(({ position, title, deliverable, dueOn, trancheFen, indicators }) => (
          <tr key={`m${position}`}>
            <th scope="row">
              {t('milestone.position', { position })} <Typed>{title}</Typed>
              <br />
              <span className="meta">
                <Typed>
                  {[deliverable, ...indicators.map(({ name, target, unit }) => `${name} ${target} ${unit}`)].join('；')}
                </Typed>
              </span>
            </th>
            <td data-label={t('milestone.dueOn')}>{day(dueOn)}</td>
            <td className="num" data-label={t('amendment.supplement.new')}>
              {money(trancheFen)}
            </td>
          </tr>
        ))}
        {changes.lines.map(({ position, item, basis, amountFen }) => (
          <tr key={`l${position}`}>
            <th scope="row">
              {t('amendment.supplement.item')} <Typed>{item}</Typed>
              {basis === '' ? null : (
                <>
                  <br />
                  <span className="meta">
                    <Typed>{basis}</Typed>
                  </span>
                </>
              )}
            </th>
            <td data-label={t('milestone.dueOn')}>—</td>
            <td className="num" data-label={t('amendment.supplement.new')}>
              {money(amountFen)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Changed({ changes }: { changes: Exclude<AmendmentChanges, { kind: 'SUPPLEMENT' }> }) {
  const t = useT()
  const { money, day, number } = useFormat()
  const kinds = (words: readonly EvidenceKind[]) => (
    <Lines words={words.map((kind) => t(`milestone.evidenceKind.${kind}`))} />
  )
  const rows =
    changes.kind === 'BUDGET'
      ? changes.lines.map(({ item, fromFen, toFen }) => ({
          part: <Typed>{item}</Typed>,
          from: money(fromFen),
          to: money(toFen),
        }))
      : changes.milestones.flatMap(({ position, title, from, to }) => {
          const part = (what: string) => (
            <>
              {t('milestone.position', { position })} <Typed>{title}</Typed>
              <br />
              <span className="meta">{what}</span>
            </>
          )
          return [
            ...(from.dueOn === to.dueOn
              ? []
              : [{ part: part(t('milestone.dueOn')), from: day(from.dueOn), to: day(to.dueOn) }]),
            ...(from.deliverable === to.deliverable
              ? []
              : [
                  {
                    part: part(t('milestone.deliverable')),
                    from: <Typed>{from.deliverable}</Typed>,
                    to: <Typed>{to.deliverable}</Typed>,
                  },
                ]),
            ...(to.criteria === undefined || to.criteria.join('\n') === (from.criteria ?? []).join('\n')
              ? []
              : [
                  {
                    part: part(t('milestone.terms.criteria')),
                    from: <Lines words={from.criteria ?? []} />,
                    to: <Lines words={to.criteria} />,
                  },
                ]),
            ...(to.evidence === undefined || to.evidence.join() === (from.evidence ?? []).join()
              ? []
              : [
                  {
                    part: part(t('milestone.terms.evidence')),
                    from: kinds(from.evidence ?? []),
                    to: kinds(to.evidence),
                  },
                ]),
            ...from.targets.flatMap((target, index) =>
              target === to.targets[index]
                ? []
                : [{ part: part(t('report.target')), from: number(target), to: number(to.targets[index] ?? target) }],
            ),
          ]
        })
  const isMoney = changes.kind === 'BUDGET' ? 'num' : undefined
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('amendment.part')}</th>
          <th scope="col" className={isMoney}>
            {t('amendment.from')}
          </th>
          <th scope="col" className={isMoney}>
            {t('amendment.to')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ part, from, to }, index) => (
          <tr key={index}>
            <th scope="row">{part}</th>
            <td className={isMoney} data-label={t('amendment.from')}>
              {from}
            </td>
            <td className={isMoney} data-label={t('amendment.to')}>
              {to}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lines({ words }: { words: readonly string[] }) {
  const t = useT()
  if (words.length === 0) return <>{t('milestone.terms.none')}</>
  return (
    <ul className="plain">
      {words.map((line) => (
        <li key={line}>
          <Typed>{line}</Typed>
        </li>
      ))}
    </ul>
  )
}
