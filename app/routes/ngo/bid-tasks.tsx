import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { isBrokenEnvelope } from '#app/domain/bid/envelope.ts'
import { type BidPart, tasksOf } from '#app/domain/bid/ready.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { confirmBid } from '#app/services/bid/confirm-bid.server.ts'
import { askedOf, bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { type OwnStages, readOwnStages } from '#app/services/venture/queries/venture-bid.server.ts'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { Missing } from '#app/ui/bid/problems.tsx'
import { bidTone } from '#app/ui/bid/tone.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { PitchPlace } from '#app/ui/venture/pitch-place.tsx'
import { StagePath } from '#app/ui/venture/stage-path.tsx'
import { adviceTones, budgetTones } from '#app/ui/venture/tones.ts'
import { Typed, TypedText } from '#app/ui/typed.tsx'

export const loader = pageLoader(
  { may: 'organization', params: z.object({ bidId: z.uuid() }) },
  async ({ ctx, params }) => {
    const bid = orNotFound(await readOwnBid(ctx, params.bidId))
    return {
      stages: bid.state === 'DRAFT' || bid.state === 'WITHDRAWN' ? null : await readOwnStages(ctx, params.bidId),
      head: bidHead(bid),
      tasks: bid.draft === undefined ? undefined : tasksOf(bid.draft.content, askedOf(bid)),
      saved: bid.draft === undefined ? undefined : { at: bid.draft.savedAt, by: bid.draft.savedBy },
      receiptNo: bid.receipt?.receiptNo,
      rejectedReason: bid.rejectedReason,
      withdrawnAt: bid.withdrawnAt,
      amended: bid.amended,
      hasResult: bid.hasResult,
      isOpened: bid.opened !== undefined,
      may: bid.may,
      allowsConsortium: bid.allowsConsortium,
      now: ctx.now.toISOString(),
    }
  },
)

export const action = pageAction(
  { may: 'organization', params: z.object({ bidId: z.uuid() }) },
  {
    reconfirm: on(z.object({}), async ({ ctx, params }) => {
      const outcome = await confirmBid(ctx, params)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoBid(params.bidId), 'bid.reconfirm.done') : outcome
    }),
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { head }) =>
  t('bid.tasks.metaTitle', { title: head.call.title }),
)

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function BidTasks() {
  const view = useLoaderData<typeof loader>()
  const { head, now } = view
  const t = useT()
  const dynamic = useDynamicT()
  const isDiscarded = head.state === 'WITHDRAWN' && view.receiptNo === undefined
  return (
    <Page crumbs={useBidCrumbs(head, false)}>
      <Sheet>
        <Tag tone={bidTone(head.state)}>
          {isDiscarded
            ? t('bid.discard.state')
            : view.stages?.budget === 'DECLINED'
              ? t('venture.budget.state.DECLINED')
              : dynamic(`bid.state.${head.state}`)}
        </Tag>
        <h1>{head.state === 'DRAFT' ? t('bid.tasks.title') : t('bid.tasks.bidTitle')}</h1>
        <BidHead head={head} now={now} />
        {head.state === 'DRAFT' ? (
          <Draft view={view} />
        ) : isDiscarded ? (
          <Discarded view={view} />
        ) : (
          <>
            <Amended view={view} />
            <After view={view} />
          </>
        )}
      </Sheet>
      {view.stages === null ? null : (
        <>
          <OwnStagesSheet id={head.id} own={view.stages} />
          <StagePath stages={view.stages.stages} />
        </>
      )}
    </Page>
  )
}

