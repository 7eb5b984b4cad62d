import type { AmendmentChanges } from '#app/domain/amendment/changes.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'

/** Part by part what it was and what it is to be. */
export function ChangesTable({ changes }: { changes: AmendmentChanges }) {
  const t = useT()
  const { money, day, number } = useFormat()
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
