import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  closeForm,
  conflictKinds,
  declareForm,
  noteMax,
  recusalMax,
  pledgeForm,
  recuseForm,
} from '#app/domain/panel/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { planNameIn } from '#app/http/plan-name.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import { translator } from '#app/i18n/translate.ts'
import { declareConflicts } from '#app/services/panel/declare-conflicts.server.ts'
import { freezeResult } from '#app/services/panel/freeze-result.server.ts'
import { pledge } from '#app/services/panel/pledge.server.ts'
import { type PanelPage, readPanelPage } from '#app/services/panel/queries/panel-page.server.ts'
import { recuseSeat } from '#app/services/panel/recuse-seat.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { Checkbox, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { BidName } from '#app/ui/panel/bid-name.tsx'
import { ChairBoard } from '#app/ui/panel/chair-board.tsx'
import { Discussing } from '#app/ui/panel/discussing.tsx'
import { BoardTable } from '#app/ui/panel/board-table.tsx'
import { useFormat } from '#app/ui/format.ts'
import { PitchPlace } from '#app/ui/venture/pitch-place.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ callId: z.uuid() })

export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: { callId } }) =>
  orNotFound(await readPanelPage(ctx, callId, planNameIn(ctx.locale))),
)

export const action = pageAction(
  { may: 'expert', params },
  {
    pledge: on(pledgeForm, async ({ ctx, params: { callId } }) => {
      const outcome = await pledge(ctx, { callId, words: translator(ctx.locale)('panel.pledge.text') })
      return outcome.ok ? redirectWithToast(ctx, paths.panel(callId), 'panel.toast.pledged') : outcome
    }),
    declare: on(declareForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await declareConflicts(ctx, { callId, declarations: input.declarations })
      return outcome.ok ? redirectWithToast(ctx, paths.panel(callId), 'panel.toast.declared') : outcome
    }),
    recuse: on(recuseForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await recuseSeat(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panel(callId), 'panel.toast.recused') : outcome
    }),
    close: on(closeForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await freezeResult(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.panelSigning(callId), 'panel.toast.frozen') : outcome
    }),
  },
)

export const meta = pageMeta<PanelPage>((_t, { call }) => call.title)

export default function ExpertPanelPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const td = useDynamicT()
  const locale = useLocale()
  const { call, seat, bids, progress } = page
  const isSeated = seat.state === 'SEATED'
  return (
    <Page crumbs={[{ to: paths.panels(), text: t('panel.inbox.title') }]}>
      <Sheet>
        <h1>
          <Typed>{call.title}</Typed>
        </h1>
        <p>
          {locale === 'en' ? call.body.en : call.body.zh} · {call.callNo}{' '}
          <Tag tone="open">{td(`panel.state.${page.panel.state}`)}</Tag>
        </p>
        {isSeated ? (
          <p>{t(seat.isChair ? 'panel.page.roleChair' : 'panel.page.role', { code: seat.code })}</p>
        ) : (
          <>
            <h2>{t('panel.page.recusedTitle')}</h2>
            <p>{t('panel.page.recusedText')}</p>
            {seat.reason === 'replaced-before-start' ? (
              <p>{t('panel.bureau.removed')}</p>
            ) : (
              <TypedText text={seat.reason} />
            )}
          </>
        )}
        {isSeated && page.group !== null ? (
          <p>
            {page.group.hasBids || !page.hasPledged
              ? t('panel.group.mine', { group: page.group.letter })
              : t('panel.group.wait')}
          </p>
        ) : null}
        {isSeated && page.hasPledged && bids.length > 0 && progress.pending === 0 ? (
          <Figures
            items={[
              { label: t('panel.page.bids'), value: bids.length },
              {
                label: t('panel.page.progress'),
                value: t('panel.page.progressOf', { done: progress.done, total: progress.total }),
              },
              { label: t('panel.page.conflicts'), value: bids.length - progress.total },
            ]}
          />
        ) : null}
        {isSeated && page.hasPledged ? <WhatNow page={page} /> : null}
      </Sheet>

      {page.may.pledge ? <Pledge /> : null}
      {page.may.declare && progress.pending > 0 ? <Declare page={page} /> : null}
      {page.pitch === null ? null : <PitchSheet pitch={page.pitch} bids={bids} />}
      {isSeated && progress.pending < bids.length ? <Bids page={page} /> : null}
      {isSeated ? <Discussing page={page} /> : null}
      {page.board === null ? null : (
        <Sheet labelledBy="board">
          <h2 id="board">{t('panel.board.title')}</h2>
          <p>{t('panel.board.intro')}</p>
          {page.sample === 'done' ? (
            <p>
              <A to={paths.panelSample(call.id)}>{t('panel.sample.spreadLink')}</A>
            </p>
          ) : null}
          <p>
            <A to={paths.panelReview(call.id)}>{t('review.goConform')}</A>
          </p>
          <BoardTable board={page.board} />
          {page.chairBoard === null ? null : <ChairBoard board={page.chairBoard} />}
          {!page.may.close ? null : page.discussions?.now == null ? (
            <Close version={page.panel.version} isComplete={page.board.isComplete} />
          ) : (
            <p className="notice">{t('discussion.refusal.open')}</p>
          )}
        </Sheet>
      )}
      {page.may.recuse ? <Recuse version={seat.version} /> : null}
    </Page>
  )
}

