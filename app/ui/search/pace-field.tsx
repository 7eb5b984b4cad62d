import { paces } from '#app/domain/saved-search/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import { SelectField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** How often letters come. */
export function PaceField({ form, hint }: { form: FormState; hint?: boolean }) {
  const t = useT()
  return (
    <SelectField
      form={form}
      name="pace"
      label={t('saved-search.label.pace')}
      hint={hint ? t('saved-search.hint') : undefined}
      options={paces.map((value) => ({ value, label: t(`saved-search.pace.${value}`) }))}
    />
  )
}
