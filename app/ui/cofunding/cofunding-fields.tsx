import { cofundingKinds } from '#app/domain/cofunding/matching.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Checkbox, MoneyField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'
import { RemoveRow, rowId } from '#app/ui/form/rows.tsx'

/** What one of the others brings, as it is typed. A part with data-kinds is for these kinds; without scripts its words say so. */
export function CofundingFields({ form, index }: { form: FormState; index: number }) {
  const t = useT()
  const name = (field: string) => `others[${index}].${field}`
  const number = index + 1
  return (
    <fieldset className="budget-line" id={rowId(form, 'others', index)}>
      <legend>{t('cofunding.bid.row', { number })}</legend>
      <div className="line-words">
        <SelectField
          form={form}
          name={name('kind')}
          label={t('cofunding.bid.kind')}
          placeholder={t('bid.budget.chooseKind')}
          options={cofundingKinds.map((value) => ({ value, label: t(`cofunding.kind.${value}`) }))}
        />
        <MoneyField form={form} name={name('amount')} label={t('cofunding.bid.amount')} />
        <div data-kind-of={name('kind')} data-kinds="DONATION IN_KIND">
          <TextField
            form={form}
            name={name('giver')}
            label={t('cofunding.bid.giver')}
            optional={t('cofunding.bid.notOwn')}
          />
        </div>
      </div>
      <div data-kind-of={name('kind')} data-kinds="IN_KIND">
        <TextField
          form={form}
          name={name('valuation')}
          label={t('cofunding.bid.valuation')}
          hint={index === 0 ? t('cofunding.bid.valuationHint') : undefined}
          optional={t('cofunding.bid.onlyInKind')}
        />
      </div>
      <div data-kind-of={name('kind')} data-kinds="DONATION IN_KIND">
        <Checkbox form={form} name={name('isAgreed')} label={t('cofunding.bid.isAgreed')} />
      </div>
      <RemoveRow form={form} name="others" index={index} label={t('cofunding.bid.removeLabel', { number })}>
        {t('common.action.remove')}
      </RemoveRow>
    </fieldset>
  )
}
