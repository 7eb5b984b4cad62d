import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { closeForm, declareForm, pledgeForm, recuseForm } from '#app/domain/panel/schema.ts'
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
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { PanelBids } from '#app/ui/panel/bid-list.tsx'
import { BoardTable } from '#app/ui/panel/board-table.tsx'
import { ChairBoard } from '#app/ui/panel/chair-board.tsx'
import { CloseScoring, Recuse } from '#app/ui/panel/closing.tsx'
import { Declare, Pledge } from '#app/ui/panel/declaring.tsx'
import { Discussing } from '#app/ui/panel/discussing.tsx'
import { PitchSheet } from '#app/ui/panel/pitch-sheet.tsx'
import { WhatNow } from '#app/ui/panel/what-now.tsx'
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
      {isSeated && progress.pending < bids.length ? <PanelBids page={page} /> : null}
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
          {page.may.close ? (
            <CloseScoring
              version={page.panel.version}
              isComplete={page.board.isComplete}
              isDiscussing={page.discussions?.now != null}
              owesMinutes={page.discussions?.isOwed === true}
            />
          ) : null}
        </Sheet>
      )}
      {page.may.recuse ? <Recuse version={seat.version} /> : null}
    </Page>
  )
}
