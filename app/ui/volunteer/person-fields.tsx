import { useT } from '#app/i18n/provider.tsx'
import { EmailField, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** Name and how to reach somebody. `own`: the reader fills in themselves. */
export function PersonFields({ form, own }: { form: FormState; own: boolean }) {
  const t = useT()
  const complete = (value: string) => (own ? value : 'off')
  return (
    <>
      <TextField
        form={form}
        name="name"
        label={t('volunteer.signUp.name')}
        hint={t('volunteer.signUp.nameHint')}
        autoComplete={complete('name')}
      />
      <TextField
        form={form}
        name="phone"
        label={t('volunteer.signUp.phone')}
        hint={t('volunteer.signUp.contactHint')}
        optional
        inputMode="tel"
        autoComplete={complete('tel')}
      />
      <EmailField
        form={form}
        name="email"
        label={t('volunteer.signUp.email')}
        optional
        autoComplete={complete('email')}
      />
    </>
  )
}
