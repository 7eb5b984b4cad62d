import { incubatorMax } from '#app/domain/incubator/schema.ts'
import { incubatorServices } from '#app/domain/incubator/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { CaseView, TestView } from '#app/services/incubator/queries/incubation-case.server.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { DateField, NumberField, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { useCriterionName } from '#app/ui/incubator/tenancy-parts.tsx'

/** What an incubator writes down while it accompanies a tenant: plan, services, seed money, assessments. */
type Props = { view: CaseView }

export function Plan({ view }: Props) {
  const t = useT()
  const open = view.goals.filter(({ doneOn }) => doneOn === null)
  const form = useFormState('plan', {
    mentor: view.mentor,
    planServices: view.planServices,
    goals: open.length > 0 ? open.map(({ text, dueOn }) => ({ text, dueOn })) : [{ text: '', dueOn: '' }],
  })
  const rows = Array.from({ length: form.rows('goals') }, (_, index) => index)
  return (
    <details open={form.cameBack || view.goals.length === 0 ? true : undefined}>
      <summary>{t(view.goals.length === 0 ? 'incubation.plan.make' : 'incubation.plan.change')}</summary>
      <PostForm form={form} version={view.version}>
        <EnterSaves />
        <TextField form={form} name="mentor" label={t('incubation.plan.mentor')} autoComplete="off" />
        <CheckGroup
          form={form}
          name="planServices"
          label={t('incubation.plan.services')}
          options={incubatorServices.map((value) => ({ value, label: t(`incubator.service.${value}`) }))}
        />
        {rows.map((index) => (
          <fieldset key={index} className="row" id={rowId(form, 'goals', index)}>
            <legend>{t('incubation.plan.goal', { number: index + 1 })}</legend>
            <TextField
              form={form}
              name={`goals[${index}].text`}
              label={t('incubation.plan.goalText')}
              autoComplete="off"
            />
            <DateField form={form} name={`goals[${index}].dueOn`} label={t('incubation.plan.goalDue')} />
            <div className="take-away">
              <RemoveRow
                form={form}
                name="goals"
                index={index}
                label={t('incubation.plan.removeGoal', { number: index + 1 })}
              >
                {t('common.action.remove')}
              </RemoveRow>
            </div>
          </fieldset>
        ))}
        <p>
          <AddRow form={form} name="goals" row={{ text: '', dueOn: '' }}>
            {t('incubation.plan.addGoal')}
          </AddRow>
        </p>
        <Submit>{t('incubation.plan.save')}</Submit>
      </PostForm>
    </details>
  )
}

export function Reach({ id }: { id: string }) {
  const t = useT()
  const form = useFormState('reach')
  return (
    <ActionButton form={form} fields={{ goalId: id }} quiet>
      {t('incubation.plan.reach')}
    </ActionButton>
  )
}

export function Serve({ view }: Props) {
  const t = useT()
  const form = useFormState('serve', { givenOn: view.today, kind: 'MENTORING' })
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.service.record')}</summary>
      <PostForm form={form}>
        <SelectField
          form={form}
          name="kind"
          label={t('incubation.service.kind')}
          options={incubatorServices.map((value) => ({ value, label: t(`incubator.service.${value}`) }))}
        />
        <DateField form={form} name="givenOn" label={t('incubation.service.day')} />
        <TextField
          form={form}
          name="hours"
          label={t('incubation.service.hours')}
          inputMode="decimal"
          className="short num"
          autoComplete="off"
        />
        <TextField form={form} name="byName" label={t('incubation.service.by')} autoComplete="off" />
        <TextArea form={form} name="what" label={t('incubation.service.what')} max={300} rows={2} />
        <Submit>{t('incubation.service.record')}</Submit>
      </PostForm>
    </details>
  )
}

export function Seed() {
  const t = useT()
  const form = useFormState('seed')
  return (
    <>
      <p>{t('incubation.seed.lead')}</p>
      <PostForm form={form}>
        <TextField
          form={form}
          name="projectNo"
          label={t('incubation.seed.projectNo')}
          autoComplete="off"
          className="short"
        />
        <Submit quiet>{t('incubation.seed.add')}</Submit>
      </PostForm>
    </>
  )
}

export function Assess({
  view,
  criteria,
}: Props & { criteria: { code: string; titleZh: string; titleEn: string; maxPoints: number }[] }) {
  const t = useT()
  const name = useCriterionName()
  const form = useFormState('assess', { assessedOn: view.today })
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.assessment.make')}</summary>
      <p>
        {t('incubation.assessment.grades', {
          pass: view.rule.passPoints,
          good: view.rule.goodPoints,
          excellent: view.rule.excellentPoints,
        })}
      </p>
      <PostForm form={form}>
        <DateField form={form} name="assessedOn" label={t('incubation.assessment.day')} />
        {criteria.map((criterion) => (
          <NumberField
            key={criterion.code}
            form={form}
            name={`points.${criterion.code}`}
            label={name(criterion)}
            hint={t('incubation.assessment.most', { max: criterion.maxPoints })}
          />
        ))}
        <TextArea
          form={form}
          name="advice"
          label={t('incubation.assessment.advice')}
          max={incubatorMax.words}
          rows={3}
        />
        <Submit>{t('incubation.assessment.submit')}</Submit>
      </PostForm>
    </details>
  )
}

export function Confirm({ item }: { item: TestView }) {
  const t = useT()
  const form = useRowForm('confirm', 'code', item.code)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('incubation.test.confirm')}</summary>
      <PostForm form={form}>
        <input type="hidden" name="code" value={item.code} />
        <RadioGroup
          form={form}
          name="isRight"
          label={t('incubation.test.isRight')}
          options={(['YES', 'NO'] as const).map((value) => ({
            value,
            label: t(`incubation.service.verdict.${value}`),
          }))}
        />
        <TextArea form={form} name="reason" label={t('incubation.test.reason')} max={300} rows={2} optional />
        <Submit>{t('incubation.test.confirm')}</Submit>
      </PostForm>
    </details>
  )
}
