import { useT } from '#app/i18n/provider.tsx'
import { FileField } from '#app/ui/form/fields.tsx'
import type { FormState } from '#app/ui/form/form-state.ts'

export function RemedyFileField({ form }: { form: FormState }) {
  const t = useT()
  return <FileField form={form} name="file" label={t('remedy.file')} hint={t('remedy.fileHint')} optional />
}
