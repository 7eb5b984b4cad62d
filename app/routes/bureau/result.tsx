import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { decideForm, endForm, noticeForm, promoteForm, revokeForm } from '#app/domain/award/schema.ts'
import { contractTerms } from '#app/http/contract-terms.ts'
import { toldIfPartial } from '#app/http/conflict.server.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { endWithoutAward } from '#app/services/award/end-without-award.server.ts'
import { makeAwards } from '#app/services/award/make-awards.server.ts'
import { promoteReserve, returnFreed } from '#app/services/award/promote-reserve.server.ts'
import { confirmResult, publishResult, withdrawProposal } from '#app/services/award/publish-result.server.ts'
import { readResultPage, type ResultPage } from '#app/services/award/queries/result-page.server.ts'
import { readRedFlags } from '#app/services/award/queries/red-flags.server.ts'
import { revokeAward } from '#app/services/award/revoke-award.server.ts'
import { DecideForm } from '#app/ui/award/decide-form.tsx'
import { AwardList, CurrentNotice, PromotionPart } from '#app/ui/award/notice-parts.tsx'
import { RedFlagSheet } from '#app/ui/award/red-flag-list.tsx'
import { FlagList, HowComputed, JudgeTable, RankTable } from '#app/ui/award/result-tables.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NegotiationRecord } from '#app/ui/single-source/negotiation-record.tsx'
import { RemedySheet } from '#app/ui/remedy/remedy-list.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) => {
  await toldIfPartial(ctx, id)
  return { ...orNotFound(await readResultPage(ctx, id)), redFlags: await readRedFlags(ctx, id) }
})

const decidedToasts = {
  proposed: 'award.toast.proposed',
  public: 'award.toast.published',
  rehearsed: 'rehearsal.toast.noticed',
} as const

export const action = pageAction(
  { may: 'officer', params },
  {
    publish: on(decideForm, async ({ ctx, params: { id: callId }, input }) => {
      const { reasons, bidId, passOverReason, amounts = [], version } = input
      const granted = new Map(amounts.flatMap(({ bidId: id, amount }) => (amount === undefined ? [] : [[id, amount]])))
      const outcome = await publishResult(ctx, { callId, version, reasons, choice: { bidId, passOverReason, granted } })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(callId), decidedToasts[outcome.stands]) : outcome
    }),
    confirm: on(noticeForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await confirmResult(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(callId), 'award.toast.published') : outcome
    }),
    withdraw: on(noticeForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await withdrawProposal(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(callId), 'award.toast.withdrawn') : outcome
    }),
    award: on(noticeForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await makeAwards(ctx, { callId, ...input, draftTerms: contractTerms })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauResult(callId), 'award.toast.awarded', { count: outcome.awards.length })
        : outcome
    }),
    revoke: on(revokeForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await revokeAward(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(callId), 'award.toast.revoked') : outcome
    }),
    promote: on(promoteForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await promoteReserve(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(callId), 'award.toast.promoted') : outcome
    }),
    end: on(endForm, async ({ ctx, params: { id: callId }, input }) => {
      const outcome = await endWithoutAward(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(callId), 'award.toast.ended') : outcome
    }),
    returnFreed: on(z.object({}), async ({ ctx, params: { id: callId } }) => {
      const outcome = await returnFreed(ctx, { callId })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(callId), 'award.toast.returned') : outcome
    }),
  },
)

export const meta = pageMeta<ResultPage>((t, { call }) => `${t('award.result.title')} · ${call.title}`)

