import { useT } from '#app/i18n/provider.tsx'
import { EmailField, PasswordField, TextField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

/** Name, address and password of somebody new. */
export function PersonFields({ form }: { form: FormState }) {
  const t = useT()
  return (
    <>
      <TextField
        form={form}
        name="name"
        label={t('account.label.name')}
        hint={t('account.label.nameHint')}
        autoComplete="name"
        className="short"
      />
      <EmailField form={form} name="email" label={t('account.label.email')} autoComplete="username" />
      <NewPasswordField form={form} label={t('account.label.password')} />
    </>
  )
}

export function NewPasswordField({ form, label }: { form: FormState; label: string }) {
  const t = useT()
  return (
    <PasswordField
      form={form}
      name="password"
      label={label}
      hint={t('account.label.passwordHint')}
      autoComplete="new-password"
    />
  )
}
