import { failCodes } from '#app/domain/call/end-codes.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'
import type { OpeningView } from './opening-view.ts'

export function Failed({ view: { call } }: { view: OpeningView }) {
  const dynamic = useDynamicT()
  return (
    <div className="notice">
      <p>{dynamic(`call.state.${call.state}`)}</p>
      <TypedText text={call.stateReason} />
    </div>
  )
}

export function FailForm({ view: { standing, minimum } }: { view: OpeningView }) {
  const t = useT()
  const form = useFormState('fail')
  return (
    <Sheet labelledBy="fail">
      <h2 id="fail">{t('bid.fail.title')}</h2>
      <p>{t('bid.fail.text', { standing, minimum })}</p>
      <PostForm form={form}>
        <SelectField
          form={form}
          name="code"
          label={t('call.action.endCode')}
          placeholder={t('call.form.choose')}
          options={failCodes.map((value) => ({ value, label: t(`call.endCode.${value}`) }))}
        />
        <TextArea form={form} name="reason" label={t('bid.fail.reason')} max={1000} rows={4} />
        <Submit grave>{t('bid.fail.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
