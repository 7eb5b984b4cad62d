import { timeline, type TimelineStep } from '#app/domain/project/timeline.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { NeedBehind } from '#app/services/need/queries/needs-behind.server.ts'
import type { PublicProject } from '#app/services/project/queries/public-project.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { useNeedSteps } from '#app/ui/need/needs-behind.tsx'
import { StoryLine } from '#app/ui/story-line.tsx'

/** One line to the result: from the needs of residents where there are any, else from the call. */
export function ProjectLine({ project }: { project: PublicProject & { needs: readonly NeedBehind[] } }) {
  const t = useT()
  const { day, dayOfInstant, money } = useFormat()
  const fromNeeds = useNeedSteps()(project.needs)
  const byPosition = new Map(project.milestones.map((milestone) => [milestone.position, milestone]))
  const steps = timeline({
    publishedAt: project.call.publishedAt,
    openedAt: project.call.openedAt,
    resultPublishedAt: project.call.resultPublishedAt,
    signedAt: project.signedAt,
    endedAt: project.endedAt,
    isTerminated: project.halt?.kind === 'TERMINATION' || project.revoked !== null,
    milestones: project.milestones.map((milestone) => ({ ...milestone, dueOn: toDay(milestone.dueOn) })),
  })
  const when = ({ at, dueOn }: TimelineStep) =>
    at !== null ? dayOfInstant(at) : dueOn !== null ? t('project.path.dueBy', { day: day(dueOn) }) : ''
  const what = ({ kind, position, dueOn }: TimelineStep) => {
    const milestone = position === null ? undefined : byPosition.get(position)
    const named = { position: position ?? 0, title: milestone?.title ?? '' }
    switch (kind) {
      case 'published':
        return (
          <A to={paths.call(project.call.callNo)}>
            {t('project.path.published')} {project.call.callNo}
          </A>
        )
      case 'opened':
        return t('project.path.opened', { count: project.call.bidCount })
      case 'result':
        return (
          <>
            {project.call.total === null
              ? t('project.path.resultPlain')
              : t('project.path.result', { total: Number(project.call.total).toFixed(2) })}{' '}
            · <A to={paths.callResult(project.call.callNo)}>{t('project.path.record')}</A>
          </>
        )
      case 'released':
        return t('project.path.released', { ...named, money: money(milestone?.trancheFen ?? '0') })
      case 'accepted':
        return (
          <>
            <Mixed text={t('project.path.accepted', named)} />
            {dueOn === null ? null : <small> {t('project.path.plannedFor', { day: day(dueOn) })}</small>}
          </>
        )
      default:
        return <Mixed text={t(`project.path.${kind}`, named)} />
    }
  }
  return (
    <>
      <h2>{t(fromNeeds.length > 0 ? 'need.story.title' : 'project.path.title')}</h2>
      <StoryLine
        steps={[
          ...fromNeeds,
          ...steps.map((step) => ({
            key: `${step.kind}-${step.position ?? ''}`,
            mark: step.mark,
            when: when(step),
            what: what(step),
          })),
        ]}
      />
    </>
  )
}