export default function BureauResultPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const { call, result, publishedAt } = page
  const current = page.notices.find(({ state }) => state === 'PROPOSED' || state === 'OPEN')
  const chosen = new Set(
    (current?.awards ?? page.awards.filter(({ revocation }) => revocation === null)).map(({ bidId }) => bidId),
  )
  const first = result.bids.find(({ rank }) => rank === 1)
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('award.result.back') },
        { to: paths.bureauCall(call.id), text: call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('award.result.title')}</h1>
        <p>
          <Typed>{call.title}</Typed>
        </p>
        <Figures
          items={[
            {
              label: t(result.negotiation === undefined ? 'award.result.figures.first' : 'single.supplier'),
              value: <Typed>{first?.organization ?? '—'}</Typed>,
            },
            ...(result.negotiation === undefined
              ? [
                  { label: t('award.result.figures.bids'), value: result.bids.length },
                  { label: t('award.result.figures.judges'), value: result.judges.length },
                ]
              : []),
            {
              label: t(publishedAt === null ? 'award.result.figures.closedAt' : 'award.result.figures.publishedAt'),
              value: format.dayOfInstant(publishedAt ?? page.closedAt),
            },
          ]}
        />
        {result.negotiation === undefined ? (
          <p>
            <A to={paths.bureauReport(call.id)}>{t('award.report.link')}</A>
          </p>
        ) : null}
        {publishedAt === null ? null : (
          <p>
            <A to={paths.callResult(call.callNo)}>
              {t(call.isRehearsal ? 'rehearsal.seen' : 'award.result.publicTitle')}
            </A>
          </p>
        )}
        {publishedAt === null && current === undefined && !page.may.publish ? (
          <p className="notice">{t('award.decide.waiting')}</p>
        ) : null}
      </Sheet>
      {current === undefined ? null : <CurrentNotice page={page} notice={current} />}
      <RedFlagSheet flags={page.redFlags} />
      <AwardList page={page} />
      {page.remedies.length === 0 ? null : <RemedySheet remedies={page.remedies} callNo={call.callNo} />}
      <PromotionPart page={page} />

      {result.negotiation === undefined ? (
        <Scored page={page} chosen={chosen} />
      ) : (
        <Sheet>
          <NegotiationRecord talk={result.negotiation} />
        </Sheet>
      )}
      {page.may.publish ? <DecideForm page={page} /> : null}
      {page.reasons === '' ? null : (
        <Sheet>
          <h2>{t('award.result.reasons')}</h2>
          <TypedText text={page.reasons} />
        </Sheet>
      )}
    </Page>
  )
}

/** Ranks, flags and judges: where somebody scored. */
function Scored({ page, chosen }: { page: ResultPage; chosen: ReadonlySet<string> }) {
  const { result } = page
  const t = useT()
  return (
    <>
      <Sheet labelledBy="ranks">
        <h2 id="ranks">{t('award.result.ranks')}</h2>
        <RankTable result={result} chosen={chosen} />
        <HowComputed result={result} quorum={page.quorum} />
      </Sheet>
      <Sheet labelledBy="flags">
        <h2 id="flags">{t('award.result.flags')}</h2>
        <FlagList result={result} />
      </Sheet>
      <Sheet labelledBy="judges">
        <h2 id="judges">{t('award.result.judgeTotals')}</h2>
        <JudgeTable result={result} />
        <h3>{t('award.result.judgesNames')}</h3>
        <p>{t('award.result.judgesNamesIntro')}</p>
        <ul className="meta">
          {page.judges.map(({ code, name }) => (
            <li key={code}>
              {code} <Typed>{name}</Typed>
            </li>
          ))}
        </ul>
        {page.comments.length === 0 ? null : <Comments page={page} />}
      </Sheet>
      <Sheet>
        <h2>{t('award.result.hash')}</h2>
        <p className="hash">{result.hash}</p>
      </Sheet>
    </>
  )
}

function Comments({ page }: { page: ResultPage }) {
  const t = useT()
  return (
    <>
      <h3>{t('award.result.comments')}</h3>
      {page.result.bids.map((bid) => (
        <details key={bid.id}>
          <summary>
            <Typed>{bid.organization}</Typed>
          </summary>
          <ul>
            {page.comments
              .filter(({ bidId }) => bidId === bid.id)
              .map(({ judge, comment }) => (
                <li key={judge}>
                  {judge}: <Typed>{comment}</Typed>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </>
  )
}
