import { useLoaderData } from '@remix-run/react'
import { fundForm, fundSources } from '#app/domain/ledger/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { createFund } from '#app/services/ledger/create-fund.server.ts'
import { readFunds } from '#app/services/ledger/queries/funds.server.ts'
import { SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'finance' }, ({ ctx }) => readFunds(ctx))

export const action = pageAction(
  { may: 'finance' },
  {
    create: on(fundForm, async ({ ctx, input }) => {
      const outcome = await createFund(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.fund(outcome.fundId), 'fund.toast.created') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('fund.title'))

export default function Funds() {
  const { funds, bodies } = useLoaderData<typeof loader>()
  const t = useT()
  const dynamic = useDynamicT()
  const { wan } = useFormat()
  const form = useFormState('create', { bodyId: bodies[0]?.id ?? '' })
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('fund.title')}</h1>
        <p>{t('fund.lead')}</p>
        {funds.length === 0 ? <p>{t('fund.empty')}</p> : null}
        <ul className="rows">
          {funds.map((fund) => (
            <li key={fund.id}>
              <div className="line">
                <h2>
                  <A to={paths.fund(fund.id)}>
                    <Typed>{fund.name}</Typed>
                  </A>
                </h2>
                <span className="money">{wan(fund.availableFen)}</span>
              </div>
              <ul className="meta">
                <li>{fund.bodyName}</li>
                <li>{dynamic(`fund.sourceOf.${fund.source}`)}</li>
                <li>
                  {t('fund.appropriated')} {wan(fund.appropriatedFen)}
                </li>
                <li>
                  {t('fund.allocated')} {wan(fund.allocatedFen)}
                </li>
                <li>{t('fund.calls', { count: fund.callCount })}</li>
              </ul>
            </li>
          ))}
        </ul>
        <p>
          <A to={paths.releases()}>{t('release.title')}</A> · <A to={paths.ledger()}>{t('ledger.title')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="create">
        <h2 id="create">{t('fund.create')}</h2>
        <p>{t('fund.createLead')}</p>
        <PostForm form={form}>
          {bodies.length === 1 ? (
            <input type="hidden" name="bodyId" value={bodies[0]?.id} />
          ) : (
            <SelectField
              form={form}
              name="bodyId"
              label={t('fund.body')}
              options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <TextField form={form} name="name" label={t('fund.name')} hint={t('fund.nameHint')} />
          <SelectField
            form={form}
            name="source"
            label={t('fund.source')}
            options={fundSources.map((source) => ({ value: source, label: t(`fund.sourceOf.${source}`) }))}
          />
          <TextArea form={form} name="purpose" label={t('fund.purpose')} max={500} rows={3} optional />
          <Submit>{t('fund.create')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