/** What of the stages is this organization's own: its slot, its reviewed budget, the advice to it. */
function OwnStagesSheet({ id, own: { pitch, budget, advice } }: { id: string; own: OwnStages }) {
  const t = useT()
  const format = useFormat()
  if (pitch === null && budget === null && advice === null) return null
  return (
    <Sheet labelledBy="own-stages">
      <h2 id="own-stages">{t('venture.own.title')}</h2>
      <ul className="tasks">
        {budget === null ? null : (
          <li>
            <A to={paths.ngoBudgetReview(id)}>{t('venture.stage.budgetReview')}</A>
            <Tag tone={budgetTones[budget]}>{t(`venture.budget.state.${budget}`)}</Tag>
          </li>
        )}
        {advice === null ? null : (
          <li>
            <A to={paths.ngoAdvice(id)}>{t('venture.stage.optimisation')}</A>
            <Tag tone={adviceTones[advice]}>{t(`venture.advice.state.${advice}`)}</Tag>
          </li>
        )}
      </ul>
      {pitch === null ? null : (
        <>
          <h3>{t('venture.stage.pitch')}</h3>
          <ul className="meta">
            <li>{format.deadline(pitch.at)}</li>
            <li>{t('venture.pitch.each', { minutes: pitch.minutes })}</li>
            <PitchPlace place={pitch.place} link={pitch.link} />
          </ul>
        </>
      )}
    </Sheet>
  )
}

function Draft({ view: { head, tasks, saved, may, allowsConsortium } }: { view: View }) {
  const t = useT()
  const format = useFormat()
  if (tasks === undefined) return null
  const { id } = head
  const required = [
    tasks.answers,
    ...(tasks.form === undefined ? [] : [tasks.form]),
    tasks.budget,
    ...(tasks.files.isRequired ? [tasks.files] : []),
    ...(tasks.partners.count > 0 ? [tasks.partners] : []),
  ]
  const complete = required.filter(({ state }) => state === 'COMPLETE' || state === 'OPTIONAL').length
  const missing = (part: BidPart) => (
    <Missing problems={tasks.problems.filter((problem) => problem.part === part)} bidId={id} />
  )
  return (
    <>
      {head.call.isTaking ? null : <p className="notice">{t('bid.tasks.tooLate')}</p>}
      <p>{t('bid.tasks.progress', { done: complete, of: required.length })}</p>
      <ul className="tasks">
        <Task
          to={paths.ngoBidAnswers(id)}
          state={tasks.answers.state}
          name={t('bid.tasks.answers')}
          below={tasks.answers.state === 'IN_PROGRESS' ? missing('answers') : null}
        >
          {t('bid.tasks.answered', { done: tasks.answers.answered, of: tasks.answers.of })}
        </Task>
        {tasks.form === undefined ? null : (
          <Task
            to={paths.ngoBidForm(id)}
            state={tasks.form.state}
            name={t('application.title')}
            below={tasks.form.state === 'IN_PROGRESS' ? missing('form') : null}
          >
            {t('bid.tasks.answered', { done: tasks.form.answered, of: tasks.form.of })}
          </Task>
        )}
        <Task
          to={paths.ngoBidBudget(id)}
          state={tasks.budget.state}
          name={t('bid.tasks.budget')}
          below={tasks.budget.state === 'IN_PROGRESS' ? missing('budget') : null}
        />
        {allowsConsortium ? (
          <Task
            to={paths.ngoBidPartners(id)}
            state={tasks.partners.state}
            name={t('application.partners.title')}
            below={missing('partners')}
          />
        ) : null}
        <Task to={paths.ngoBidFiles(id)} state={tasks.files.state} name={t('bid.tasks.files')} below={missing('files')}>
          {tasks.files.count === 0 ? null : t('bid.tasks.fileCount', { count: tasks.files.count })}
        </Task>
        <Task
          to={paths.ngoBidSeal(id)}
          state={tasks.isReady ? 'READY' : 'NOT_READY'}
          name={may.seal ? t('bid.tasks.seal') : t('bid.tasks.check')}
        />
      </ul>
      <p className="hint">
        {saved === undefined ? null : (
          <>
            {t('bid.tasks.saved', { time: format.instant(saved.at) })} <Typed>{saved.by}</Typed>
          </>
        )}
      </p>
      <p>{may.seal ? t('bid.tasks.youSeal') : t('bid.tasks.certifierSeals')}</p>
      {may.discard ? (
        <p>
          <A to={paths.ngoBidWithdraw(id)}>{t('bid.tasks.discard')}</A>
        </p>
      ) : null}
    </>
  )
}

type TaskProps = { to: string; state: string; name: string; children?: ReactNode; below?: ReactNode }

