import { paths } from '#app/http/paths.ts'
import { quarterName } from '#app/domain/quarterly/quarters.ts'
import type { QuarterlyState } from '#app/domain/quarterly/lifecycle.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { QuarterlyPage, QuartersPage, QuarterRow } from '#app/services/quarterly/queries/quarterly-pages.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { ReturnedBecause, SignOffs } from '#app/ui/quarterly/sign-offs.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const tones = { DRAFT: 'plain', WITH_LEAD: 'wait', WITH_OFFICE: 'wait', RECEIVED: 'open' } as const

export function QuarterlyTag({ state }: { state: QuarterlyState }) {
  const t = useT()
  return <Tag tone={tones[state]}>{t(`quarterly.state.${state}`)}</Tag>
}

/** What a quarter is called, by its first day. */
export function useQuarter(): (quarterOn: string) => string {
  const t = useT()
  return (quarterOn) => {
    const { year, quarter } = quarterName(quarterOn)
    return t('quarterly.name', { year, quarter })
  }
}

/** From a project's page to its quarterly reports. */
export function QuarterlyLink({ to }: { to: string }) {
  const t = useT()
  return (
    <p>
      <A to={to}>{t('quarterly.title')}</A>
    </p>
  )
}

/** Every quarter of a project and where its report stands. */
export function QuarterRows({ page, to }: { page: QuartersPage; to: (id: string) => string }) {
  const t = useT()
  const { day } = useFormat()
  const nameOf = useQuarter()
  if (page.quarters.length === 0) return <p>{t('quarterly.none')}</p>
  return (
    <ul className="rows">
      {page.quarters.map((row) => (
        <li key={row.quarterOn}>
          <div className="line">
            <div>
              <h2>
                {row.report === null ? nameOf(row.quarterOn) : <A to={to(row.report.id)}>{nameOf(row.quarterOn)}</A>}
              </h2>
              <ul className="meta">
                {row.report === null && row.dueOn === null ? null : (
                  <li>
                    {row.report === null ? (
                      <Tag tone="plain">{t('quarterly.notThere')}</Tag>
                    ) : (
                      <QuarterlyTag state={row.report.state} />
                    )}
                  </li>
                )}
                {row.dueOn === null ? (
                  <li>{t('quarterly.running')}</li>
                ) : (
                  <li>{t('quarterly.dueOn', { day: day(row.dueOn) })}</li>
                )}
                {row.isLate ? (
                  <li>
                    <Tag tone="due">{t('milestone.overdue')}</Tag>
                  </li>
                ) : null}
              </ul>
            </div>
            {page.mayWrite && row.report === null ? <Start row={row} /> : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Start({ row }: { row: QuarterRow }) {
  const t = useT()
  const form = useFormState('start')
  return (
    <ActionButton form={form} quiet fields={{ quarterOn: row.quarterOn }}>
      {t('quarterly.start')}
    </ActionButton>
  )
}

export function QuarterlyHead({ page }: { page: QuarterlyPage }) {
  const t = useT()
  const { number, money } = useFormat()
  const nameOf = useQuarter()
  return (
    <Sheet>
      <QuarterlyTag state={page.state} />
      <h1>
        {t('quarterly.one')} · {nameOf(page.quarterOn)}
      </h1>
      <p>
        <Typed>{page.projectTitle}</Typed> · <Typed>{page.organizationName}</Typed>
      </p>
      <Figures
        items={[
          { label: t('activity.totals.sessions'), value: number(page.figures.sessions) },
          { label: t('activity.totals.people'), value: number(page.figures.people) },
          { label: t('activity.totals.hours'), value: number(page.figures.hours) },
          { label: t('quarterly.paid'), value: money(page.figures.paidFen) },
          { label: t('quarterly.spent'), value: money(page.figures.spentFen), note: t('quarterly.spentNote') },
          ...(page.feeFen === null ? [] : [{ label: t('quarterly.fee'), value: money(page.feeFen) }]),
        ]}
      />
      <p className="hint">{page.signedAt === null ? t('quarterly.figuresNow') : t('quarterly.figuresThen')}</p>
      <ul className="meta">
        <SignOffs report={page} />
      </ul>
      <ReturnedBecause report={page} />
    </Sheet>
  )
}

/** As it was written. */
export function QuarterlyBody({ page }: { page: QuarterlyPage }) {
  const t = useT()
  const parts = [
    [t('quarterly.done'), page.done],
    [t('quarterly.problems'), page.problems],
    [t('quarterly.plans'), page.plans],
  ] as const
  return (
    <Sheet>
      {parts.map(([title, text]) => (
        <section key={title}>
          <h2>{title}</h2>
          {text === '' ? <p>{t('quarterly.nothing')}</p> : <TypedText text={text} />}
        </section>
      ))}
    </Sheet>
  )
}

/** The next step of whoever has it: sign off or receive, or give it back with what is to be changed. */
export function QuarterlyStep({ page, intent }: { page: QuarterlyPage; intent: 'signOff' | 'receive' }) {
  const t = useT()
  const step = useFormState(intent)
  const back = useFormState('giveBack')
  if (!page.may.giveBack) return null
  return (
    <Sheet labelledBy="step">
      <h2 id="step">{t(`quarterly.step.${intent}`)}</h2>
      <p>{t(`quarterly.stepLead.${intent}`)}</p>
      <ActionButton form={step} version={page.version}>
        {t(`quarterly.step.${intent}`)}
      </ActionButton>
      <details open={back.wasRefused ? true : undefined}>
        <summary>{t('quarterly.giveBack')}</summary>
        <PostForm form={back} version={page.version}>
          <TextArea form={back} name="reason" label={t('quarterly.giveBackReason')} max={1000} rows={4} />
          <Submit quiet>{t('quarterly.giveBack')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

export const quarterlyCrumbs = (project: { id: string; title: string }, side: 'ngo' | 'bureau') =>
  side === 'ngo'
    ? [{ to: paths.ngoProject(project.id), text: project.title }]
    : [{ to: paths.bureauProject(project.id), text: project.title }]
