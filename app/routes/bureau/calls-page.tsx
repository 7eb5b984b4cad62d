import { useLoaderData } from '@remix-run/react'
import { type Finding, findingKey } from '#app/domain/call/linter/finding.ts'
import type { PartState } from '#app/domain/call/linter/part-states.ts'
import type { CallPart } from '#app/domain/call/linter/sheet.ts'
import { cancelCodes } from '#app/domain/call/end-codes.ts'
import { callParams, cancelForm, departuresForm, reasonForm, versionForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { publishCall } from '#app/services/call/publish-call.server.ts'
import { type BureauCall, readBureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { returnCall } from '#app/services/call/return-call.server.ts'
import { setDepartures } from '#app/services/call/set-departures.server.ts'
import { resumeCall, suspendCall } from '#app/services/call/suspend-call.server.ts'
import { submitCall } from '#app/services/call/submit-call.server.ts'
import { CallContentSheets } from '#app/ui/call/call-content.tsx'
import { DepartureList, DeparturesSheet } from '#app/ui/call/departures.tsx'
import { CallStateTag } from '#app/ui/call/call-state.tsx'
import { useTimeLeft } from '#app/ui/call/time-left.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'
import { useFindingText } from '#app/ui/call/finding-text.ts'
import { TimeLimitsSheet } from '#app/ui/rules/time-limits.tsx'
import { BookName } from '#app/ui/rules/book-name.tsx'
import { StagePath } from '#app/ui/venture/stage-path.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body', params: callParams }, async ({ ctx, params }) =>
  orNotFound(await readBureauCall(ctx, params.callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    submit: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await submitCall(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.submitted') : outcome
    }),
    explain: on(departuresForm, async ({ ctx, params, input }) => {
      const outcome = await setDepartures(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.explained') : outcome
    }),
    return: on(reasonForm, async ({ ctx, params, input }) => {
      const outcome = await returnCall(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.returned') : outcome
    }),
    publish: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await publishCall(ctx, { ...params, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.published', { callNo: outcome.callNo })
        : outcome
    }),
    suspend: on(reasonForm, async ({ ctx, params, input }) => {
      const outcome = await suspendCall(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.suspended') : outcome
    }),
    resume: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await resumeCall(ctx, { ...params, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.resumed', { days: outcome.days })
        : outcome
    }),
    cancel: on(cancelForm, async ({ ctx, params, input }) => {
      const outcome = await cancelCall(ctx, { ...params, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.cancelled') : outcome
    }),
  },
)

export const meta = pageMeta<BureauCall>((_, { content }) => content.title)

export default function BureauCallPage() {
  const call = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.bureauCalls(), text: t('call.bureau.title') }]}>
      <div className="with-side">
        <div>
          <HeadSheet call={call} />
          {call.isBefore ? <TasksSheet call={call} /> : null}
          {call.isBefore ? <WarningsSheet call={call} /> : <DeparturesSheet departures={call.departures} />}
          <CallContentSheets content={call.content} />
          <TimeLimitsSheet limits={call.limits} />
        </div>
        <aside>
          <NextSheet call={call} />
          <StagePath stages={call.stages} />
          <StepsSheet call={call} />
        </aside>
      </div>
    </Page>
  )
}

/** Where the call comes from and what came after it. */
function OriginLines({ origin }: { origin: BureauCall['origin'] }) {
  const t = useT()
  const lines = [
    { key: 'copiedFrom', row: origin.retenderOf === null ? origin.copiedFrom : null },
    { key: 'retenderOf', row: origin.retenderOf },
    { key: 'retender', row: origin.retender },
  ] as const
  return lines.map(({ key, row }) =>
    row === null ? null : (
      <p key={key} className="note">
        {t(`call.origin.${key}`)}{' '}
        <A to={paths.bureauCall(row.id)}>
          <Typed>{row.title}</Typed>
        </A>
      </p>
    ),
  )
}

function HeadSheet({ call }: { call: BureauCall }) {
  const { content } = call
  const t = useT()
  const { wan, deadline, day } = useFormat()
  const timeLeft = useTimeLeft()
  return (
    <article className="sheet">
      <CallStateTag state={call.state} isClosed={call.isClosed} />
      <h1>
        <Typed>{content.title}</Typed>
      </h1>
      <ul className="meta">
        <li>{content.bodyName}</li>
        <li>
          {t(`call.method.${content.method}`)} · {t(`call.instrument.${content.instrument}`)}
        </li>
        <li>{t(`common.field.${content.field}`)}</li>
        <li>{content.regionName}</li>
        <li>
          {day(content.startsOn)} – {day(content.endsOn)}
        </li>
        {call.callNo === null ? null : <li>{call.callNo}</li>}
        <li>
          {t(call.isPublished ? 'ruleBook.goesBy' : 'ruleBook.willGoBy')} <BookName book={call.book} />
        </li>
      </ul>
      <Figures
        items={[
          { label: t('common.money.budget'), value: wan(content.budgetFen), note: call.fundName ?? undefined },
          { label: t('common.money.ceiling'), value: wan(content.ceilingFen) },
          { label: t('call.label.deadline'), value: timeLeft(call.left), note: deadline(call.deadlineAt) },
          { label: t('call.label.quorum'), value: content.quorum },
        ]}
      />
      {call.isSingleSource ? (
        <p>
          <A to={paths.bureauSingleSource(call.id)}>{t('single.title')}</A>
          {call.isBefore && !call.isSingleNoticed ? ` · ${t('single.notNoticed')}` : null}
        </p>
      ) : null}
      {call.isRehearsal ? (
        <p className="notice">
          <strong>{t('rehearsal.title')}</strong> {t('rehearsal.what')}
        </p>
      ) : null}
      {call.may.edit && !call.isSingleSource ? (
        <p>
          <A to={paths.bureauRehearsal(call.id)}>{t(call.isRehearsal ? 'rehearsal.invited' : 'rehearsal.make')}</A>
        </p>
      ) : null}
      <OriginLines origin={call.origin} />
      {call.stateReason === '' ? null : (
        <p className="notice">
          {call.endCode === null ? null : <strong>{t(`call.endCode.${call.endCode}`)} </strong>}
          {t(call.state === 'DRAFT' ? 'call.bureau.returned' : 'call.page.reason', { reason: call.stateReason })}
        </p>
      )}
      <TypedText text={content.summary} />
      {call.isPublished && call.callNo !== null ? (
        <p>
          <A to={paths.call(call.callNo)}>{t('call.bureau.publicPage')}</A>
        </p>
      ) : null}
    </article>
  )
}

const partTones: Record<PartState, Tone> = { done: 'plain', attention: 'wait', notStarted: 'plain', optional: 'plain' }

const partPath = (id: string, part: CallPart): string =>
  part === 'conditions'
    ? paths.bureauCallConditions(id)
    : part === 'criteria'
      ? paths.bureauCallCriteria(id)
      : part === 'form'
        ? paths.bureauCallForm(id)
        : part === 'plan'
          ? paths.bureauCallPlan(id)
          : part === 'documents'
            ? paths.bureauCallDocuments(id)
            : part === 'keyholders'
              ? paths.bureauCallKeyholders(id)
              : `${paths.bureauCallEdit(id)}#${part}`

/** What is done and what is not; a completed part is plain words, one that needs attention has a tag. */
function TasksSheet({ call }: { call: BureauCall }) {
  const t = useT()
  return (
    <Sheet labelledBy="tasks">
      <h2 id="tasks">{t('call.bureau.tasks')}</h2>
      <p>{t('call.bureau.complete', { done: call.done, all: call.all })}</p>
      <ul className="tasks">
        {call.parts.map(({ part, state }) => (
          <li key={part}>
            <span className="what">
              {call.may.edit ? <A to={partPath(call.id, part)}>{t(`call.part.${part}`)}</A> : t(`call.part.${part}`)}
              <ProblemLines problems={call.problems.filter((problem) => problem.part === part)} />
            </span>
            <span className="is">
              {state === 'attention' || state === 'notStarted' ? (
                <Tag tone={partTones[state]}>{t(`call.partState.${state}`)}</Tag>
              ) : (
                t(`call.partState.${state}`)
              )}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function ProblemLines({ problems }: { problems: readonly Finding[] }) {
  const t = useT()
  const text = useFindingText()
  return problems.map((problem) => (
    <small key={findingKey(problem)}>
      {problem.level === 'error' ? text(problem) : t('call.bureau.warning', { text: text(problem) })}
    </small>
  ))
}

/** Each warning with its reason: written by the drafter, read by the approver, published with the call. */
function WarningsSheet({ call }: { call: BureauCall }) {
  const t = useT()
  const text = useFindingText()
  const stored = call.warnings.map(({ key, reason }) => ({ finding: key, reason }))
  const form = useFormState('explain', { departures: stored })
  if (call.warnings.length === 0) return null
  return (
    <Sheet labelledBy="departures">
      <h2 id="departures">{t('call.departure.title')}</h2>
      <p>{t('call.departure.lead')}</p>
      {call.may.explain ? (
        <PostForm form={form} version={call.version}>
          {call.warnings.map((warning, index) => (
            <div key={warning.key}>
              <input type="hidden" name={`departures[${index}].finding`} value={warning.key} />
              <TextArea
                form={form}
                name={`departures[${index}].reason`}
                label={text(warning)}
                hint={warning.by === '' ? t('call.departure.hint') : t('call.departure.by', { name: warning.by })}
                max={500}
                rows={3}
              />
            </div>
          ))}
          <Submit quiet>{t('call.departure.save')}</Submit>
        </PostForm>
      ) : (
        <DepartureList departures={call.warnings.map((warning) => ({ ...warning, finding: warning.key }))} />
      )}
    </Sheet>
  )
}

function NextSheet({ call }: { call: BureauCall }) {
  const t = useT()
  const isWorking = call.isPublished && !call.isBefore
  const mayActNow = call.may.copy || call.may.submit || call.may.publish || call.may.return || call.may.cancel
  if (!mayActNow && !isWorking && call.state !== 'SUBMITTED') return null
  return (
    <Sheet labelledBy="next">
      <h2 id="next">{t('call.bureau.next')}</h2>
      {call.may.submit ? <SubmitPart call={call} /> : null}
      {call.state === 'SUBMITTED' ? <ApprovalPart call={call} /> : null}
      {isWorking ? <WorkPart call={call} /> : null}
      {call.may.copy ? (
        <p>
          <A to={paths.bureauCallCopy(call.id)}>{t(call.may.retender ? 'call.copy.toRetender' : 'call.copy.title')}</A>
        </p>
      ) : null}
      {call.may.suspend ? <SuspendPart call={call} /> : null}
      {call.may.cancel ? <CancelPart call={call} /> : null}
    </Sheet>
  )
}

function SubmitPart({ call }: { call: BureauCall }) {
  const t = useT()
  const form = useFormState('submit')
  const left = call.problems.filter(({ level }) => level === 'error').length
  if (call.isBlocked) return <p>{t('call.bureau.problems', { count: left })}</p>
  if (!call.isReady) return <p>{t('call.bureau.reasonsMissing')}</p>
  return (
    <>
      <p>{t('call.bureau.ready')}</p>
      <ActionButton form={form} version={call.version}>
        {t('call.action.submit')}
      </ActionButton>
    </>
  )
}

function ApprovalPart({ call }: { call: BureauCall }) {
  const t = useT()
  const publish = useFormState('publish')
  const giveBack = useFormState('return')
  return (
    <>
      {call.may.return ? null : <p>{t('call.bureau.waiting')}</p>}
      {call.isOwnDraft ? <p>{t('call.bureau.ownDraft')}</p> : null}
      {call.may.publish ? (
        <>
          {call.isReady ? <p>{t('call.bureau.readyToPublish')}</p> : null}
          <PostForm form={publish} version={call.version}>
            <Submit>{t('call.action.publish')}</Submit>
          </PostForm>
        </>
      ) : null}
      {call.may.return ? (
        <details open={giveBack.wasRefused}>
          <summary>{t('call.action.return')}</summary>
          <PostForm form={giveBack} version={call.version}>
            <TextArea
              form={giveBack}
              name="reason"
              label={t('call.action.returnReason')}
              hint={t('call.action.returnHint')}
              max={500}
              rows={4}
            />
            <Submit quiet>{t('call.action.return')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </>
  )
}

function WorkPart({ call }: { call: BureauCall }) {
  const t = useT()
  return (
    <>
      {call.state === 'PUBLISHED' ? <p>{t('call.bureau.nextOpening')}</p> : null}
      {call.may.work ? (
        <ul className="plain-list">
          <li>
            <A to={paths.bureauCallQuestions(call.id)}>{t('call.questions.toPage', { count: call.unanswered })}</A>
          </li>
          {call.state === 'PUBLISHED' ? (
            <li>
              <A to={paths.bureauCallAmend(call.id)}>{t('call.amendment.title')}</A>
            </li>
          ) : null}
          <li>
            <A to={paths.bureauOpening(call.id)}>{t('call.bureau.toOpening')}</A>
          </li>
          {call.stages.length === 0 ? null : (
            <li>
              <A to={paths.bureauStages(call.id)}>{t('venture.stages.title')}</A>
            </li>
          )}
          {call.isSingleSource ? (
            <>
              <li>
                <A to={paths.bureauReview(call.id)}>{t('review.goQualify')}</A>
              </li>
              <li>
                <A to={paths.bureauNegotiation(call.id)}>{t('single.negotiation.title')}</A>
              </li>
            </>
          ) : (
            <li>
              <A to={paths.bureauPanel(call.id)}>{t('call.bureau.toPanel')}</A>
            </li>
          )}
          {call.state === 'SCORED' || call.state === 'NOTICED' || call.state === 'AWARDED' ? (
            <li>
              <A to={paths.bureauResult(call.id)}>{t('call.bureau.toResult')}</A>
            </li>
          ) : null}
        </ul>
      ) : null}
    </>
  )
}

function SuspendPart({ call }: { call: BureauCall }) {
  const t = useT()
  const suspend = useFormState('suspend')
  const resume = useFormState('resume')
  if (call.suspendedAt !== null)
    return (
      <ActionButton form={resume} version={call.version}>
        {t('call.suspension.resume')}
      </ActionButton>
    )
  return (
    <details open={suspend.wasRefused}>
      <summary>{t('call.suspension.suspend')}</summary>
      <PostForm form={suspend} version={call.version}>
        <TextArea
          form={suspend}
          name="reason"
          label={t('call.suspension.reason')}
          hint={t('call.suspension.reasonHint')}
          max={500}
          rows={4}
        />
        <Submit grave>{t('call.suspension.suspend')}</Submit>
      </PostForm>
    </details>
  )
}

function CancelPart({ call }: { call: BureauCall }) {
  const t = useT()
  const form = useFormState('cancel')
  const text = call.isPublished ? t('call.action.cancel') : t('call.action.cancelDraft')
  return (
    <details open={form.wasRefused}>
      <summary>{text}</summary>
      <PostForm form={form} version={call.version}>
        {call.isPublished ? (
          <SelectField
            form={form}
            name="code"
            label={t('call.action.endCode')}
            placeholder={t('call.form.choose')}
            options={cancelCodes.map((value) => ({ value, label: t(`call.endCode.${value}`) }))}
          />
        ) : null}
        <TextArea
          form={form}
          name="reason"
          label={t('call.action.cancelReason')}
          hint={call.isPublished ? t('call.action.cancelHint') : t('call.action.cancelDraftHint')}
          max={500}
          rows={4}
        />
        <Submit grave>{text}</Submit>
      </PostForm>
    </details>
  )
}

function StepsSheet({ call }: { call: BureauCall }) {
  const t = useT()
  const { instant } = useFormat()
  const steps = [
    { label: t('call.bureau.draftedBy'), step: call.drafted },
    { label: t('call.bureau.submittedBy'), step: call.submitted },
    { label: t('call.bureau.publishedBy'), step: call.published },
  ]
  return (
    <Sheet>
      <ol className="path">
        {steps.map(({ label, step }) => (
          <li key={label} className={step === null ? undefined : 'done'}>
            {label}
            {step === null ? null : (
              <time dateTime={step.at}>{t('call.bureau.by', { name: step.name, at: instant(step.at) })}</time>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
