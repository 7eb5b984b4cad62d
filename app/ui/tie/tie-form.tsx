import { tieAspects, tieMax } from '#app/domain/tie/schema.ts'
import { useT } from '#app/i18n/provider.tsx'
import { DateField, type Option, RadioGroup, SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'

/** States a tie with one of these bodies. Posts `stateTie`. */
export function TieForm({ bodies }: { bodies: readonly Option[] }) {
  const t = useT()
  const only = bodies.length === 1 ? bodies[0]?.value : undefined
  const form = useFormState('stateTie', { bodyId: only ?? '' })
  return (
    <PostForm form={form}>
      <SelectField
        form={form}
        name="bodyId"
        label={t('tie.body')}
        options={bodies}
        {...(only === undefined ? { placeholder: t('call.form.choose') } : {})}
      />
      <RadioGroup
        form={form}
        name="aspect"
        label={t('tie.aspectLabel')}
        options={tieAspects.map((value) => ({
          value,
          label: t(`tie.aspect.${value}`),
          hint: t(`tie.aspectHint.${value}`),
        }))}
      />
      <TextArea
        form={form}
        name="description"
        label={t('tie.description')}
        hint={t('tie.descriptionHint')}
        max={tieMax.description}
        rows={3}
      />
      <DateField form={form} name="fromOn" label={t('tie.fromOn')} />
      <Submit>{t('tie.submit')}</Submit>
    </PostForm>
  )
}
