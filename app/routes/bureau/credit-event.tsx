import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { creditMax, enteredKinds, eventForm, inspectionConclusions } from '#app/domain/credit/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { enterEvent } from '#app/services/credit/enter-event.server.ts'
import { readEventDraft } from '#app/services/credit/queries/credit-board.server.ts'
import { Checkbox, DateField, FileField, MoneyField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ organizationId: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { organizationId } }) =>
  orNotFound(await readEventDraft(ctx, organizationId)),
)

export const action = pageAction(
  { may: 'officer', params, takesFile: true },
  {
    enter: on(eventForm, async ({ ctx, params: { organizationId }, input }) => {
      const outcome = await enterEvent(ctx, { ...input, organizationId })
      return outcome.ok ? redirectWithToast(ctx, paths.creditBoard(), 'credit.toast.entered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('credit.form.title'))

export default function CreditEvent() {
  const { organization, bodies } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('enter', { bodyId: bodies[0]?.id ?? '' })
  return (
    <Page
      crumbs={[
        { to: paths.credit(), text: t('credit.title') },
        { to: paths.organizationCredit(organization.id), text: organization.name },
      ]}
    >
      <Sheet>
        <h1>{t('credit.form.title')}</h1>
        <p>
          <strong>
            <Typed>{organization.name}</Typed>
          </strong>{' '}
          {organization.creditCode}
        </p>
        <p>{t('credit.form.lead')}</p>
        <PostForm form={form} withFiles>
          <SelectField
            form={form}
            name="bodyId"
            label={t('credit.form.body')}
            options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            form={form}
            name="kind"
            label={t('credit.form.kind')}
            hint={t('credit.form.kindHint')}
            placeholder={t('credit.form.kind')}
            options={enteredKinds.map((kind) => ({ value: kind, label: t(`credit.kind.${kind}`) }))}
          />
          <DateField form={form} name="happenedOn" label={t('credit.form.happenedOn')} />
          <TextField
            form={form}
            name="legalBasis"
            label={t('credit.form.legalBasis')}
            hint={t('credit.form.legalBasisHint')}
          />
          <TextField form={form} name="documentNo" label={t('credit.form.documentNo')} autoComplete="off" />
          <TextArea form={form} name="summary" label={t('credit.form.summary')} max={creditMax.summary} rows={4} />
          <Checkbox form={form} name="needsRectification" label={t('credit.form.needsRectification')} />
          <MoneyField
            form={form}
            name="fineFen"
            label={t('credit.form.fineFen')}
            hint={t('credit.form.fineHint')}
            optional
          />
          <TextField
            form={form}
            name="year"
            label={t('credit.form.year')}
            hint={t('credit.form.yearHint')}
            inputMode="numeric"
            className="short"
            optional
          />
          <SelectField
            form={form}
            name="conclusion"
            label={t('credit.form.conclusion')}
            placeholder={t('credit.form.none')}
            options={inspectionConclusions.map((value) => ({ value, label: t(`credit.conclusion.${value}`) }))}
            optional
          />
          <FileField form={form} name="file" label={t('credit.form.file')} optional />
          <Submit>{t('credit.form.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
