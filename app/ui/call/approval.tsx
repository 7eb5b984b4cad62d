import { useT } from '#app/i18n/provider.tsx'
import type { BureauCall } from '#app/services/call/queries/bureau-call.server.ts'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'

export function SubmitPart({ call }: { call: BureauCall }) {
  const t = useT()
  const form = useFormState('submit')
  const left = call.problems.filter(({ level }) => level === 'error').length
  if (call.isBlocked) return <p>{t('call.bureau.problems', { count: left })}</p>
  if (!call.isReady) return <p>{t('call.bureau.reasonsMissing')}</p>
  return (
    <>
      <p>{t('call.bureau.ready')}</p>
      <ActionButton form={form} version={call.version}>
        {t('call.action.submit')}
      </ActionButton>
    </>
  )
}

export function ApprovalPart({ call }: { call: BureauCall }) {
  const t = useT()
  const publish = useFormState('publish')
  const giveBack = useFormState('return')
  return (
    <>
      {call.may.return ? null : <p>{t('call.bureau.waiting')}</p>}
      {call.isOwnDraft ? <p>{t('call.bureau.ownDraft')}</p> : null}
      {call.may.publish ? (
        <>
          {call.isReady ? <p>{t(call.isRehearsal ? 'rehearsal.ready' : 'call.bureau.readyToPublish')}</p> : null}
          <PostForm form={publish} version={call.version}>
            <Submit>{t(call.isRehearsal ? 'rehearsal.start' : 'call.action.publish')}</Submit>
          </PostForm>
        </>
      ) : null}
      {call.may.return ? (
        <details open={giveBack.wasRefused}>
          <summary>{t('call.action.return')}</summary>
          <PostForm form={giveBack} version={call.version}>
            <TextArea
              form={giveBack}
              name="reason"
              label={t('call.action.returnReason')}
              hint={t('call.action.returnHint')}
              max={500}
              rows={4}
            />
            <Submit quiet>{t('call.action.return')}</Submit>
          </PostForm>
        </details>
      ) : null}
    </>
  )
}
