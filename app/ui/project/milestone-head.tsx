import { useT } from '#app/i18n/provider.tsx'
import type { ProjectPage } from '#app/services/project/queries/project-page.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { MilestoneTerms } from './milestone-terms.tsx'
import { MilestoneTag, TrancheTag } from './tags.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

/** What a milestone asks for, by when, and the money that hangs on it. */
export function MilestoneHead({
  project,
  milestone,
}: {
  project: ProjectPage
  milestone: ProjectPage['milestones'][number]
}) {
  const t = useT()
  const { day, wan, instant } = useFormat()
  const { acceptance } = milestone
  return (
    <article className="sheet">
      <MilestoneTag state={milestone.state} isOverdue={milestone.isOverdue} />
      <h1>
        <Typed>{milestone.title}</Typed>
      </h1>
      <ul className="meta">
        <li>{t('milestone.position', { position: milestone.position })}</li>
        <li>
          <Typed>{project.title}</Typed>
        </li>
        <li>
          <Typed>{project.organizationName}</Typed>
        </li>
      </ul>
      <Figures
        items={[
          { label: t('milestone.dueOn'), value: day(milestone.dueOn) },
          { label: t('tranche.title'), value: wan(milestone.tranche.amountFen) },
          { label: t('tranche.status'), value: <TrancheTag state={milestone.tranche.state} /> },
        ]}
      />
      <h2>{t('milestone.deliverable')}</h2>
      <TypedText text={milestone.deliverable} />
      <MilestoneTerms milestone={milestone} />
      {acceptance === null ? null : (
        <>
          <p>
            <Mixed
              text={t('milestone.acceptedBy', { name: acceptance.acceptedByName, at: instant(acceptance.acceptedAt) })}
            />
          </p>
          {acceptance.note === '' ? null : <TypedText text={acceptance.note} />}
        </>
      )}
    </article>
  )
}
