import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { amendmentReasonMax } from '#app/domain/amendment/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { AmendmentDraftPage } from '#app/services/amendment/queries/amendment-draft.server.ts'
import { DateField, MoneyField, NumberField, TextArea } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { TermsFields } from '#app/ui/project/terms-fields.tsx'
import { RuleWords } from './rule-words.tsx'

const yuan = (fen: string) => fenToYuanText(toFen(BigInt(fen)))

function Reason({ form }: { form: FormState }) {
  const t = useT()
  return (
    <TextArea
      form={form}
      name="reason"
      label={t('amendment.reason')}
      hint={t('amendment.reasonHint')}
      max={amendmentReasonMax}
      rows={4}
    />
  )
}

/** Each line as it is in force, and what it is to be. The whole stays what it is. */
export function BudgetDraftForm({ page }: { page: AmendmentDraftPage }) {
  const t = useT()
  const { money } = useFormat()
  const form = useFormState('budget', {
    version: page.version,
    reason: page.reason,
    lines: page.lines.map(({ position, toFen: fen }) => ({ position, amount: yuan(fen) })),
  })
  return (
    <Sheet>
      <h1>{t('amendment.start.budget')}</h1>
      <p>
        <Typed>{page.projectTitle}</Typed> · {t('contract.amount')} {money(page.amountFen)}
      </p>
      <p>{t('amendment.budgetLead')}</p>
      <RuleWords rule={page.rule} />
      <PostForm form={form}>
        <Version form={form} page={page} />
        {page.lines.map((line, index) => (
          <fieldset key={line.position} className="budget-line">
            <legend>
              <Typed>{line.item}</Typed>
              {' · '}
              {money(line.amountFen)}
            </legend>
            {line.basis === '' ? null : (
              <p className="hint">
                <Typed>{line.basis}</Typed>
              </p>
            )}
            <input type="hidden" name={`lines[${index}].position`} value={line.position} />
            <MoneyField form={form} name={`lines[${index}].amount`} label={t('amendment.newAmount')} />
          </fieldset>
        ))}
        <Reason form={form} />
        <Submit>{t('amendment.saveDraft')}</Submit>
      </PostForm>
    </Sheet>
  )
}

/** Milestones that are neither accepted nor reported; what is left as it is does not change. */
export function MilestoneDraftForm({ page }: { page: AmendmentDraftPage }) {
  const t = useT()
  const { day, number } = useFormat()
  const form = useFormState('milestones', {
    version: page.version,
    reason: page.reason,
    milestones: page.milestones.map(({ position, to }) => ({ position, ...to, criteria: to.criteria.join('\n') })),
  })
  return (
    <Sheet>
      <h1>{t('amendment.start.milestones')}</h1>
      <p>
        <Typed>{page.projectTitle}</Typed>
      </p>
      <p>{t('amendment.milestoneLead')}</p>
      <PostForm form={form}>
        <Version form={form} page={page} />
        {page.milestones.map((milestone, index) => (
          <fieldset key={milestone.position} className="row">
            <legend>
              {t('milestone.position', { position: milestone.position })} <Typed>{milestone.title}</Typed>
            </legend>
            <input type="hidden" name={`milestones[${index}].position`} value={milestone.position} />
            <DateField
              form={form}
              name={`milestones[${index}].dueOn`}
              label={t('milestone.dueOn')}
              hint={t('amendment.nowIs', { value: day(milestone.dueOn) })}
            />
            <TextArea
              form={form}
              name={`milestones[${index}].deliverable`}
              label={t('milestone.deliverable')}
              max={2_000}
              rows={3}
            />
            {milestone.indicators.map((indicator, at) => (
              <NumberField
                key={at}
                form={form}
                name={`milestones[${index}].targets[${at}]`}
                label={
                  <>
                    {t('report.target')} · <Typed>{`${indicator.name}（${indicator.unit}）`}</Typed>
                  </>
                }
                hint={t('amendment.nowIs', { value: number(indicator.target) })}
              />
            ))}
            <TermsFields form={form} name={`milestones[${index}]`} />
          </fieldset>
        ))}
        <Reason form={form} />
        <Submit>{t('amendment.saveDraft')}</Submit>
      </PostForm>
    </Sheet>
  )
}

/** 0 while there is no draft; the form then makes one, and the same form again finds it. */
const Version = ({ form, page }: { form: FormState; page: AmendmentDraftPage }) => (
  <input
    type="hidden"
    name="version"
    value={form.refusal?.code === 'stale' ? page.version : form.value('version') || page.version}
  />
)