/** The order of the pitches; a bid this judge is in conflict with has its slot and no name. */
function PitchSheet({ pitch, bids }: { pitch: NonNullable<PanelPage['pitch']>; bids: PanelPage['bids'] }) {
  const t = useT()
  const { deadline, instant } = useFormat()
  return (
    <Sheet labelledBy="pitch">
      <h2 id="pitch">{t('venture.stage.pitch')}</h2>
      <ul className="meta">
        <li>{deadline(pitch.startsAt)}</li>
        <li>{t('venture.pitch.each', { minutes: pitch.minutes })}</li>
        <PitchPlace place={pitch.place} link={pitch.link} />
      </ul>
      <ol className="plain-list">
        {pitch.slots.map((slot) => {
          const bid = bids.find(({ id, declared }) => id === slot.bidId && declared !== null)
          return (
            <li key={slot.bidId}>
              <time dateTime={slot.startsAt}>{instant(slot.startsAt)}</time>{' '}
              {bid === undefined ? '—' : <BidName bid={bid} />}
            </li>
          )
        })}
      </ol>
    </Sheet>
  )
}

function WhatNow({ page }: { page: PanelPage }) {
  const t = useT()
  const { call, panel, progress, nextBidId } = page
  if (panel.state === 'CLOSED') {
    return (
      <>
        <p>{t('panel.page.closed')}</p>
        <p>
          <A to={paths.panelSigning(call.id)}>{t('panel.page.signed')}</A>
        </p>
        {page.hasResult ? <A to={paths.callResult(call.callNo)}>{t('panel.page.result')}</A> : null}
      </>
    )
  }
  if (panel.state === 'SIGNING') {
    return (
      <>
        <p>{t('panel.page.signingText')}</p>
        <p>
          <A className="button" to={paths.panelSigning(call.id)}>
            {t('panel.page.signing')}
          </A>
        </p>
      </>
    )
  }
  if (page.group !== null && !page.group.hasBids) return null
  if (page.bids.length === 0 && panel.state === 'FORMING') return <p>{t('panel.page.beforeOpening')}</p>
  if (progress.pending > 0) return null
  if (panel.state === 'FORMING') return <p>{t('panel.page.notStarted')}</p>
  if (page.toConform > 0) {
    return (
      <>
        <p>{t(page.speaks ? 'panel.page.conformFirst' : 'panel.page.conformWait')}</p>
        <p>
          <A className="button" to={paths.panelReview(call.id)}>
            {t('review.goConform')}
          </A>
        </p>
      </>
    )
  }
  if (page.sample === 'owed')
    return (
      <>
        <p>{t('panel.sample.first')}</p>
        <p>
          <A className="button" to={paths.panelSample(call.id)}>
            {t('panel.sample.go')}
          </A>
        </p>
      </>
    )
  if (nextBidId === null) return <p>{t('panel.page.allDone')}</p>
  return (
    <p>
      <A className="button" to={paths.panelBid(call.id, nextBidId)}>
        {t('panel.page.next')}
      </A>
    </p>
  )
}

