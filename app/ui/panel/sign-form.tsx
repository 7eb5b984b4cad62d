import { dissentMax } from '#app/domain/panel/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { SigningPage } from '#app/services/panel/queries/signing-page.server.ts'
import { RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'

export function SignForm({ page }: { page: SigningPage }) {
  const t = useT()
  const form = useFormState('sign', { agrees: 'yes' })
  return (
    <PostForm form={form} label={t('panel.signing.sign')}>
      <input type="hidden" name="resultId" value={page.resultId} />
      <input type="hidden" name="recordSha256" value={page.recordSha256} />
      <RadioGroup
        form={form}
        name="agrees"
        label={t('panel.signing.question')}
        options={[
          { value: 'yes', label: t('panel.signing.yes') },
          ...(page.mayStaySilent
            ? [{ value: 'no', label: t('panel.signing.no'), hint: t('panel.signing.noHint') }]
            : []),
        ]}
      />
      {page.mayStaySilent ? (
        <TextArea
          form={form}
          name="dissent"
          label={t('panel.signing.dissent')}
          max={dissentMax}
          rows={3}
          optional={t('panel.signing.dissentWhen')}
        />
      ) : null}
      <Submit>{t('panel.signing.sign')}</Submit>
    </PostForm>
  )
}
