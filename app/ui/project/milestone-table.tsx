import { useT } from '#app/i18n/provider.tsx'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { MilestoneTag, TrancheTag } from './tags.tsx'

type Row = ProjectPage['milestones'][number]

/** `to`: where a milestone is worked on, when the reader works on it. */
export function MilestoneTable({ milestones, to }: { milestones: readonly Row[]; to?: (id: string) => string }) {
  const t = useT()
  const { day, money } = useFormat()
  return (
    <Sheet labelledBy="milestones">
      <h2 id="milestones">{t('milestone.title')}</h2>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('milestone.stage')}</th>
            <th scope="col">{t('milestone.deliverable')}</th>
            <th scope="col">{t('milestone.dueOn')}</th>
            <th scope="col" className="num">
              {t('tranche.title')}
            </th>
            <th scope="col">{t('milestone.status')}</th>
          </tr>
        </thead>
        <tbody>
          {milestones.map((milestone) => (
            <tr key={milestone.id}>
              <td className="short" data-label={t('milestone.stage')}>
                {milestone.position}
              </td>
              <td data-label={t('milestone.deliverable')}>
                {to === undefined ? (
                  <Typed>{milestone.title}</Typed>
                ) : (
                  <A to={to(milestone.id)}>
                    <Typed>{milestone.title}</Typed>
                  </A>
                )}
                <br />
                <Typed>{milestone.deliverable}</Typed>
              </td>
              <td className="day short" data-label={t('milestone.dueOn')}>
                {day(milestone.dueOn)}
              </td>
              <td className="num" data-label={t('tranche.title')}>
                {money(milestone.tranche.amountFen)}
              </td>
              <td className="short" data-label={t('milestone.status')}>
                <MilestoneTag state={milestone.state} isOverdue={milestone.isOverdue} />{' '}
                {milestone.tranche.state === 'PLANNED' ? null : <TrancheTag state={milestone.tranche.state} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}
