import { useLoaderData } from '@remix-run/react'
import { isPlanTemplate, planTemplates, rowsOfTemplate } from '#app/domain/call/plan-templates.ts'
import { callParams, planForm } from '#app/domain/call/schema.ts'
import { sumOf } from '#app/domain/call/sum-of.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { setPlan } from '#app/services/call/set-plan.server.ts'
import { DateField, NumberField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params, url }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  const template = url.searchParams.get('template')
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    fromTemplate: isPlanTemplate(template)
      ? rowsOfTemplate(template, toDay(row.starts_on), toDay(row.ends_on))
      : undefined,
    milestones: row.milestones.map(({ trancheBps, target, ...milestone }) => ({
      ...milestone,
      target: milestone.indicator === '' ? '' : String(target),
      share: String(trancheBps / 100),
    })),
  }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(planForm, async ({ ctx, params, input }) => {
      const outcome = await setPlan(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.plan.title'))

export default function CallPlan() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const names = [
    { title: t('call.plan.templateStart'), deliverable: t('call.plan.templateStartDeliverable') },
    { title: t('call.plan.templateMiddle'), deliverable: t('call.plan.templateMiddleDeliverable') },
    { title: t('call.plan.templateEnd'), deliverable: t('call.plan.templateEndDeliverable') },
  ]
  const form = useFormState('save', {
    milestones: view.fromTemplate?.map((row, index) => ({ ...row, ...names[index] })) ?? view.milestones,
  })
  const rows = Array.from({ length: form.rows('milestones') }, (_, index) => index)
  const sum = sumOf(rows.map((index) => form.value(`milestones[${index}].share`)))
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(view.id), text: view.title },
      ]}
    >
      <Sheet>
        <h1>{t('call.plan.title')}</h1>
        <p className="note">
          <Typed>{view.title}</Typed>
        </p>
        <p>{t('call.plan.lead', { from: day(view.startsOn), to: day(view.endsOn) })}</p>
        <h2>{t('call.plan.templates')}</h2>
        <ul className="choose-few">
          {planTemplates.map((template) => (
            <li key={template}>
              <A to={`${paths.bureauCallPlan(view.id)}?template=${template}`}>{template.replaceAll('-', ' / ')}</A>
            </li>
          ))}
        </ul>
        <p className="note">{t('call.plan.templateHint')}</p>
        <PostForm form={form} version={view.version}>
          <EnterSaves />
          {rows.length === 0 ? <p>{t('call.plan.none')}</p> : null}
          {rows.map((index) => (
            <MilestoneRow key={index} form={form} index={index} />
          ))}
          <p>
            <AddRow form={form} name="milestones">
              {t('call.plan.add')}
            </AddRow>
          </p>
          <div className="sum" data-sum="share" data-sum-text={t('call.plan.of', { sum: '{sum}' })}>
            <span>{t('call.plan.sum')}</span>
            <strong>{t('call.plan.of', { sum })}</strong>
          </div>
          <div className="actions">
            <Submit>{t('call.form.saveAndBack')}</Submit>
            <A className="button quiet" to={paths.bureauCall(view.id)}>
              {t('call.bureau.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}

function MilestoneRow({ form, index }: { form: FormState; index: number }) {
  const t = useT()
  const name = (field: string) => `milestones[${index}].${field}`
  const number = index + 1
  return (
    <fieldset className="row" id={rowId(form, 'milestones', index)}>
      <legend>{t('call.plan.row', { number })}</legend>
      <TextField form={form} name={name('title')} label={t('call.plan.name')} maxLength={60} />
      <TextArea
        form={form}
        name={name('deliverable')}
        label={t('call.plan.deliverable')}
        hint={t('call.plan.deliverableHint')}
        max={500}
        rows={3}
      />
      <div className="two">
        <DateField form={form} name={name('dueOn')} label={t('call.plan.due')} />
        <TextField
          form={form}
          name={name('share')}
          label={t('call.plan.share')}
          inputMode="decimal"
          className="short num"
          autoComplete="off"
        />
      </div>
      <TextField
        form={form}
        name={name('indicator')}
        label={t('call.plan.indicator')}
        hint={t('call.plan.indicatorHint')}
        maxLength={30}
        optional
      />
      <div className="two">
        <NumberField form={form} name={name('target')} label={t('call.plan.target')} optional />
        <TextField form={form} name={name('unit')} label={t('call.plan.unit')} className="short" optional />
      </div>
      <div className="take-away">
        <RemoveRow form={form} name="milestones" index={index} label={t('call.plan.removeLabel', { number })}>
          {t('common.action.remove')}
        </RemoveRow>
      </div>
    </fieldset>
  )
}
