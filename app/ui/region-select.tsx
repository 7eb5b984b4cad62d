import type { RegionOption } from '#app/services/shared/region-options.server.ts'
import { SelectField } from './form/fields.tsx'
import type { FormState } from './form/form-state.ts'

/** The tree as one list: what lies below is indented, with spaces that a select keeps. */
export const regionLabel = ({ depth, name }: RegionOption): string => `${'\u3000'.repeat(depth)}${name}`

export function RegionSelect({
  form,
  name,
  label,
  hint,
  placeholder,
  options,
}: {
  form: FormState
  name: string
  label: string
  hint?: string
  placeholder: string
  options: readonly RegionOption[]
}) {
  return (
    <SelectField
      form={form}
      name={name}
      label={label}
      hint={hint}
      placeholder={placeholder}
      options={options.map((option) => ({ value: option.id, label: regionLabel(option) }))}
    />
  )
}
