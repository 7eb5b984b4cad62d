import { useHref, useT } from '#app/i18n/provider.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'

/** A button that answers with a file; the page stays. `to`: where it is made. */
export function ExportForm({ intent, to }: { intent: string; to: string }) {
  const t = useT()
  const href = useHref()
  const form = useFormState(intent)
  return (
    <>
      <ActionButton form={{ ...form, page: href(to) }}>{t('export.submit')}</ActionButton>
      <p className="hint">{t('export.wait')}</p>
    </>
  )
}
