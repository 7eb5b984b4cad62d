import type { ReactNode } from 'react'
import { useErrorText } from '#app/i18n/provider.tsx'
import type { Option } from './fields.tsx'
import { fieldId, type FormState } from './form-state.ts'

/** Any of a few: all visible. Posts one value per tick, all under the same name. */
export function CheckGroup({
  form,
  name,
  label,
  hint,
  options,
}: {
  form: FormState
  name: string
  label: ReactNode
  hint?: ReactNode
  options: readonly Option[]
}) {
  const errorText = useErrorText()
  const id = fieldId(form, name)
  const errors = form.errors(name)
  // One tick comes back as a text, several as a list.
  const ticked = [
    form.value(name),
    ...Array.from({ length: form.rows(name) }, (_, index) => form.value(`${name}[${index}]`)),
  ]
  return (
    <fieldset
      className={errors.length > 0 ? 'field choices bad' : 'field choices'}
      aria-describedby={errors.length > 0 ? `${id}-why` : undefined}
    >
      <legend>{label}</legend>
      {hint === undefined ? null : <span className="hint">{hint}</span>}
      {errors.length > 0 ? (
        <span className="why" id={`${id}-why`}>
          {errors.map((code) => errorText(code)).join(' ')}
        </span>
      ) : null}
      <div className="columns">
        {options.map((option, index) => (
          <label key={option.value} className="choice">
            <input
              type="checkbox"
              id={index === 0 ? id : undefined}
              name={name}
              value={option.value}
              defaultChecked={ticked.includes(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
