import { evaluationMax } from '#app/domain/evaluation/schema.ts'
import { useErrorText, useT } from '#app/i18n/provider.tsx'
import type { ItemView } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { NumberField, TextArea } from '#app/ui/form/fields.tsx'
import { fieldId, type FormState } from '#app/ui/form/form-state.ts'

/** One item of a sheet: what was found, in the way its scale asks, and why points are lost. Nothing is required before signing. */
export function ItemFields({ form, item, index }: { form: FormState; item: ItemView; index: number }) {
  const t = useT()
  const at = `scores[${index}]`
  return (
    <fieldset className="row">
      <legend>
        {item.code} {item.name}{' '}
        <small>
          {item.points ?? t('evaluation.sheet.unscored')} / {item.max}
        </small>
      </legend>
      <input type="hidden" name={`${at}.itemCode`} value={item.code} />
      {item.way === 'CHOICE' ? <Choices form={form} item={item} name={`${at}.choice`} /> : null}
      {item.way === 'RATIO' ? (
        <>
          <div>
            <NumberField form={form} name={`${at}.planned`} label={t('evaluation.sheet.planned')} />
            <NumberField form={form} name={`${at}.actual`} label={t('evaluation.sheet.actual')} />
          </div>
          <p className="hint">{bandLines(item, t).join(' · ')}</p>
        </>
      ) : null}
      {item.way === 'FACTOR' ? (
        <NumberField form={form} name={`${at}.factor`} label={t('evaluation.sheet.factor')} />
      ) : null}
      <TextArea
        form={form}
        name={`${at}.reason`}
        label={t('evaluation.sheet.reason')}
        max={evaluationMax.reason}
        rows={2}
        optional
      />
    </fieldset>
  )
}

const bandLines = (item: ItemView, t: ReturnType<typeof useT>): string[] =>
  item.bands.map(({ name, points }) =>
    points === null ? name : t('evaluation.sheet.bandPoints', { band: name, points }),
  )

function Choices({ form, item, name }: { form: FormState; item: ItemView; name: string }) {
  const t = useT()
  const errorText = useErrorText()
  const errors = form.errors(name)
  const id = fieldId(form, name)
  return (
    <div className="field" role="radiogroup" aria-label={t('evaluation.sheet.finding')}>
      {errors.length > 0 ? <span className="why">{errors.map((code) => errorText(code)).join(' ')}</span> : null}
      {bandLines(item, t).map((line, index) => (
        <label key={line} className="choice">
          <input
            type="radio"
            id={index === 0 ? id : undefined}
            name={name}
            value={index}
            defaultChecked={form.value(name) === String(index)}
          />
          <span>{line}</span>
        </label>
      ))}
    </div>
  )
}
