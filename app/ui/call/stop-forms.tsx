import { cancelCodes } from '#app/domain/call/end-codes.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { BureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'

export function SuspendPart({ call }: { call: BureauCall }) {
  const t = useT()
  const suspend = useFormState('suspend')
  const resume = useFormState('resume')
  const { deadline } = useFormat()
  if (call.ifResumed !== null)
    return (
      <>
        <p>
          {t('call.suspension.resumeText', {
            count: call.ifResumed.days,
            deadline: deadline(call.ifResumed.deadlineAt),
          })}
        </p>
        <ActionButton form={resume} version={call.version}>
          {t('call.suspension.resume')}
        </ActionButton>
      </>
    )
  return (
    <details open={suspend.wasRefused}>
      <summary>{t('call.suspension.suspend')}</summary>
      <PostForm form={suspend} version={call.version}>
        <TextArea
          form={suspend}
          name="reason"
          label={t('call.suspension.reason')}
          hint={t('call.suspension.reasonHint')}
          max={500}
          rows={4}
        />
        <Submit grave>{t('call.suspension.suspend')}</Submit>
      </PostForm>
    </details>
  )
}

export function CancelPart({ call }: { call: BureauCall }) {
  const t = useT()
  const form = useFormState('cancel')
  const isRehearsed = call.isRehearsal && call.isPublished
  const text = isRehearsed
    ? t('rehearsal.end')
    : call.isPublished
      ? t('call.action.cancel')
      : t('call.action.cancelDraft')
  const hint = isRehearsed
    ? t('rehearsal.endHint')
    : call.isPublished
      ? t('call.action.cancelHint')
      : t('call.action.cancelDraftHint')
  return (
    <details open={form.wasRefused}>
      <summary>{text}</summary>
      <PostForm form={form} version={call.version}>
        {isRehearsed ? (
          <input type="hidden" name="code" value="OTHER" />
        ) : call.isPublished ? (
          <SelectField
            form={form}
            name="code"
            label={t('call.action.endCode')}
            placeholder={t('call.form.choose')}
            options={cancelCodes.map((value) => ({ value, label: t(`call.endCode.${value}`) }))}
          />
        ) : null}
        <TextArea form={form} name="reason" label={t('call.action.cancelReason')} hint={hint} max={500} rows={4} />
        <Submit grave>{text}</Submit>
      </PostForm>
    </details>
  )
}
