import { randomUUID } from 'node:crypto'
import { useLoaderData } from '@remix-run/react'
import { serviceFields } from '#app/domain/call/terms.ts'
import { lookForm, needForm, needMax } from '#app/domain/need/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { found, on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { readOfficialBodies } from '#app/services/need/queries/official-bodies.server.ts'
import { findSimilar } from '#app/services/need/queries/similar.server.ts'
import { raiseNeed } from '#app/services/need/raise-need.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { Checkbox, EmailField, NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { similarFrom, SimilarList } from '#app/ui/need/similar-list.tsx'
import { RegionSelect } from '#app/ui/region-select.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({
  key: randomUUID(),
  regions: await readRegionOptions(ctx),
  isSignedIn: ctx.actor.accountId !== undefined,
  bodies: await readOfficialBodies(ctx),
}))

export const action = pageAction(
  { may: 'anyone' },
  {
    raise: on(needForm, async ({ ctx, input }) => {
      const outcome = await raiseNeed(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.need(outcome.needNo), 'need.toast.raised') : outcome
    }),
    look: on(lookForm, async ({ ctx, input }) => {
      return found({ similar: JSON.stringify(await findSimilar(ctx, input)) })
    }),
  },
)

export const meta = pageMeta<unknown>(
  (t) => t('need.new.title'),
  (t) => t('need.new.lead'),
)

export default function NewNeed() {
  const { key, regions, isSignedIn, bodies } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const looked = useFormState('look', {})
  const raised = useFormState('raise', { key })
  // The button that looks for similar ones sends the same fields: what came back for it stays in them.
  const hasLooked = looked.found !== undefined
  const form = looked.cameBack ? { ...looked, intent: 'raise' } : raised
  const similar = similarFrom(looked.found?.['similar'] ?? form.refusal?.data?.['similar'])
  return (
    <Page crumbs={[{ to: paths.needs(), text: t('need.title') }]}>
      <Sheet>
        <h1>{t('need.new.title')}</h1>
        <p>{t('need.new.lead')}</p>
        <p>{t('need.new.readFirst')}</p>
        {hasLooked && similar.length === 0 ? <p className="notice">{t('need.similar.none')}</p> : null}
        {similar.length === 0 ? null : (
          <section className="notice" aria-labelledby="similar">
            <h2 id="similar">{t('need.similar.title')}</h2>
            <p>{t('need.similar.lead')}</p>
            <SimilarList needs={similar} />
          </section>
        )}
        <PostForm form={form}>
          <input type="hidden" name="key" value={form.value('key') || key} />
          <TextField
            form={form}
            name="title"
            label={t('need.label.title')}
            hint={t('need.hint.title')}
            maxLength={needMax.title}
            autoComplete="off"
          />
          <TextArea
            form={form}
            name="what"
            label={t('need.label.what')}
            hint={t('need.hint.what')}
            max={needMax.what}
            rows={5}
          />
          <RegionSelect
            form={form}
            name="regionId"
            label={t('need.where')}
            hint={t('need.hint.where')}
            placeholder={t('need.choose')}
            options={regions}
          />
          <div
            data-similar={href(paths.needSimilar())}
            data-similar-page={href(paths.need('{no}'))}
            data-similar-title={t('need.similar.title')}
            data-similar-count={t('need.supporters', { count: '{count}' })}
            aria-live="polite"
          />
          <div className="actions">
            <Submit intent="look" quiet>
              {t('need.similar.look')}
            </Submit>
          </div>
          <SelectField
            form={form}
            name="field"
            label={t('call.label.field')}
            placeholder={t('need.choose')}
            options={serviceFields.map((value) => ({ value, label: t(`common.field.${value}`) }))}
          />
          <TextField
            form={form}
            name="beneficiaries"
            label={t('need.label.beneficiaries')}
            hint={t('need.hint.beneficiaries')}
            maxLength={needMax.beneficiaries}
            autoComplete="off"
          />
          <NumberField form={form} name="people" label={t('need.label.people')} hint={t('need.hint.people')} />
          <TextArea form={form} name="whyNow" label={t('need.label.whyNow')} max={needMax.whyNow} rows={3} />
          {bodies.length === 0 ? null : (
            <SelectField
              form={form}
              name="bodyId"
              label={t('need.label.inNameOf')}
              placeholder={t('need.ownName')}
              optional
              options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <fieldset>
            <legend>{t('need.label.contact')}</legend>
            <p className="hint">{t(isSignedIn ? 'need.hint.contactSignedIn' : 'need.hint.contact')}</p>
            <TextField
              form={form}
              name="name"
              label={t('need.label.name')}
              optional
              maxLength={40}
              autoComplete="name"
            />
            <TextField
              form={form}
              name="phone"
              label={t('need.label.phone')}
              optional
              maxLength={30}
              inputMode="tel"
              autoComplete="tel"
            />
            <EmailField form={form} name="email" label={t('need.label.email')} optional />
          </fieldset>
          {similar.length === 0 && form.value('isDifferent') === '' ? null : (
            <Checkbox form={form} name="isDifferent" label={t('need.similar.different')} />
          )}
          <p className="hint">{t('need.new.privacy')}</p>
          <Submit>{t('need.new.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
