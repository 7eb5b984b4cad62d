import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  drawForm,
  groupsForm,
  nothingForm,
  pinForm,
  representativeForm,
  seatChoice,
  seatForm,
  startForm,
} from '#app/domain/panel/schema.ts'
import { optionalText } from '#app/domain/shared/form-fields.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { markChair, removeSeat } from '#app/services/panel/change-seat.server.ts'
import { callReserves, drawPanel } from '#app/services/panel/draw-panel.server.ts'
import { pinConflict } from '#app/services/panel/pin-conflict.server.ts'
import { readSeatingPage } from '#app/services/panel/queries/seating-page.server.ts'
import { seatExpert, seatRepresentative } from '#app/services/panel/seat-expert.server.ts'
import { allotByLot, setGroups } from '#app/services/panel/set-groups.server.ts'
import { startScoring } from '#app/services/panel/start-scoring.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { BoardTable } from '#app/ui/panel/board-table.tsx'
import { DrawSection } from '#app/ui/panel/draw-section.tsx'
import { ExpertPool } from '#app/ui/panel/expert-pool.tsx'
import { Groups } from '#app/ui/panel/groups-section.tsx'
import { SeatItem } from '#app/ui/panel/seat-list.tsx'
import { StartScoring } from '#app/ui/panel/start-scoring.tsx'
import { Pins, Representative } from '#app/ui/panel/tie-forms.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

const cursor = z.uuid().optional().catch(undefined)

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id }, url }) => {
  const asked = url.searchParams
  const filter = {
    field: asked.get('field') ?? undefined,
    regionId: asked.get('region') ?? undefined,
    name: optionalText(60)
      .catch('')
      .parse(asked.get('name') ?? ''),
    after: cursor.parse(asked.get('after') ?? undefined),
  }
  return { page: orNotFound(await readSeatingPage(ctx, id, filter)) }
})

export const action = pageAction(
  { may: 'officer', params },
  {
    seat: on(seatForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await seatExpert(ctx, { callId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.seated', { name: outcome.name })
        : outcome
    }),
    draw: on(drawForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await drawPanel(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.drawn') : outcome
    }),
    reserves: on(nothingForm, async ({ ctx, params: { id: callId } }) => {
      const outcome = await callReserves(ctx, callId)
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.reserves', { count: outcome.called })
        : outcome
    }),
    represent: on(representativeForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await seatRepresentative(ctx, { callId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.seated', { name: outcome.name })
        : outcome
    }),
    groups: on(groupsForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await setGroups(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.grouped') : outcome
    }),
    lot: on(startForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await allotByLot(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.lot') : outcome
    }),
    pin: on(pinForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await pinConflict(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.pinned') : outcome
    }),
    chair: on(seatChoice, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await markChair(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.chair') : outcome
    }),
    remove: on(seatChoice, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await removeSeat(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.removed') : outcome
    }),
    start: on(startForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await startScoring(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauPanel(callId), 'panel.toast.started') : outcome
    }),
  },
)

export const meta = pageMeta<{ page: { call: { title: string } } }>(
  (t, { page }) => `${t('panel.bureau.title')} · ${page.call.title}`,
)

export default function BureauPanelPage() {
  const { page } = useLoaderData<typeof loader>()
  const t = useT()
  const td = useDynamicT()
  const { call, panel, seats, board } = page
  const seated = seats.filter(({ isRecused }) => !isRecused)
  const isUndeclared = board.seats.some(({ state, cells }) => state === 'SEATED' && cells.includes('waiting'))
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('panel.bureau.crumb') },
        { to: paths.bureauCall(call.id), text: call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('panel.bureau.title')}</h1>
        <p>
          <Typed>{call.title}</Typed> <Tag tone="open">{td(`panel.state.${panel?.state ?? 'FORMING'}`)}</Tag>
        </p>
        <Figures
          items={[
            { label: t('panel.bureau.bids'), value: board.bids.length },
            { label: t('panel.bureau.seats'), value: seated.length },
            { label: t('panel.bureau.least'), value: page.asks.least },
            { label: t('panel.bureau.quorum'), value: page.quorum },
          ]}
        />
        {page.may.start ? (
          <p>
            <A to={paths.bureauReview(call.id)}>{t('review.goQualify')}</A>
          </p>
        ) : null}
        {page.sample.isWritten || page.sample.mayWrite ? (
          <p>
            <A to={paths.bureauSample(call.id)}>
              {t(page.sample.isWritten ? 'panel.sample.link' : 'panel.sample.linkWrite')}
            </A>
          </p>
        ) : null}
        {page.may.readResult ? (
          <p>
            <A className="button" to={paths.bureauResult(call.id)}>
              {t('panel.bureau.result')}
            </A>
          </p>
        ) : null}
        <p className="hint">
          {t(page.asks.isOdd ? 'panel.bureau.asksOdd' : 'panel.bureau.asksAny', { least: page.asks.least })}
          {page.asks.experts === '' ? null : ` ${t('panel.bureau.asksExperts', { share: page.asks.experts })}`}
          {page.asks.mayBuyerChair ? null : ` ${t('panel.bureau.asksChair')}`}
          {(page.groups?.count ?? 1) > 1 ? ` ${t('panel.group.perGroup')}` : null}
        </p>
        {page.may.seat || panel !== null ? null : <p className="notice">{t('panel.bureau.waitForApprover')}</p>}
      </Sheet>

      <Sheet labelledBy="seats">
        <h2 id="seats">{t('panel.bureau.seatsTitle')}</h2>
        {seats.length === 0 ? (
          <p>{t(page.may.seat ? 'panel.bureau.noSeats' : 'panel.bureau.noSeatsYet')}</p>
        ) : (
          <ul className="rows">
            {seats.map((seat) => (
              <SeatItem key={seat.seatId} seat={seat} may={page.may} />
            ))}
          </ul>
        )}
        {page.may.seat ? <Representative page={page} /> : null}
        {page.may.start && seats.length > 0 ? (
          <StartScoring version={panel?.version ?? 1} isUndeclared={isUndeclared} />
        ) : null}
      </Sheet>

      {page.groups === null || !(page.may.group || page.groups.count > 1) ? null : (
        <Groups page={page} groups={page.groups} />
      )}

      {seats.length === 0 ? null : (
        <Sheet labelledBy="board">
          <h2 id="board">{t('panel.board.title')}</h2>
          <p>{t('panel.board.intro')}</p>
          <BoardTable board={board} />
        </Sheet>
      )}

      {page.may.pin || page.pins.length > 0 ? <Pins page={page} /> : null}
      {page.may.draw || page.draws.length > 0 ? <DrawSection page={page} /> : null}
      {page.pool === null ? null : <ExpertPool pool={page.pool} needsDraw={page.asks.drawFrom !== null} />}
    </Page>
  )
}
