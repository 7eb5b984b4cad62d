import { useT } from '#app/i18n/provider.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton } from '#app/ui/form/post-form.tsx'

export function StartScoring({ version, isUndeclared }: { version: number; isUndeclared: boolean }) {
  const t = useT()
  const form = useFormState('start')
  return (
    <>
      <p>{t('panel.bureau.startHint')}</p>
      {isUndeclared ? <p className="notice">{t('panel.bureau.undeclared')}</p> : null}
      <ActionButton form={form} version={version}>
        {t('panel.bureau.start')}
      </ActionButton>
    </>
  )
}
