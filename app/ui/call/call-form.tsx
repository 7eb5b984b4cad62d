import { callLimits } from '#app/domain/call/schema.ts'
import { type CallMethod, callMethods, fundingKinds, instruments, serviceFields } from '#app/domain/call/terms.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { CallOptions } from '#app/services/call/queries/call-options.server.ts'
import {
  DateField,
  DateTimeField,
  MoneyField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'
import { useFormat } from '#app/ui/format.ts'
import { useTerm } from '#app/ui/rules/term.ts'
import { RegionSelect } from '#app/ui/region-select.tsx'

/** Names of these fields for the summary of what is wrong. */
export function useCallLabels(): Readonly<Record<string, string>> {
  const t = useT()
  return {
    title: t('call.form.title'),
    method: t('call.form.method'),
    instrument: t('call.form.instrument'),
    fundingKind: t('call.form.fundingKind'),
    field: t('call.form.field'),
    regionId: t('call.form.region'),
    docNo: t('call.form.docNo'),
    summary: t('call.form.summary'),
    requirement: t('call.form.requirement'),
    beneficiaries: t('call.form.beneficiaries'),
    budget: t('call.form.budget'),
    ceiling: t('call.form.ceiling'),
    fundId: t('call.form.fund'),
    bidDeadlineAt: t('call.form.deadline'),
    startsOn: t('call.form.startsOn'),
    endsOn: t('call.form.endsOn'),
    quorum: t('call.form.quorum'),
  }
}

/** Everything an officer types about a call but criteria, plan and documents; the same when it is new and when it changes. */
export function CallFields({
  form,
  options,
  bodyId,
}: {
  form: FormState
  options: CallOptions
  bodyId?: string | undefined
}) {
  const t = useT()
  const methodHint = useMethodHint(options)
  return (
    <>
      <p>{t('call.form.later')}</p>
      <h2 id="basics">{t('call.part.basics')}</h2>
      <TextField form={form} name="title" label={t('call.form.title')} hint={t('call.form.titleHint')} />
      <RadioGroup
        form={form}
        name="method"
        label={t('call.form.method')}
        options={callMethods.map((value) => ({
          value,
          label: t(`call.method.${value}`),
          hint: methodHint(value),
        }))}
      />
      <RadioGroup
        form={form}
        name="instrument"
        label={t('call.form.instrument')}
        options={instruments.map((value) => ({
          value,
          label: t(`call.instrument.${value}`),
          hint: t(`call.instrumentHint.${value}`),
        }))}
      />
      <SelectField
        form={form}
        name="fundingKind"
        label={t('call.form.fundingKind')}
        hint={t('call.form.fundingKindHint')}
        placeholder={t('call.form.fundingKindDefault')}
        optional
        options={fundingKinds.map((value) => ({ value, label: t(`call.fundingKind.${value}`) }))}
      />
      <div className="two">
        <SelectField
          form={form}
          name="field"
          label={t('call.form.field')}
          placeholder={t('call.form.choose')}
          options={serviceFields.map((value) => ({ value, label: t(`common.field.${value}`) }))}
        />
        <RegionSelect
          form={form}
          name="regionId"
          label={t('call.form.region')}
          placeholder={t('call.form.choose')}
          options={options.regions}
        />
      </div>
      <TextField form={form} name="docNo" label={t('call.form.docNo')} hint={t('call.form.docNoHint')} optional />

      <h2 id="requirement">{t('call.part.requirement')}</h2>
      <TextArea
        form={form}
        name="summary"
        label={t('call.form.summary')}
        hint={t('call.form.summaryHint')}
        max={callLimits.summary}
        rows={3}
        optional={t('call.form.untilSubmitted')}
      />
      <TextArea
        form={form}
        name="requirement"
        label={t('call.form.requirement')}
        hint={t('call.form.requirementHint')}
        max={callLimits.requirement}
        rows={12}
        optional={t('call.form.untilSubmitted')}
      />
      <TextArea
        form={form}
        name="beneficiaries"
        label={t('call.form.beneficiaries')}
        hint={t('call.form.beneficiariesHint')}
        max={callLimits.beneficiaries}
        rows={3}
        optional={t('call.form.untilSubmitted')}
      />

      <h2 id="money">{t('call.part.money')}</h2>
      <div className="two">
        <MoneyField form={form} name="budget" label={t('call.form.budget')} hint={t('call.form.budgetHint')} />
        <MoneyField form={form} name="ceiling" label={t('call.form.ceiling')} hint={t('call.form.ceilingHint')} />
      </div>
      <FundField form={form} options={options} bodyId={bodyId} />

      <h2 id="dates">{t('call.part.dates')}</h2>
      <DateTimeField form={form} name="bidDeadlineAt" label={t('call.form.deadline')} />
      <div className="two">
        <DateField form={form} name="startsOn" label={t('call.form.startsOn')} />
        <DateField form={form} name="endsOn" label={t('call.form.endsOn')} />
      </div>
      <NumberField form={form} name="quorum" label={t('call.form.quorum')} hint={t('call.form.quorumHint')} />
    </>
  )
}

/** What the method is, and what its book in force asks for. */
function useMethodHint({ books }: CallOptions): (method: CallMethod) => string {
  const t = useT()
  const term = useTerm()
  return (method) => {
    const hint = t(`call.methodHint.${method}`)
    const book = books.find((one) => one.method === method)
    if (book === undefined) return hint
    const { period, quorum, priceWeight } = book
    const price =
      priceWeight === null
        ? t('call.form.byBookNoPrice')
        : t('call.form.byBookPrice', { min: priceWeight.min, max: priceWeight.max })
    return `${hint} ${t('call.form.byBook', { term: term(period), quorum, price })}`
  }
}

function FundField({
  form,
  options: { bodies, funds },
  bodyId,
}: {
  form: FormState
  options: CallOptions
  bodyId: string | undefined
}) {
  const t = useT()
  const { money } = useFormat()
  const offered = bodyId === undefined ? funds : funds.filter((fund) => fund.bodyId === bodyId)
  const bodyName = (id: string) => bodies.find((body) => body.id === id)?.name ?? ''
  return (
    <SelectField
      form={form}
      name="fundId"
      label={t('call.form.fund')}
      hint={offered.length === 0 ? t('call.form.noFunds') : undefined}
      optional={t('call.form.untilSubmitted')}
      placeholder={t('call.form.fundChoose')}
      options={offered.map(({ id, name, availableFen, bodyId: owner }) => {
        const label = t('call.form.fundOption', { name, amount: money(availableFen) })
        return { value: id, label: bodies.length > 1 && bodyId === undefined ? `${bodyName(owner)} · ${label}` : label }
      })}
    />
  )
}
