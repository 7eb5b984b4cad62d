import type { ReactNode } from 'react'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import type { CaseView, ServiceView, TestView } from '#app/services/incubator/queries/incubation-case.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { IncubationTag, WarningLines } from './case-tags.tsx'

type View = { view: CaseView }

export const useCaseName = ({ organization, groupName }: Pick<CaseView, 'organization' | 'groupName'>) => {
  const t = useT()
  return organization?.name ?? (groupName === '' ? t('incubation.unnamed') : groupName)
}

/** Who, where, in which state, what is warned of. */
export function CaseHead({ view, children }: View & { children?: ReactNode }) {
  const t = useT()
  const { day } = useFormat()
  const name = useCaseName(view)
  return (
    <Sheet>
      <IncubationTag state={view.state} />
      <h1>
        <Typed>{name}</Typed>
      </h1>
      <ul className="meta">
        <li>
          <A to={paths.incubator(view.incubator.id)}>{view.incubator.name}</A>
        </li>
        <li>{view.className}</li>
        <li>{t(`incubator.kind.${view.kind}`)}</li>
        {view.organization === null ? (
          <li>{t('incubation.toRegister')}</li>
        ) : (
          <li>
            <A to={paths.organization(view.organization.id)}>{t('incubation.organization')}</A>
          </li>
        )}
        {view.fromOn === null || view.toOn === null ? null : (
          <li>{t('incubation.term', { from: day(view.fromOn), to: day(view.toOn) })}</li>
        )}
      </ul>
      <p>{stateWords(view, t, day)}</p>
      {view.checkReason === '' || !['RETURNED', 'REFUSED'].includes(view.state) ? null : (
        <TypedText text={view.checkReason} />
      )}
      <WarningLines warnings={view.warnings} />
      {children}
    </Sheet>
  )
}

function stateWords(view: CaseView, t: ReturnType<typeof useT>, day: (on: string) => string): string {
  return t(`incubation.now.${view.state}`, {
    due: view.checkDueOn === null ? '' : day(view.checkDueOn),
    place: view.waitingPlace ?? 0,
    leaveBy: view.leaveByOn === null ? '' : day(view.leaveByOn),
    graduated: view.graduatedOn === null ? '' : day(view.graduatedOn),
    left: view.leftOn === null ? '' : day(view.leftOn),
  })
}

/** What the applicant wrote. */
export function ApplicationSheet({ view, children }: View & { children?: ReactNode }) {
  const t = useT()
  const none = t('incubation.notYet')
  const words = (text: string) => (text === '' ? none : <TypedText text={text} />)
  return (
    <Sheet labelledBy="application">
      <h2 id="application">{t('incubation.application')}</h2>
      <dl className="facts">
        {view.wasGroup ? (
          <>
            <div>
              <dt>{t('incubation.form.groupName')}</dt>
              <dd>{view.groupName === '' ? none : <Typed>{view.groupName}</Typed>}</dd>
            </div>
            <div>
              <dt>{t('incubation.form.initiators')}</dt>
              <dd>{words(view.initiators)}</dd>
            </div>
            <div>
              <dt>{t('incubation.leader')}</dt>
              <dd>
                <Typed>{view.leaderName}</Typed>
              </dd>
            </div>
          </>
        ) : null}
        <div>
          <dt>{t('incubation.form.stage')}</dt>
          <dd>{t(`incubation.stage.${view.stage}`)}</dd>
        </div>
        <div>
          <dt>{t('incubation.form.people')}</dt>
          <dd>{view.people}</dd>
        </div>
        <div>
          <dt>{t('incubation.wanted')}</dt>
          <dd>{t('incubation.space', { seats: view.wantedSeats, area: view.wantedM2 })}</dd>
        </div>
        <div>
          <dt>{t('incubation.needs')}</dt>
          <dd>{words(view.need)}</dd>
        </div>
        <div>
          <dt>{t('incubation.plans')}</dt>
          <dd>{words(view.plan)}</dd>
        </div>
        <div>
          <dt>{t('incubation.form.files')}</dt>
          <dd>
            {view.files.length === 0 ? (
              t('incubation.filesNone')
            ) : (
              <ul className="plain">
                {view.files.map(({ fileId, title, name }) => (
                  <li key={fileId}>
                    <A to={paths.file(fileId)}>
                      <Typed>{title}</Typed>
                    </A>{' '}
                    <span className="hint">
                      <Typed>{name}</Typed>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
      {children}
    </Sheet>
  )
}

export function AgreementSheet({ view, children }: View & { children?: ReactNode }) {
  const t = useT()
  const { day, instant } = useFormat()
  if (view.agreements.length === 0 && children === undefined) return null
  return (
    <Sheet labelledBy="agreement">
      <h2 id="agreement">{t('incubation.agreement.title')}</h2>
      {view.agreements.map((agreement) => (
        <section key={agreement.id} aria-label={t('incubation.agreement.number', { number: agreement.number })}>
          <h3>
            {t(agreement.number === 1 ? 'incubation.agreement.first' : 'incubation.agreement.extension')}{' '}
            {agreement.signedAt !== null ? (
              <Tag tone="open">{t('incubation.agreement.signed')}</Tag>
            ) : agreement.withdrawnAt !== null ? (
              <Tag tone="plain">{t('incubation.agreement.withdrawn')}</Tag>
            ) : (
              <Tag tone="wait">{t('incubation.agreement.open')}</Tag>
            )}
          </h3>
          <ul className="meta">
            <li>{t('incubation.term', { from: day(agreement.fromOn), to: day(agreement.toOn) })}</li>
            <li>{t('incubation.space', { seats: agreement.seats, area: agreement.areaM2 })}</li>
          </ul>
          <TypedText text={agreement.terms} />
          <p className="hint">
            {t('incubation.agreement.by', { name: agreement.offeredBy, at: instant(agreement.offeredAt) })}{' '}
            {agreement.signedAt === null
              ? null
              : t('incubation.agreement.bySecond', { name: agreement.signedBy ?? '', at: instant(agreement.signedAt) })}
          </p>
          {agreement.withdrawnReason === '' ? null : <TypedText text={agreement.withdrawnReason} />}
          <p className="hash">
            SHA-256 <code>{agreement.contentSha256}</code>
          </p>
        </section>
      ))}
      {children}
    </Sheet>
  )
}

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
            {t('incubation.plan.mentor')}: <Typed>{view.mentor}</Typed>
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
  const name = useCriterionName()
  return (
    <ul className="plain">
      {points.map((point) => (
        <li key={point.code}>
          {name(point)}: {point.points}/{point.maxPoints}
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
