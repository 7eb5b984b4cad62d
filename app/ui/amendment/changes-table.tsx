import type { AmendmentChanges } from '#app/domain/amendment/changes.ts'
import type { EvidenceKind } from '#app/domain/milestone/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

/** Part by part what it was and what it is to be. */
export function ChangesTable({ changes }: { changes: AmendmentChanges }) {
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
