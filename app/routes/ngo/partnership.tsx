import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { partnerParams } from '#app/domain/bid/partners.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { answerPartnership } from '#app/services/bid/partners.server.ts'
import { readPartnership } from '#app/services/bid/queries/partnerships.server.ts'
import { Deadline } from '#app/ui/bid/deadline.tsx'
import { PartnerFacts } from '#app/ui/bid/partner-list.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

export const loader = pageLoader({ may: 'organization', params: partnerParams }, async ({ ctx, params }) => ({
  ...orNotFound(await readPartnership(ctx, params)),
  now: ctx.now.toISOString(),
}))

export const action = pageAction(
  { may: 'organization', params: partnerParams },
  {
    accept: on(z.object({}), async ({ ctx, params }) => {
      const outcome = await answerPartnership(ctx, { ...params, accepts: true })
      return outcome.ok
        ? redirectWithToast(
            ctx,
            paths.ngoPartnership(params.bidId, params.organizationId),
            'application.toast.partnerConfirmed',
          )
        : outcome
    }),
    decline: on(z.object({}), async ({ ctx, params }) => {
      const outcome = await answerPartnership(ctx, { ...params, accepts: false })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoBids(), 'application.toast.partnerDeclined') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('application.partners.title'))

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function Partnership() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const locale = useLocale()
  const accept = useFormState('accept')
  const decline = useFormState('decline')
  return (
    <Page crumbs={[{ to: paths.ngoBids(), text: t('bid.list.title') }]}>
      <Sheet>
        {view.stand === 'draft' || view.isConfirmed ? (
          <Tag tone={view.isConfirmed ? 'open' : 'wait'}>
            {view.isConfirmed ? t('application.partners.confirmed') : t('application.partners.waiting')}
          </Tag>
        ) : null}
        <h1>{t('application.partners.askedTitle')}</h1>
        <ul className="meta bid-head">
          <li>
            {t('bid.head.call')}{' '}
            <A to={paths.call(view.call.callNo)}>
              <Typed>{view.call.title}</Typed>
            </A>
          </li>
          <li>
            <Mixed text={t('bid.head.body', { body: locale === 'en' ? view.call.bodyEn : view.call.bodyZh })} />
          </li>
          <li>
            {t('bid.head.deadline')} <Deadline at={view.call.deadlineAt} now={view.now} />
          </li>
        </ul>
        <p>{t('application.partners.askedBy', { lead: view.lead, pct: view.leadShareBps / 100 })}</p>
        <PartnerFacts partner={view} />
        {view.stand === 'draft' ? (
          <p>{t(view.isHosted ? 'application.partners.askedHosted' : 'application.partners.askedWhat')}</p>
        ) : (
          <p className="note">{t(`application.partners.stand.${view.stand}`)}</p>
        )}
        <Onwards view={view} />
        {view.mayAnswer ? (
          <div className="actions">
            {view.isConfirmed ? null : <ActionButton form={accept}>{t('application.partners.accept')}</ActionButton>}
            <ActionButton form={decline} quiet>
              {view.isConfirmed ? t('application.partners.leave') : t('application.partners.decline')}
            </ActionButton>
          </div>
        ) : view.stand === 'draft' ? (
          <p className="note">{t('application.partners.whoAnswers')}</p>
        ) : null}
      </Sheet>
    </Page>
  )
}

/** What is public of the call by now, where a partner follows its bid. */
function Onwards({ view: { call, isOpened, hasResult, projectNo } }: { view: View }) {
  const t = useT()
  if (!isOpened) return null
  return (
    <ul>
      <li>
        <A to={paths.callOpening(call.callNo)}>{t('application.partners.seeOpening')}</A>
      </li>
      {hasResult ? (
        <li>
          <A to={paths.callResult(call.callNo)}>{t('application.partners.seeResult')}</A>
        </li>
      ) : null}
      {projectNo === null ? null : (
        <li>
          <A to={paths.project(projectNo)}>{t('application.partners.seeProject')}</A>
        </li>
      )}
    </ul>
  )
}
