import type { ReactNode } from 'react'
import { addRowIntent, removeRowIntent, rowIntentField } from '#app/http/row-intent.ts'
import type { FormState } from './form-state.ts'

// Repeating parts of a form. Each button posts the form to its own page, which comes back with one row more or less and
// everything that was typed; `anchor` puts the reader where the rows are.

/** Put first in a form with rows: Enter saves, and never removes a row. */
export function EnterSaves() {
  return <button type="submit" className="enter-saves" tabIndex={-1} aria-hidden="true" />
}

export function AddRow({
  form,
  name,
  row = {},
  children,
}: {
  form: FormState
  name: string
  row?: Readonly<Record<string, string>>
  children: ReactNode
}) {
  return (
    <button
      type="submit"
      className="quiet"
      name={rowIntentField}
      value={addRowIntent(name, row)}
      formNoValidate
      formAction={`#${rowId(form, name, form.rows(name))}`}
    >
      {children}
    </button>
  )
}

/** `label` says which row to those who only hear it. */
export function RemoveRow({
  form,
  name,
  index,
  label,
  children,
}: {
  form: FormState
  name: string
  index: number
  label: string
  children: ReactNode
}) {
  return (
    <button
      type="submit"
      className="quiet small"
      name={rowIntentField}
      value={removeRowIntent(name, index)}
      formNoValidate
      formAction={`#${rowId(form, name, Math.max(0, index - 1))}`}
      aria-label={label}
    >
      {children}
    </button>
  )
}

export const rowId = (form: FormState, name: string, index: number): string => `${form.intent}-${name}-${index}`
