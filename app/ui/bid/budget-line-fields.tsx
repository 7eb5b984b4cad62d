import { lineKinds } from '#app/domain/bid/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import { MoneyField, NumberField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'
import { RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { useLineKind } from './cost-caps.tsx'

/** A line of a budget as it is typed. `needsKind`: its kind is asked for; else it may stay open. */
export function BudgetLineFields({ form, index, needsKind }: { form: FormState; index: number; needsKind: boolean }) {
  const t = useT()
  const kindText = useLineKind()
  const name = (field: string) => `lines[${index}].${field}`
  return (
    <fieldset className="budget-line" id={rowId(form, 'lines', index)}>
      <legend>{t('bid.budget.line', { line: index + 1 })}</legend>
      <div className="line-words">
        <SelectField
          form={form}
          name={name('kind')}
          label={t('bid.budget.kind')}
          placeholder={t('bid.budget.chooseKind')}
          optional={!needsKind}
          options={lineKinds.map((kind) => ({ value: kind, label: kindText(kind) }))}
        />
        <TextField form={form} name={name('item')} label={t('bid.budget.item')} />
        <TextField
          form={form}
          name={name('basis')}
          label={t('bid.budget.basis')}
          hint={index === 0 ? t('bid.budget.basisHint') : undefined}
        />
      </div>
      <div className="line-sums">
        <MoneyField form={form} name={name('amount')} label={t('bid.budget.amount')} />
        {needsKind ? (
          <div className="line-days" data-by-day={name('kind')}>
            <NumberField
              form={form}
              name={name('persons')}
              label={t('bid.budget.persons')}
              optional={t('bid.budget.onlyByDay')}
            />
            <NumberField
              form={form}
              name={name('days')}
              label={t('bid.budget.days')}
              optional={t('bid.budget.onlyByDay')}
            />
          </div>
        ) : null}
        <RemoveRow form={form} name="lines" index={index} label={t('bid.budget.removeLine', { line: index + 1 })}>
          {t('common.action.remove')}
        </RemoveRow>
      </div>
    </fieldset>
  )
}