/** `below`: what it still wants. */
function Task({ to, state, name, children, below }: TaskProps) {
  const dynamic = useDynamicT()
  const isPlain = state === 'COMPLETE' || state === 'OPTIONAL' || state === 'NOT_READY'
  return (
    <li>
      <div>
        <A to={to}>{name}</A> {children === undefined ? null : <small>{children}</small>}
        {below}
      </div>
      {isPlain ? (
        <span>{dynamic(`bid.task.${state}`)}</span>
      ) : (
        <Tag tone={state === 'READY' ? 'open' : 'wait'}>{dynamic(`bid.task.${state}`)}</Tag>
      )}
    </li>
  )
}

/** It never was a bid: nothing is left of it but that it was begun. */
function Discarded({ view: { head, withdrawnAt } }: { view: View }) {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <p>{t('bid.discard.after')}</p>
      {withdrawnAt === undefined ? null : <p>{t('bid.discard.at', { time: format.deadline(withdrawnAt) })}</p>}
      {head.call.isTaking ? (
        <div className="actions">
          <A to={paths.ngoBidStart(head.call.callNo)} className="button">
            {t('bid.discard.again')}
          </A>
        </div>
      ) : null}
    </>
  )
}

/** The call changed after sealing: confirmed again by the certifier, or it stays closed. */
function Amended({ view: { head, amended, may } }: { view: View }) {
  const t = useT()
  const form = useFormState('reconfirm')
  if (amended === 'no') return null
  if (amended === 'lapsed') return <p className="notice">{t('bid.reconfirm.lapsed')}</p>
  return (
    <div className="notice">
      <p>{t('bid.reconfirm.needed')}</p>
      <p>
        <A to={`${paths.call(head.call.callNo)}#amendments`}>{t('bid.reconfirm.read')}</A>
      </p>
      {may.reconfirm ? (
        <ActionButton form={form}>{t('bid.reconfirm.confirm')}</ActionButton>
      ) : (
        <p>{t('bid.reconfirm.certifier')}</p>
      )}
    </div>
  )
}

function After({ view }: { view: View }) {
  const { head, receiptNo, rejectedReason, withdrawnAt, hasResult, isOpened, may } = view
  const t = useT()
  const format = useFormat()
  const dynamic = useDynamicT()
  const { id, state, call } = head
  const hasDeclined = view.stages?.budget === 'DECLINED'
  const stand =
    state === 'SEALED' && !call.isTaking
      ? 'WAITING'
      : isBrokenEnvelope(rejectedReason)
        ? 'BROKEN'
        : hasDeclined
          ? 'DECLINED'
          : state
  return (
    <>
      <p>{dynamic(`bid.after.${stand}`)}</p>
      {state === 'REJECTED' ? (
        <div className="notice">
          <h2>{t(hasDeclined ? 'venture.budget.declinedBecause' : 'bid.after.reason')}</h2>
          {isBrokenEnvelope(rejectedReason) ? (
            <p>{dynamic(`bid.broken.${rejectedReason}`)}</p>
          ) : (
            <TypedText text={rejectedReason} />
          )}
        </div>
      ) : null}
      {withdrawnAt === undefined ? null : <p>{t('bid.after.withdrawnAt', { time: format.deadline(withdrawnAt) })}</p>}
      <ul className="tasks">
        {receiptNo === undefined ? null : (
          <li>
            <A to={paths.ngoBidReceipt(id)}>{t('bid.after.receipt')}</A>
            <span>{receiptNo}</span>
          </li>
        )}
        {state === 'WITHDRAWN' || state === 'DRAFT' ? null : (
          <li>
            <A to={paths.ngoBidContent(id)}>{isOpened ? t('bid.after.read') : t('bid.after.readWithCode')}</A>
          </li>
        )}
        {isOpened ? (
          <li>
            <A to={paths.ngoBidClarifications(id)}>{t('review.own.link')}</A>
          </li>
        ) : null}
        {may.withdraw ? (
          <li>
            <A to={paths.ngoBidWithdraw(id)}>{t('bid.after.withdraw')}</A>
          </li>
        ) : null}
        {hasResult ? (
          <li>
            <A to={paths.ngoBidResult(id)}>{t('bid.after.result')}</A>
          </li>
        ) : null}
      </ul>
    </>
  )
}
