import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { startBidInput } from '#app/domain/bid/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import { readBidStart } from '#app/services/bid/queries/bid-start.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { ExplainedList } from '#app/ui/eligibility/explained-list.tsx'
import { CannotBid } from '#app/ui/bid/cannot-bid.tsx'
import { Deadline } from '#app/ui/bid/deadline.tsx'
import { RadioGroup } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ callNo: z.string().max(40) })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { callNo } }) => ({
  ...orNotFound(await readBidStart(ctx, callNo)),
  now: ctx.now.toISOString(),
}))

export const action = pageAction(
  { may: 'signedIn', params },
  {
    start: on(startBidInput, async ({ ctx, params: { callNo }, input }) => {
      const started = await startBid(ctx, { callNo, ...input })
      return started.ok ? redirectWithToast(ctx, paths.ngoBid(started.bidId), 'bid.toast.started') : started
    }),
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { title }) => t('bid.start.metaTitle', { title }))

export default function BidStart() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const dynamic = useDynamicT()
  const locale = useLocale()
  const able = view.organizations.filter(({ reasons }) => reasons.length === 0)
  const form = useFormState('start', { organizationId: able.length === 1 ? able[0]?.id : undefined })
  const questions = view.criteria.filter(({ kind }) => kind !== 'PRICE')
  const price = view.criteria.find(({ kind }) => kind === 'PRICE')
  return (
    <Page crumbs={[{ to: paths.call(view.callNo), text: view.callNo }]}>
      <Sheet>
        <h1>{t('bid.start.title')}</h1>
        <p>
          <Typed>{view.title}</Typed>
        </p>
        <ul className="meta bid-head">
          <li>{locale === 'en' ? view.bodyEn : view.bodyZh}</li>
          <li>{dynamic(`call.method.${view.method}`)}</li>
          <li>
            {t('bid.head.deadline')} <Deadline at={view.deadlineAt} now={view.now} />
          </li>
          <li>
            {t('common.money.ceiling')} {format.wan(view.ceilingFen)}
          </li>
        </ul>
        <h2>{t('bid.start.needs')}</h2>
        <ol className="needs">
          {questions.map(({ code, title, guidance, maxPoints, answerLimit }) => (
            <li key={code}>
              <strong>
                <Typed>{title}</Typed>
              </strong>{' '}
              {t('bid.points', { points: maxPoints })} · {t('form.limit', { max: answerLimit })}
              {guidance === '' ? null : (
                <span className="hint">
                  <Typed>{guidance}</Typed>
                </span>
              )}
            </li>
          ))}
          {view.items.length === 0 ? null : (
            <li>
              <strong>{t('application.title')}</strong> {t('application.startItems', { count: view.items.length })}{' '}
              <A to={`${paths.call(view.callNo)}#form`}>{t('application.startSee')}</A>
            </li>
          )}
          <li>
            <strong>{t('bid.content.budget')}</strong>{' '}
            {price === undefined ? t('bid.start.budgetOnly') : t('bid.start.budgetScored', { points: price.maxPoints })}
          </li>
          {view.allowsConsortium ? <li>{t('application.partners.allowed')}</li> : null}
          <li>
            <strong>{t('bid.content.files')}</strong>{' '}
            {view.documents.length === 0
              ? t('bid.start.files')
              : t('application.required.start', {
                  kinds: view.documents
                    .map((kind) => t(`application.documentKind.${kind}`))
                    .join(t('application.comma')),
                })}
          </li>
        </ol>
        <p>{t('bid.start.who')}</p>
        <p>{t('bid.start.sealed')}</p>
      </Sheet>
      <Sheet>
        <h2>{t('bid.start.organization')}</h2>
        {view.organizations.length === 0 ? (
          <p>
            {t('bid.start.noOrganization')} <A to={paths.signUpOrganization()}>{t('bid.start.register')}</A>
          </p>
        ) : null}
        {view.organizations
          .filter(({ reasons }) => reasons.length > 0)
          .map((organization) => (
            <CannotBid key={organization.id} organization={organization} />
          ))}
        {able
          .filter(({ conditions }) => conditions.length > 0)
          .map(({ id, name, conditions }) => (
            <details key={id}>
              <summary>{t('eligibility.of', { name })}</summary>
              <ExplainedList conditions={conditions} organizationId={id} />
            </details>
          ))}
        {able.length === 0 ? null : (
          <PostForm form={form}>
            <RadioGroup
              form={form}
              name="organizationId"
              label={t('bid.start.which')}
              options={able.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Submit>{t('bid.start.submit')}</Submit>
          </PostForm>
        )}
      </Sheet>
    </Page>
  )
}