function Pledge() {
  const t = useT()
  const form = useFormState('pledge')
  return (
    <Sheet labelledBy="pledge">
      <h2 id="pledge">{t('panel.pledge.title')}</h2>
      <p>{t('panel.pledge.text')}</p>
      <PostForm form={form}>
        <Checkbox form={form} name="agreed" label={t('panel.pledge.agree')} />
        <Submit>{t('panel.pledge.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Declare({ page }: { page: PanelPage }) {
  const t = useT()
  const td = useDynamicT()
  const form = useFormState('declare')
  const pending = page.bids.filter(({ declared }) => declared === null)
  return (
    <Sheet labelledBy="declare">
      <h2 id="declare">{t('panel.page.declareTitle')}</h2>
      <p>{t('panel.page.declareIntro')}</p>
      <PostForm form={form}>
        {pending.map((bid, index) => {
          const options = conflictKinds
            .filter((kind) => !(bid.isOwn && kind === 'NONE'))
            .map((kind) => ({ value: kind, label: td(`panel.conflict.${kind}`) }))
          return (
            <fieldset className="choices" key={bid.id}>
              <legend>
                <BidName bid={bid} />
              </legend>
              {bid.isOwn ? <p className="notice">{t('panel.page.ownOrganization')}</p> : null}
              {bid.ties
                .filter((tie) => tie !== 'member')
                .map((tie) => (
                  <p key={tie} className="notice">
                    {td(`panel.tie.${tie}`)}
                  </p>
                ))}
              <input type="hidden" name={`declarations[${index}].bidId`} value={bid.id} />
              <SelectField
                form={form}
                name={`declarations[${index}].kind`}
                label={t('panel.page.kind', { organization: bid.organization })}
                options={options}
                placeholder={t('panel.page.choose')}
              />
              <TextField
                form={form}
                name={`declarations[${index}].note`}
                label={t('panel.page.note')}
                hint={t('panel.page.noteHint')}
                maxLength={noteMax}
                optional
              />
            </fieldset>
          )
        })}
        <Checkbox form={form} name="truthful" label={t('panel.page.truthful')} />
        <Submit>{t('panel.page.declare')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Bids({ page }: { page: PanelPage }) {
  const t = useT()
  const td = useDynamicT()
  const mayRead = page.panel.state !== 'FORMING'
  return (
    <Sheet labelledBy="bids">
      <h2 id="bids">{t('panel.page.list')}</h2>
      <ul className="tasks">
        {page.bids.map((bid) => {
          const isConflict = bid.declared !== null && bid.declared !== 'NONE'
          const cell = isConflict
            ? 'conflict'
            : bid.declared === null
              ? 'waiting'
              : bid.sheet === 'SUBMITTED'
                ? 'submitted'
                : bid.sheet === 'DRAFT'
                  ? 'draft'
                  : 'declared'
          const name = <BidName bid={bid} />
          return (
            <li key={bid.id}>
              {mayRead && bid.declared === 'NONE' ? <A to={paths.panelBid(page.call.id, bid.id)}>{name}</A> : name}
              <Tag tone={cell === 'submitted' ? 'open' : cell === 'conflict' ? 'due' : 'wait'}>
                {td(`panel.cell.${cell}`)}
              </Tag>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

function Close({ version, isComplete }: { version: number; isComplete: boolean }) {
  const t = useT()
  const form = useFormState('close')
  return (
    <>
      <h3>{t('panel.page.closeTitle')}</h3>
      <p>{t('panel.page.closeIntro')}</p>
      {isComplete || form.wasRefused ? (
        <PostForm form={form} version={version}>
          <Submit>{t('panel.page.close')}</Submit>
        </PostForm>
      ) : (
        <p className="notice">{t('panel.page.notYet')}</p>
      )}
    </>
  )
}

function Recuse({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('recuse')
  return (
    <Sheet>
      <details open={form.wasRefused}>
        <summary>{t('panel.page.recuseTitle')}</summary>
        <p>{t('panel.page.recuseIntro')}</p>
        <PostForm form={form} version={version}>
          <TextArea form={form} name="reason" label={t('panel.page.recuseReason')} max={recusalMax} rows={3} />
          <Submit grave>{t('panel.page.recuse')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
