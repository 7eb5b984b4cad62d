import { assignmentMax } from '#app/domain/assignment/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { DateField, type Option, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'

type Props = { offices: readonly Option[]; bodies: readonly Option[]; records?: readonly Option[] }

/** `records`: of the organization that it is about. */
export function ProposeForm({ offices, bodies, records }: Props) {
  const t = useT()
  const form = useFormState('propose', { bodyId: offices[0]?.value ?? '' })
  return (
    <PostForm form={form}>
      <SelectField form={form} name="bodyId" label={t('assignment.form.office')} options={offices} />
      {records === undefined || records.length === 0 ? null : (
        <SelectField
          form={form}
          name="recordId"
          label={t('assignment.joint.record')}
          placeholder={t('assignment.joint.none')}
          options={records}
          optional
        />
      )}
      <TextField form={form} name="title" label={t('assignment.form.name')} autoComplete="off" />
      <TextArea form={form} name="content" label={t('assignment.form.content')} max={assignmentMax.content} rows={4} />
      <TextField form={form} name="documentNo" label={t('assignment.form.documentNo')} autoComplete="off" />
      <SelectField
        form={form}
        name="leadId"
        label={t('assignment.leadBody')}
        placeholder={t('assignment.form.choose')}
        options={bodies}
      />
      <CheckGroup form={form} name="coIds" label={t('assignment.co')} options={bodies} />
      <DateField form={form} name="dueOn" label={t('assignment.form.dueOn')} />
      <Submit>{t('assignment.form.submit')}</Submit>
    </PostForm>
  )
}
