import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { problemsOf } from '#app/domain/bid/ready.ts'
import { sealInput } from '#app/domain/bid/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { pdfFont } from '#app/http/pdf.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { contentView } from '#app/services/bid/content-view.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { askedOf, bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { sealingHere } from '#app/services/bid/sealing-here.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { readIncubationAsked } from '#app/services/incubator/queries/read-incubation-unmet.server.ts'
import { IncubationAskedLines } from '#app/ui/incubator/incubation-asked.tsx'
import { CostCaps } from '#app/ui/bid/cost-caps.tsx'
import { MatchingStanding } from '#app/ui/cofunding/matching-standing.tsx'
import { BidContent } from '#app/ui/bid/bid-content.tsx'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { Problems } from '#app/ui/bid/problems.tsx'
import { KeepReceipt, Receipt, RetrievalCode } from '#app/ui/bid/receipt.tsx'
import { Checkbox } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { SealHere } from '#app/ui/bid/seal-here.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ bidId: z.uuid() })

/** After the sealing the same page draws the receipt: it answers the very post, so that the code can be shown once more. */
export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  const head = bidHead(bid)
  const now = ctx.now.toISOString()
  if (bid.draft === undefined) {
    if (bid.receipt === undefined || bid.state !== 'SEALED') throw goTo(ctx, paths.ngoBid(bidId))
    return { kind: 'sealed' as const, head, receipt: bid.receipt, hasPdf: pdfFont() !== undefined, now }
  }
  return {
    kind: 'draft' as const,
    head,
    content: contentView(bid.draft.content, bid),
    problems: problemsOf(bid.draft.content, askedOf(bid)),
    caps: bid.caps,
    incubation: await readIncubationAsked(ctx, bid.call.id, bid.organization.id),
    matching: bid.matching,
    version: bid.draft.version,
    maySeal: bid.may.seal,
    mayEdit: bid.may.edit,
    /** Stored nowhere: it goes out with this page and comes back with the form. */
    retrieval: bid.may.seal ? newRetrievalCode() : '',
    /** What a browser needs to seal by itself. */
    here: bid.may.seal ? await sealingHere(ctx, bid) : undefined,
    now,
  }
})

/** `retrieval`: null when the browser made the code, and the server never saw it. */
type Sealed = { kind: 'sealed'; retrieval: string | null }
const isSealed = (data: unknown): data is Sealed =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'sealed'

export const action = pageAction(
  { may: 'organization', params },
  {
    seal: on(sealInput, async ({ ctx, params: { bidId }, input }) => {
      const sealed = await sealBid(ctx, { bidId, ...input })
      if (!sealed.ok) return sealed
      const retrieval = 'retrievalCode' in input ? input.retrievalCode : null
      return Response.json({ kind: 'sealed', retrieval } satisfies Sealed, { headers: { 'Cache-Control': 'no-store' } })
    }),
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { kind }) =>
  kind === 'sealed' ? t('bid.sealed.title') : t('bid.seal.title'),
)

type View = ReturnType<typeof useLoaderData<typeof loader>>
type DraftView = Extract<View, { kind: 'draft' }>

export default function BidSeal() {
  const view = useLoaderData<typeof loader>()
  const data: unknown = useActionData()
  const t = useT()
  const crumbs = useBidCrumbs(view.head)
  if (view.kind === 'draft')
    return (
      <Page crumbs={crumbs}>
        <SealDraft view={view} />
      </Page>
    )
  return (
    <Page crumbs={crumbs}>
      <Sheet>
        <h1>{t('bid.sealed.title')}</h1>
        <p>{t('bid.sealed.text')}</p>
        {!isSealed(data) ? (
          <p className="notice">{t('bid.sealed.already')}</p>
        ) : data.retrieval === null ? (
          <div data-sealed-here={view.head.id} hidden>
            <RetrievalCode code="" />
          </div>
        ) : (
          <RetrievalCode code={data.retrieval} />
        )}
      </Sheet>
      <Receipt head={view.head} receipt={view.receipt} />
      <KeepReceipt bidId={view.head.id} callNo={view.head.call.callNo} hasPdf={view.hasPdf} />
      <div className="actions">
        <A to={paths.ngoBid(view.head.id)} className="button">
          {t('bid.sealed.on')}
        </A>
      </div>
    </Page>
  )
}

function SealDraft({
  view: { head, content, problems, caps, incubation, matching, version, maySeal, mayEdit, retrieval, here, now },
}: {
  view: DraftView
}) {
  const t = useT()
  const form = useFormState('seal', { retrieval })
  const changeLink = (to: string, what: string) =>
    mayEdit ? (
      <A to={to} aria-label={`${t('common.action.edit')}: ${what}`}>
        {t('common.action.edit')}
      </A>
    ) : null
  return (
    <>
      <Sheet>
        <h1>{t('bid.seal.title')}</h1>
        <BidHead head={head} now={now} />
        <Problems problems={problems} bidId={head.id} />
        <IncubationAskedLines asked={incubation} />
        <BidContent
          content={content}
          fileTo={(fileId) => paths.ngoBidFile(head.id, fileId)}
          change={{
            answers: changeLink(paths.ngoBidAnswers(head.id), t('bid.content.answers')),
            form: changeLink(paths.ngoBidForm(head.id), t('application.title')),
            budget: changeLink(paths.ngoBidBudget(head.id), t('bid.content.budget')),
            partners: changeLink(paths.ngoBidPartners(head.id), t('application.partners.title')),
            files: changeLink(paths.ngoBidFiles(head.id), t('bid.content.files')),
          }}
        />
        {matching === null ? null : (
          <MatchingStanding rule={matching} cofunding={content.cofunding} priceFen={content.priceFen} />
        )}
        {content.lines.length === 0 ? null : (
          <CostCaps lines={content.lines} priceFen={content.priceFen} rules={caps} />
        )}
      </Sheet>
      <Sheet>
        <h2>{t('bid.seal.now')}</h2>
        {head.call.isSuspended ? (
          <p className="notice">{t('bid.tasks.suspended')}</p>
        ) : !head.call.isTaking ? (
          <p className="notice">{t('bid.tasks.tooLate')}</p>
        ) : !maySeal ? (
          <p>{t('bid.tasks.certifierSeals')}</p>
        ) : problems.length > 0 ? (
          <p>{t('bid.seal.notYet')}</p>
        ) : (
          <PostForm form={form} version={version}>
            <p>{t('bid.seal.what')}</p>
            {here === undefined ? null : <SealHere here={here} bidId={head.id} />}
            <RetrievalCode code={form.value('retrieval') || retrieval} />
            <input type="hidden" name="retrieval" value={form.value('retrieval') || retrieval} />
            <Checkbox form={form} name="isDeclared" label={t('bid.seal.declaration')} />
            <Submit>{t('bid.seal.submit')}</Submit>
          </PostForm>
        )}
      </Sheet>
    </>
  )
}
