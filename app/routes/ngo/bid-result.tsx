import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { type OwnResult, readOwnResult } from '#app/services/award/queries/own-result.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readOwnResult(ctx, id)),
)

export const meta = pageMeta<OwnResult>((t, { call }) => `${t('award.own.title')} · ${call.title}`)

export default function OwnResultPage() {
  const own = useLoaderData<typeof loader>()
  const t = useT()
  const words = useDynamicT()
  const format = useFormat()
  const { call, priceScore } = own
  return (
    <Page
      crumbs={[
        { to: paths.ngoBids(), text: t('bid.list.title') },
        { to: paths.ngoBid(own.bidId), text: call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('award.own.title')}</h1>
        <p>
          <Typed>{call.title}</Typed>{' '}
          <Tag tone={own.standing === 'awarded' || own.standing === 'proposed' ? 'open' : 'plain'}>
            {t(`award.own.standing.${own.standing}`)}
          </Tag>
        </p>
        <Figures
          items={[
            ...(own.isNegotiated
              ? []
              : [
                  {
                    label: t('award.own.rank'),
                    value:
                      own.rank === null
                        ? t('award.result.unranked')
                        : t('award.own.rankOf', { rank: own.rank, of: own.of }),
                  },
                  { label: t('award.result.total'), value: own.total },
                ]),
            ...(priceScore === null
              ? []
              : [
                  {
                    label: t('award.own.priceScore'),
                    value: priceScore.points,
                    note: t('award.own.outOf', { max: priceScore.max }),
                  },
                ]),
            ...(own.priceFen === null ? [] : [{ label: t('award.result.price'), value: format.money(own.priceFen) }]),
          ]}
        />
        <p>
          {t(`award.own.text.${own.standing}`, {
            day: own.noticeEndsOn === null ? '' : format.day(own.noticeEndsOn),
            amount: own.amountFen === null ? '' : format.money(own.amountFen),
          })}
        </p>
        {own.revocation === null ? null : (
          <div className="notice">
            <p>
              {t('award.awards.revoked', {
                day: format.dayOfInstant(own.revocation.at),
                reason: words(`award.revocation.${own.revocation.code}`),
              })}
            </p>
            <TypedText text={own.revocation.note} />
          </div>
        )}
        {own.calibrated === null ? null : (
          <p>
            {t('award.groups.own', {
              group: own.calibrated.group,
              raw: own.calibrated.rawTotal,
              coefficient: own.calibrated.coefficient,
              total: own.total,
            })}
          </p>
        )}
        {priceScore?.basePriceFen == null ? null : (
          <p>{t('award.result.basePrice', { amount: format.money(priceScore.basePriceFen) })}</p>
        )}
        <p>
          {own.projectId === null ? null : (
            <>
              <A to={paths.ngoProject(own.projectId)}>{t('award.own.project')}</A>
              {' · '}
            </>
          )}
          <A to={paths.callResult(call.callNo)}>{t('award.own.publicPage')}</A>
        </p>
      </Sheet>

      {own.criteria.map((criterion) => (
        <Sheet key={criterion.id} labelledBy={`c-${criterion.id}`}>
          <h2 id={`c-${criterion.id}`}>
            <Typed>{criterion.title}</Typed>
          </h2>
          <p>
            {t('award.own.mean')} <strong>{criterion.mean ?? '—'}</strong>{' '}
            {t('award.own.outOf', { max: criterion.maxPoints })}
          </p>
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('award.own.judge')}</th>
                <th scope="col" className="num">
                  {t('award.own.points')}
                </th>
                <th scope="col">{t('award.own.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {criterion.judges.map((judge) => (
                <tr key={judge.code}>
                  <th scope="row">{t('panel.judge', { code: judge.code })}</th>
                  <td className="num" data-label={t('award.own.points')}>
                    {judge.points}
                  </td>
                  <td data-label={t('award.own.reason')}>
                    <TypedText text={judge.reason} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sheet>
      ))}

      {own.isNegotiated ? (
        <Sheet>
          <p>{t('single.negotiation.noScores')}</p>
        </Sheet>
      ) : (
        <Sheet>
          <h2>{t('award.own.judgeTotals')}</h2>
          <ul className="meta">
            {own.judgeTotals.map(({ code, total }) => (
              <li key={code}>
                {t('panel.judge', { code })} <strong>{total}</strong>
              </li>
            ))}
          </ul>
          {own.seconds.length === 0 ? null : (
            <>
              <h2>{t('award.own.seconds')}</h2>
              <p>{t('award.own.secondsIntro')}</p>
              {own.seconds.map(({ code, reason }) => (
                <section key={code}>
                  <h3>{t('panel.judge', { code })}</h3>
                  <TypedText text={reason} />
                </section>
              ))}
            </>
          )}
          {own.comments.length === 0 ? null : (
            <>
              <h2>{t('award.own.comments')}</h2>
              {own.comments.map(({ code, comment }) => (
                <section key={code}>
                  <h3>{t('panel.judge', { code })}</h3>
                  <TypedText text={comment} />
                </section>
              ))}
            </>
          )}
          <p className="hint-inline">{t('award.own.privacy')}</p>
        </Sheet>
      )}
    </Page>
  )
}
