import { useT } from '#app/i18n/provider.tsx'

/**
 * Where a form says that it was saved while its writer went on; empty, and silent, without JavaScript. It stands below the buttons:
 * leaving a field saves, and a longer word must not move the button that is being pressed.
 */
export function AutosaveStatus() {
  const t = useT()
  return (
    <p
      className="autosave"
      role="status"
      aria-live="polite"
      data-autosave-status
      data-saving={t('form.autosave.saving')}
      data-saved={t('form.autosave.saved', { time: '{time}' })}
      data-offline={t('form.autosave.offline')}
      data-stale={t('form.autosave.stale')}
      data-invalid={t('form.autosave.invalid')}
      data-reload={t('form.autosave.reload')}
      data-kept={t('form.autosave.kept', { fields: '{fields}' })}
      data-load={t('form.autosave.load')}
      data-conflict={t('form.autosave.conflict', { fields: '{fields}' })}
      data-comma={t('form.autosave.listComma')}
    />
  )
}
