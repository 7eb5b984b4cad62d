import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import type { CaseView, ServiceView, TestView } from '#app/services/incubator/queries/incubation-case.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

type View = { view: CaseView }

/** Mentor, services promised, goals. */
export function PlanSheet({
  view,
  each,
  children,
}: View & { each?: (goal: CaseView['goals'][number]) => ReactNode; children?: ReactNode }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <Sheet labelledBy="plan">
      <h2 id="plan">{t('incubation.plan.title')}</h2>
      {view.goals.length === 0 ? (
        <p>{t('incubation.plan.none')}</p>
      ) : (
        <>
          <p>
            <Mixed text={t('incubation.plan.mentorIs', { name: view.mentor })} />
          </p>
          <p>{view.planServices.map((service) => t(`incubator.service.${service}`)).join(' · ')}</p>
          <ul className="rows">
            {view.goals.map((goal) => (
              <li key={goal.id}>
                <Typed>{goal.text}</Typed>
                <ul className="meta">
                  <li>{t('incubation.plan.due', { day: day(goal.dueOn) })}</li>
                  <li>
                    {goal.doneOn !== null ? (
                      <Tag tone="open">{t('incubation.plan.done', { day: day(goal.doneOn) })}</Tag>
                    ) : goal.dueOn < view.today ? (
                      <Tag tone="due">{t('incubation.plan.late')}</Tag>
                    ) : (
                      <Tag tone="wait">{t('incubation.plan.open')}</Tag>
                    )}
                  </li>
                </ul>
                {each?.(goal)}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.seeds.length === 0 ? null : (
        <>
          <h3>{t('incubation.seed.title')}</h3>
          <ul>
            {view.seeds.map(({ projectNo, title }) => (
              <li key={projectNo}>
                <A to={paths.project(projectNo)}>
                  <Typed>{title}</Typed>
                </A>
              </li>
            ))}
          </ul>
        </>
      )}
      {children}
    </Sheet>
  )
}

export function ServiceSheet({
  view,
  each,
  children,
}: View & { each?: (service: ServiceView) => ReactNode; children?: ReactNode }) {
  const t = useT()
  const { day, instant } = useFormat()
  return (
    <Sheet labelledBy="services">
      <h2 id="services">{t('incubation.service.title')}</h2>
      <p>{t('incubation.service.sum', { hours: view.coachingHours })}</p>
      {view.services.length === 0 ? null : (
        <ul className="rows">
          {view.services.map((service) => (
            <li key={service.id}>
              <strong>{t(`incubator.service.${service.kind}`)}</strong> <Typed>{service.what}</Typed>
              <ul className="meta">
                <li>{day(service.givenOn)}</li>
                <li>{t('incubation.hours', { hours: service.hours })}</li>
                <li>
                  <Typed>{service.byName}</Typed>
                </li>
                <li>
                  {service.confirmedAt !== null ? (
                    <Tag tone="open">{t('incubation.service.confirmed')}</Tag>
                  ) : service.disputedReason !== '' ? (
                    <Tag tone="due">{t('incubation.service.disputed')}</Tag>
                  ) : (
                    <Tag tone="wait">{t('incubation.service.unconfirmed')}</Tag>
                  )}
                </li>
              </ul>
              {service.disputedReason === '' ? null : <TypedText text={service.disputedReason} />}
              {each?.(service)}
            </li>
          ))}
        </ul>
      )}
      {view.trainings.length === 0 ? null : (
        <>
          <h3>{t('incubator.training.title')}</h3>
          <ul className="rows">
            {view.trainings.map(({ id, title, startsAt, hours, attended }) => (
              <li key={id}>
                <A to={paths.training(id)}>
                  <Typed>{title}</Typed>
                </A>
                <ul className="meta">
                  <li>{instant(startsAt)}</li>
                  <li>{t('incubation.hours', { hours })}</li>
                  <li>
                    {attended === null
                      ? t('incubator.training.signedUp')
                      : t('incubator.training.came', { count: attended })}
                  </li>
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      {children}
    </Sheet>
  )
}

export function AssessmentSheet({
  view,
  each,
  children,
}: View & { each?: (assessment: CaseView['assessments'][number]) => ReactNode; children?: ReactNode }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <Sheet labelledBy="assessments">
      <h2 id="assessments">{t('incubation.assessment.title')}</h2>
      {view.assessmentDueOn === null ? null : (
        <p>{t('incubation.assessment.next', { day: day(view.assessmentDueOn) })}</p>
      )}
      <ul className="rows">
        {view.assessments.map((assessment) => (
          <li key={assessment.id}>
            <h3>
              {day(assessment.assessedOn)}{' '}
              <Tag tone={assessment.grade === 'FAIL' ? 'due' : 'open'}>
                {t(`incubation.grade.${assessment.grade}`)} {assessment.total}/100
              </Tag>
            </h3>
            <Points points={assessment.points} />
            <h4>{t('incubation.assessment.advice')}</h4>
            <TypedText text={assessment.advice} />
            {assessment.reply === '' ? null : (
              <>
                <h4>{t('incubation.assessment.reply')}</h4>
                <TypedText text={assessment.reply} />
              </>
            )}
            {each?.(assessment)}
          </li>
        ))}
      </ul>
      {children}
    </Sheet>
  )
}

function Points({ points }: { points: CaseView['assessments'][number]['points'] }) {
  const t = useT()
  const name = useCriterionName()
  return (
    <ul className="plain">
      {points.map((point) => (
        <li key={point.code}>
          {t('incubation.assessment.points', { criterion: name(point), points: point.points, max: point.maxPoints })}
        </li>
      ))}
    </ul>
  )
}

export function useCriterionName() {
  const locale = useLocale()
  return ({ titleZh, titleEn }: { titleZh: string; titleEn: string }) => (locale === 'en' ? titleEn : titleZh)
}

/** The test of graduation: each item with what is known, declared or open. */
export function TestSheet({
  view,
  each,
  children,
}: View & { each?: (item: TestView) => ReactNode; children?: ReactNode }) {
  const t = useT()
  const { day } = useFormat()
  return (
    <Sheet labelledBy="graduation">
      <h2 id="graduation">{t('incubation.test.title')}</h2>
      <p>
        {view.missing.length === 0
          ? t('incubation.test.passed')
          : t('incubation.test.left', { count: view.missing.length })}
      </p>
      <ul className="rows">
        {view.test.map((item) => {
          const declared = view.declarations.find(({ code }) => code === item.code)
          return (
            <li key={item.code}>
              <strong>{item.title}</strong>{' '}
              {item.code === 'STAFF' ? t('incubation.test.staffMin', { count: view.rule.staffMin }) : null}{' '}
              <Tag tone={item.standing === 'MET' ? 'open' : item.standing === 'DECLARED' ? 'wait' : 'due'}>
                {t(`incubation.test.${item.standing}`)}
              </Tag>
              {declared === undefined ? null : (
                <div className="of">
                  <Typed>{declared.words}</Typed>{' '}
                  {declared.number === null ? null : t('incubation.test.staff', { count: declared.number })}{' '}
                  {declared.confirmedAt === null
                    ? null
                    : t('incubation.test.confirmedOn', { day: day(declared.confirmedAt.slice(0, 10)) })}
                  {declared.refusedReason === '' ? null : (
                    <>
                      {t('incubation.test.refused')} <Typed>{declared.refusedReason}</Typed>
                    </>
                  )}
                </div>
              )}
              {each?.(item)}
            </li>
          )
        })}
      </ul>
      {children}
    </Sheet>
  )
}

/** Notice, reply, decision. */
export function ExitSheet({ view, children }: View & { children?: ReactNode }) {
  const t = useT()
  const { instant, day } = useFormat()
  if (view.noticeAt === null && view.exitAnswer === '' && children === undefined) return null
  return (
    <Sheet labelledBy="exit">
      <h2 id="exit">{t('incubation.exit.title')}</h2>
      {view.state === 'ACTIVE' && view.exitAnswer !== '' ? <p>{t('incubation.exit.wasTakenBack')}</p> : null}
      {view.noticeAt === null || view.exitReason === null ? null : (
        <>
          <p>
            <strong>{t(`incubation.exit.reason.${view.exitReason}`)}</strong> {instant(view.noticeAt)}{' '}
            {view.leaveByOn === null ? null : t('incubation.exit.leaveBy', { day: day(view.leaveByOn) })}
          </p>
          <TypedText text={view.exitWords} />
        </>
      )}
      {view.exitReply === '' ? null : (
        <>
          <h3>{t('incubation.exit.reply')}</h3>
          <TypedText text={view.exitReply} />
        </>
      )}
      {view.exitAnswer === '' ? null : (
        <>
          <h3>{t('incubation.exit.answer')}</h3>
          <TypedText text={view.exitAnswer} />
        </>
      )}
      {children}
    </Sheet>
  )
}
