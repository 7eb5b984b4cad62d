import { useLoaderData } from '@remix-run/react'
import { instruments } from '#app/domain/call/terms.ts'
import { fundForm, fundSources } from '#app/domain/ledger/schema.ts'
import { serviceFields } from '#app/domain/search/ask.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useErrorText, useT } from '#app/i18n/provider.tsx'
import { createFund } from '#app/services/ledger/create-fund.server.ts'
import { readFunds } from '#app/services/ledger/queries/funds.server.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { fieldId, type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Shares } from '#app/ui/ledger/shares.tsx'
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
  const { wan } = useFormat()
  const form = useFormState('create', { bodyId: bodies[0]?.id ?? '', shares: { FISCAL: '100' } })
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
                <li>
                  <Shares of={fund.shares} />
                </li>
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
          <ShareFields form={form} />
          <TextArea form={form} name="purpose" label={t('fund.purpose')} max={500} rows={3} optional />
          <CheckGroup
            form={form}
            name="fields"
            label={t('fund.fields')}
            hint={t('fund.limitHint')}
            options={serviceFields.map((field) => ({ value: field, label: t(`common.field.${field}`) }))}
          />
          <CheckGroup
            form={form}
            name="instruments"
            label={t('fund.instruments')}
            hint={t('fund.limitHint')}
            options={instruments.map((each) => ({ value: each, label: t(`call.instrument.${each}`) }))}
          />
          <TextArea
            form={form}
            name="uses"
            label={t('fund.uses')}
            hint={t('fund.usesHint')}
            max={1000}
            rows={4}
            optional
          />
          <Submit>{t('fund.create')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}

/** A share for each source that may give; empty ones give nothing. */
function ShareFields({ form }: { form: FormState }) {
  const t = useT()
  const errorText = useErrorText()
  const errors = form.errors('shares')
  const id = fieldId(form, 'shares')
  return (
    <fieldset
      className={errors.length > 0 ? 'field choices bad' : 'field choices'}
      id={id}
      tabIndex={-1}
      aria-describedby={errors.length > 0 ? `${id}-hint ${id}-why` : `${id}-hint`}
    >
      <legend>{t('fund.shares')}</legend>
      <span className="hint" id={`${id}-hint`}>
        {t('fund.sharesHint')}
      </span>
      {errors.length === 0 ? null : (
        <span className="why" id={`${id}-why`}>
          {errors.map((code) => errorText(code)).join(' ')}
        </span>
      )}
      <div className="columns">
        {fundSources.map((source) => (
          <TextField
            key={source}
            form={form}
            name={`shares.${source}`}
            label={t(`fund.sourceOf.${source}`)}
            inputMode="decimal"
            className="short num"
            autoComplete="off"
            optional="%"
          />
        ))}
      </div>
    </fieldset>
  )
}
