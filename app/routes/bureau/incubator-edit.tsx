import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { incubatorForm, incubatorMax } from '#app/domain/incubator/schema.ts'
import { incubatorServices, tenancyKinds } from '#app/domain/incubator/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { saveIncubator } from '#app/services/incubator/keep-incubator.server.ts'
import { readIncubatorDraft } from '#app/services/incubator/queries/incubator-board.server.ts'
import { CheckGroup } from '#app/ui/form/check-group.tsx'
import { Checkbox, NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, rowId } from '#app/ui/form/rows.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readIncubatorDraft(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    save: on(incubatorForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await saveIncubator(ctx, { incubatorId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauIncubator(id), 'incubator.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((_t, { name }: { name: string }) => name)

export default function EditIncubator() {
  const { id, name, version, above, values } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', values)
  const classes = Array.from({ length: form.rows('classes') }, (_, index) => index)
  return (
    <Page crumbs={[{ to: paths.bureauIncubator(id), text: name }]}>
      <Sheet>
        <h1>{t('incubator.edit.title')}</h1>
        <PostForm form={form} version={version}>
          <EnterSaves />
          <TextField form={form} name="nameZh" label={t('incubator.edit.nameZh')} autoComplete="off" />
          <TextField form={form} name="nameEn" label={t('incubator.edit.nameEn')} autoComplete="off" />
          <SelectField
            form={form}
            name="parentId"
            label={t('incubator.parent')}
            placeholder={t('incubator.edit.noParent')}
            options={above.map((each) => ({ value: each.id, label: each.name }))}
            optional
          />
          <TextField
            form={form}
            name="hostCode"
            label={t('incubator.host')}
            hint={t('incubator.edit.hostHint')}
            autoComplete="off"
            optional
          />
          <h2>{t('incubator.edit.capacity')}</h2>
          <div className="two">
            <NumberField form={form} name="areaM2" label={t('incubator.edit.areaM2')} optional />
            <NumberField form={form} name="seats" label={t('incubator.edit.seats')} optional />
          </div>
          <NumberField form={form} name="rooms" label={t('incubator.rooms')} optional />
          <CheckGroup
            form={form}
            name="kinds"
            label={t('incubator.tenancyKinds')}
            options={tenancyKinds.map((value) => ({ value, label: t(`incubator.kind.${value}`) }))}
          />
          <h2>{t('incubator.places')}</h2>
          <p>{t('incubator.edit.classesLead')}</p>
          {classes.map((index) => (
            <ClassRow key={index} form={form} index={index} />
          ))}
          <p>
            <AddRow form={form} name="classes">
              {t('incubator.edit.addClass')}
            </AddRow>
          </p>
          <h2>{t('incubator.edit.public')}</h2>
          <CheckGroup
            form={form}
            name="services"
            label={t('incubator.services')}
            options={incubatorServices.map((value) => ({ value, label: t(`incubator.service.${value}`) }))}
          />
          <TextArea
            form={form}
            name="introduction"
            label={t('incubator.edit.introduction')}
            max={incubatorMax.long}
            optional
          />
          <TextArea
            form={form}
            name="howToApply"
            label={t('incubator.edit.howToApply')}
            max={incubatorMax.long}
            rows={4}
            optional
          />
          <TextField form={form} name="address" label={t('incubator.address')} autoComplete="off" optional />
          <TextField form={form} name="hours" label={t('incubator.hours')} autoComplete="off" optional />
          <TextField
            form={form}
            name="contactName"
            label={t('incubator.edit.contactName')}
            autoComplete="off"
            optional
          />
          <TextField
            form={form}
            name="contactPhone"
            label={t('incubator.edit.contactPhone')}
            autoComplete="off"
            optional
          />
          <Checkbox
            form={form}
            name="isOpen"
            label={t('incubator.edit.isOpen')}
            hint={t('incubator.edit.isOpenHint')}
          />
          <Submit>{t('incubator.edit.save')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}

function ClassRow({ form, index }: { form: FormState; index: number }) {
  const t = useT()
  const name = (field: string) => `classes[${index}].${field}`
  return (
    <fieldset className="row" id={rowId(form, 'classes', index)}>
      <legend>{t('incubator.edit.class', { number: index + 1 })}</legend>
      <input type="hidden" name={name('id')} value={form.value(name('id'))} />
      <TextField form={form} name={name('nameZh')} label={t('incubator.edit.classZh')} autoComplete="off" />
      <TextField form={form} name={name('nameEn')} label={t('incubator.edit.classEn')} autoComplete="off" />
      <NumberField form={form} name={name('quota')} label={t('incubator.quota')} />
    </fieldset>
  )
}
