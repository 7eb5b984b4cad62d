import { recusalMax } from '#app/domain/panel/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'

type Closing = { version: number; isComplete: boolean; isDiscussing: boolean; owesMinutes: boolean }

export function CloseScoring({ version, isComplete, isDiscussing, owesMinutes }: Closing) {
  const t = useT()
  const form = useFormState('close')
  const isReady = isComplete && !isDiscussing && !owesMinutes
  return (
    <>
      <h3>{t('panel.page.closeTitle')}</h3>
      <p>{t('panel.page.closeIntro')}</p>
      {isReady || form.wasRefused ? (
        <PostForm form={form} version={version}>
          <Submit>{t('panel.page.close')}</Submit>
        </PostForm>
      ) : (
        <p className="notice">
          {t(
            isDiscussing
              ? 'discussion.refusal.open'
              : owesMinutes
                ? 'discussion.refusal.minutes-first'
                : 'panel.page.notYet',
          )}
        </p>
      )}
    </>
  )
}

export function Recuse({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('recuse')
  return (
    <Sheet>
      <details open={form.wasRefused}>
        <summary>{t('panel.page.recuseTitle')}</summary>
        <p>{t('panel.page.recuseIntro')}</p>
        <PostForm form={form} version={version}>
          <TextArea form={form} name="reason" label={t('panel.page.recuseReason')} max={recusalMax} rows={3} />
          <Submit grave>{t('panel.page.recuse')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
