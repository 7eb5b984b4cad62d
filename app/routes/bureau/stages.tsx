import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readStagesPage, type StagesPage } from '#app/services/venture/queries/stages-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { StagePath } from '#app/ui/venture/stage-path.tsx'
import { adviceTones, budgetTones } from '#app/ui/venture/tones.ts'

export const loader = pageLoader({ may: 'body', params: callParams }, async ({ ctx, params: { callId } }) =>
  orNotFound(await readStagesPage(ctx, callId)),
)

export const meta = pageMeta<StagesPage>((t, { call }) => `${t('venture.stages.title')} · ${call.title}`)

export default function Stages() {
  const { call, stages, bids } = useLoaderData<typeof loader>()
  const t = useT()
  const has = (code: string) => stages.some((stage) => stage.code === code)
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('panel.bureau.crumb') },
        { to: paths.bureauCall(call.id), text: call.callNo },
      ]}
    >
      <div className="with-side">
        <div>
          <Sheet>
            <h1>{t('venture.stages.title')}</h1>
            <p>
              <Typed>{call.title}</Typed>
            </p>
            <p>{t('venture.stages.lead')}</p>
            <ul className="plain-list">
              <li>
                <A to={paths.bureauReview(call.id)}>{t('venture.stage.preliminaryReview')}</A>
              </li>
              {has('pitch') ? (
                <li>
                  <A to={paths.bureauPitch(call.id)}>{t('venture.stage.pitch')}</A>
                </li>
              ) : null}
              <li>
                <A to={paths.bureauPanel(call.id)}>{t('review.toPanel')}</A>
              </li>
            </ul>
          </Sheet>
          <Sheet labelledBy="bids">
            <h2 id="bids">{t('venture.stages.bids')}</h2>
            {bids.length === 0 ? <p>{t('venture.stages.noBids')}</p> : <BidTable bids={bids} callId={call.id} />}
          </Sheet>
        </div>
        <aside>
          <StagePath stages={stages} />
        </aside>
      </div>
    </Page>
  )
}

function BidTable({ bids, callId }: { bids: StagesPage['bids']; callId: string }) {
  const t = useT()
  const td = useDynamicT()
  const { money, instant } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('venture.stages.bid')}</th>
          <th scope="col">{t('venture.stage.dueDiligence')}</th>
          <th scope="col">{t('venture.stage.budgetReview')}</th>
          <th scope="col">{t('venture.stage.pitch')}</th>
          <th scope="col">{t('venture.stage.optimisation')}</th>
        </tr>
      </thead>
      <tbody>
        {bids.map((bid) => (
          <tr key={bid.id}>
            <th scope="row">
              <A to={paths.bureauBid(callId, bid.id)}>
                <Typed>{bid.organization}</Typed>
              </A>
            </th>
            <td data-label={t('venture.stage.dueDiligence')}>
              <A to={paths.bureauDiligence(callId, bid.id)}>{t('venture.diligence.count', { count: bid.notes })}</A>
            </td>
            <td data-label={t('venture.stage.budgetReview')}>
              {bid.budget === null && bid.state !== 'OPENED' ? (
                '—'
              ) : (
                <A to={paths.bureauBudgetReview(callId, bid.id)}>
                  {bid.budget === null ? t('venture.budget.toReview') : money(bid.budget.approvedFen)}
                </A>
              )}{' '}
              {bid.budget === null ? null : (
                <Tag tone={budgetTones[bid.budget.state]}>{td(`venture.budget.state.${bid.budget.state}`)}</Tag>
              )}
            </td>
            <td data-label={t('venture.stage.pitch')}>{bid.pitchAt === null ? '—' : instant(bid.pitchAt)}</td>
            <td data-label={t('venture.stage.optimisation')}>
              {bid.advice === null ? (
                '—'
              ) : (
                <A to={paths.bureauAdvice(callId, bid.id)}>
                  <Tag tone={adviceTones[bid.advice]}>{td(`venture.advice.state.${bid.advice}`)}</Tag>
                </A>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
