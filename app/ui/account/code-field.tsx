import { useT } from '#app/i18n/provider.tsx'
import { TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** The one-time code of the second factor. */
export function CodeField({ form, hint }: { form: FormState; hint: string }) {
  const t = useT()
  return (
    <TextField
      form={form}
      name="code"
      secret
      label={t('account.label.code')}
      hint={hint}
      autoComplete="one-time-code"
      spellCheck={false}
      className="short"
    />
  )
}
