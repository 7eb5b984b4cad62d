import { useLoaderData } from '@remix-run/react'
import {
  type CriteriaTemplate,
  criteriaTemplates,
  isCriteriaTemplate,
  kindOfKey,
  templatesFor,
} from '#app/domain/call/criteria-templates.ts'
import { callParams, criteriaForm } from '#app/domain/call/schema.ts'
import { sumOf } from '#app/domain/call/sum-of.ts'
import { criterionKinds, type ServiceField } from '#app/domain/call/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { setCriteria } from '#app/services/call/set-criteria.server.ts'
import { NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params, url }) => {
  const template = url.searchParams.get('template')
  const row = orNotFound(await readDraft(ctx, params.callId))
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    field: row.field,
    templates: templatesFor(row.method),
    fromTemplate: isCriteriaTemplate(template) ? template : null,
    criteria: row.criteria.map((criterion) => ({ ...criterion, answerLimit: String(criterion.answerLimit) })),
  }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(criteriaForm, async ({ ctx, params, input }) => {
      const outcome = await setCriteria(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.criteria.title'))

const newRow = { kind: 'SUBJECTIVE', answerLimit: '1500' }

export default function CallCriteria() {
  const { id, version, title, criteria, field, templates, fromTemplate } = useLoaderData<typeof loader>()
  const t = useT()
  const rowsOf = useTemplateRows(field)
  // A new draft starts with one row to fill in.
  const form = useFormState('save', {
    criteria: fromTemplate !== null ? rowsOf(fromTemplate) : criteria.length === 0 ? [newRow] : criteria,
  })
  const rows = Array.from({ length: form.rows('criteria') }, (_, index) => index)
  const sum = sumOf(rows.map((index) => form.value(`criteria[${index}].points`)))
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('call.criteria.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('call.criteria.lead')}</p>
        <h2>{t('call.template.title')}</h2>
        <ul className="choose-few">
          {templates.map((template) => (
            <li key={template}>
              <A to={`${paths.bureauCallCriteria(id)}?template=${template}`}>{t(`call.template.name.${template}`)}</A>
            </li>
          ))}
        </ul>
        <p className="note">{t('call.plan.templateHint')}</p>
        <PostForm form={form} version={version}>
          <EnterSaves />
          {rows.length === 0 ? <p>{t('call.criteria.none')}</p> : null}
          {rows.map((index) => (
            <CriterionRow key={index} form={form} index={index} />
          ))}
          <p>
            <AddRow form={form} name="criteria" row={newRow}>
              {t('call.criteria.add')}
            </AddRow>
          </p>
          <div className="sum" data-sum="points" data-sum-text={t('call.criteria.of', { sum: '{sum}' })}>
            <span>{t('call.criteria.sum')}</span>
            <strong>{t('call.criteria.of', { sum })}</strong>
          </div>
          <div className="actions">
            <Submit>{t('call.form.saveAndBack')}</Submit>
            <A className="button quiet" to={paths.bureauCall(id)}>
              {t('call.bureau.back')}
            </A>
            <A to={paths.bureauCallScoring(id)}>{t('panel.settings.title')}</A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}

/** A set's rows in words; what is asked of quality depends on the field of service. */
function useTemplateRows(field: ServiceField) {
  const text = useDynamicT()
  return (template: CriteriaTemplate) =>
    criteriaTemplates[template].map(({ key, points }) => ({
      title: text(`call.template.criterion.${key}.title`),
      guidance:
        key === 'quality' ? text(`call.template.quality.${field}`) : text(`call.template.criterion.${key}.guidance`),
      kind: kindOfKey(key),
      points,
      answerLimit: '1500',
    }))
}

function CriterionRow({ form, index }: { form: FormState; index: number }) {
  const t = useT()
  const name = (field: string) => `criteria[${index}].${field}`
  const number = index + 1
  return (
    <fieldset className="row" id={rowId(form, 'criteria', index)}>
      <legend>{t('call.criteria.row', { number })}</legend>
      <TextField form={form} name={name('title')} label={t('call.criteria.name')} maxLength={60} />
      <TextArea
        form={form}
        name={name('guidance')}
        label={t('call.criteria.guidance')}
        hint={t('call.criteria.guidanceHint')}
        max={600}
        rows={3}
        optional
      />
      <TextArea
        form={form}
        name={name('anchors')}
        label={t('call.criteria.anchors')}
        hint={t('call.criteria.anchorsHint')}
        max={800}
        rows={3}
        optional
      />
      <div className="two">
        <SelectField
          form={form}
          name={name('kind')}
          label={t('call.criteria.kind')}
          options={criterionKinds.map((value) => ({ value, label: t(`call.kind.${value}`) }))}
        />
        <TextField
          form={form}
          name={name('points')}
          label={t('call.criteria.points')}
          inputMode="decimal"
          className="short num"
          autoComplete="off"
        />
      </div>
      <NumberField
        form={form}
        name={name('answerLimit')}
        label={t('call.criteria.answerLimit')}
        hint={t('call.criteria.answerLimitHint')}
        optional
      />
      <div className="take-away">
        <RemoveRow form={form} name="criteria" index={index} label={t('call.criteria.removeLabel', { number })}>
          {t('common.action.remove')}
        </RemoveRow>
      </div>
    </fieldset>
  )
}
