import { Cites } from '#app/ui/cites.tsx'
import { nextStep, needSteps } from '#app/domain/need/lifecycle.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import type { NeedCallView, NeedStepView, NeedView } from '#app/services/need/queries/need-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { StoryLine, type StoryStep } from '#app/ui/story-line.tsx'
import { useRuleText } from './rule-text.ts'

/** From the words of a resident to what came of them, in the order in which it happened. */
export function NeedStory({ need }: { need: NeedView }) {
  const t = useT()
  const { dayOfInstant, day, number } = useFormat()
  const callSteps = useCallSteps()
  const ruleText = useRuleText()
  const stepOf = (step: NeedStepView): StoryStep => ({
    key: step.id,
    mark: 'done',
    when: day(step.heldOn),
    what: (
      <>
        {t(step.passed ? `need.passed.${step.step}` : `need.failed.${step.step}`)}
        {step.meetingId === null ? null : (
          <>
            {' · '}
            <A to={paths.meeting(step.meetingId)}>
              <Typed>{step.meetingTitle}</Typed>
            </A>
          </>
        )}
      </>
    ),
    note: (
      <>
        {t('need.count', {
          basis: t(`need.basis.${step.basis}`),
          entitled: number(step.entitled),
          present: number(step.present),
          votesFor: number(step.votesFor),
          votesAgainst: number(step.votesAgainst),
          abstained: number(step.abstained),
        })}{' '}
        {ruleText(step.rule)} <Cites text={step.rule.source} />
        <br />
        <Typed>{step.summary}</Typed>
      </>
    ),
  })
  const happened = [
    ...need.turns
      .filter(({ to }) => to === 'PROPOSED' || to === 'SET_ASIDE' || to === 'DECLINED')
      .map((turn, index) => ({
        at: turn.at,
        step: {
          key: `turn${index}`,
          mark: 'done' as const,
          when: dayOfInstant(turn.at),
          what:
            turn.to === 'PROPOSED'
              ? t(turn.round > 1 ? 'need.story.again' : 'need.story.takenUp', { body: need.bodyName ?? '' })
              : t(`need.state.${turn.to}`),
          ...(turn.to === 'SET_ASIDE' ? { note: <Typed>{turn.reason}</Typed> } : {}),
        },
      })),
    ...need.steps.map((step) => ({ at: `${step.heldOn}T16:00:00+08:00`, step: stepOf(step) })),
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const next = nextStep[need.state]
  const open = next === undefined ? [] : needSteps.slice(needSteps.indexOf(next.step))
  const isWaiting =
    need.state === 'RESOLVED' && need.calls.every(({ state }) => state === 'FAILED' || state === 'CANCELLED')
  const steps: StoryStep[] = [
    {
      key: 'raised',
      mark: 'done',
      when: dayOfInstant(need.raisedAt),
      what:
        need.raisedForName === null ? t('need.story.raised') : t('need.story.raisedFor', { body: need.raisedForName }),
    },
    ...(need.state === 'RECEIVED'
      ? [{ key: 'unread', mark: 'now' as const, when: '', what: t('need.story.unread') }]
      : []),
    ...happened.map(({ step }) => step),
    ...open.map((step, index): StoryStep => ({
      key: step,
      mark: index === 0 ? 'now' : 'next',
      when: '',
      what: t(`need.toCome.${step}`),
    })),
    ...need.calls.flatMap((call) => callSteps(call)),
    ...(isWaiting
      ? [{ key: 'waits', mark: 'now' as const, when: '', what: <A to={paths.catalogue()}>{t('need.story.waits')}</A> }]
      : []),
    ...(open.length > 0 ? [{ key: 'later', mark: 'next' as const, when: '', what: t('need.story.later') }] : []),
  ]
  return <StoryLine steps={steps} />
}

/** A call and what came of it, as steps. */
export function useCallSteps() {
  const t = useT()
  const dynamic = useDynamicT()
  const { dayOfInstant, money, wan, number } = useFormat()
  return (call: NeedCallView): StoryStep[] => {
    const isOver = call.state === 'FAILED' || call.state === 'CANCELLED'
    const steps: StoryStep[] = [
      {
        key: call.callNo,
        mark: isOver || call.awardedAt !== null ? 'done' : 'now',
        when: dayOfInstant(call.publishedAt),
        what: (
          <>
            {t('need.story.call')}{' '}
            <A to={paths.call(call.callNo)}>
              <Typed>{call.title}</Typed>
            </A>
          </>
        ),
        note: isOver ? dynamic(`call.state.${call.state}`) : t('need.story.budget', { money: wan(call.budgetFen) }),
      },
    ]
    if (call.awardedAt !== null)
      steps.push({
        key: `${call.callNo}-award`,
        mark: 'done',
        when: dayOfInstant(call.awardedAt),
        what: t('need.story.award'),
      })
    for (const project of call.projects) {
      const isDone = project.endedAt !== null
      steps.push({
        key: project.projectNo,
        mark: isDone ? 'done' : 'now',
        when: project.signedAt === null ? '' : dayOfInstant(project.signedAt),
        what: (
          <>
            {t(isDone ? 'need.story.projectDone' : 'need.story.project')}{' '}
            <A to={paths.project(project.projectNo)}>
              <Typed>{project.title}</Typed>
            </A>
            {' · '}
            <Typed>{project.organizationName}</Typed>
          </>
        ),
        note: t('need.story.figures', {
          released: money(project.releasedFen),
          amount: money(project.amountFen),
          done: number(project.milestonesDone),
          all: number(project.milestonesAll),
          people: number(project.people),
        }),
      })
    }
    return steps
  }
}
