import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { addStaffForm, staffMax } from '#app/domain/staff/schema.ts'
import { consentWays, posts } from '#app/domain/staff/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { addStaff } from '#app/services/staff/keep-list.server.ts'
import { readStaffPage } from '#app/services/staff/queries/staff.server.ts'
import { Checkbox, DateField, RadioGroup, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { StaffFigures } from '#app/ui/staff/staff-figures.tsx'
import { StaffRows } from '#app/ui/staff/staff-rows.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readStaffPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    add: on(addStaffForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await addStaff(ctx, id, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoStaffMember(outcome.staffId), 'staff.toast.added') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('staff.title'))

export default function Staff() {
  const { id, name, today, figures, keepMonths, staff, gone, forgotten } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('staff.title')}</h1>
        <p>{t('staff.lead')}</p>
        <StaffFigures figures={figures} />
        <h2>{t('staff.now')}</h2>
        {staff.length === 0 ? <p>{t('staff.none')}</p> : <StaffRows rows={staff} today={today} />}
      </Sheet>
      <Sheet>
        <h2>{t('staff.add.title')}</h2>
        <p>
          <A to={paths.ngoStaffImport(id)}>{t('import.title.STAFF')}</A>
        </p>
        <AddForm />
      </Sheet>
      {gone.length + forgotten === 0 ? null : (
        <Sheet>
          <h2>{t('staff.gone')}</h2>
          <p>{t('staff.keepNote', { months: keepMonths })}</p>
          {gone.length === 0 ? null : <StaffRows rows={gone} today={today} />}
          {forgotten === 0 ? null : <p>{t('staff.forgotten', { count: forgotten })}</p>}
        </Sheet>
      )}
    </Page>
  )
}

function AddForm() {
  const t = useT()
  const form = useFormState('add')
  return (
    <PostForm form={form}>
      <TextField form={form} name="name" label={t('staff.add.name')} autoComplete="off" maxLength={staffMax.name} />
      <SelectField
        form={form}
        name="post"
        label={t('staff.add.post')}
        options={posts.map((value) => ({ value, label: t(`staff.post.${value}`) }))}
        placeholder={t('call.form.choose')}
      />
      <TextField
        form={form}
        name="postTitle"
        label={t('staff.add.postTitle')}
        hint={t('staff.add.postTitleHint')}
        optional
        autoComplete="off"
      />
      <DateField form={form} name="fromOn" label={t('staff.add.fromOn')} />
      <RadioGroup
        form={form}
        name="consentHow"
        label={t('staff.add.consentHow')}
        options={consentWays.map((value) => ({ value, label: t(`staff.consentHow.${value}`) }))}
      />
      <DateField form={form} name="consentOn" label={t('staff.add.consentOn')} />
      <Checkbox form={form} name="consent" label={t('staff.add.consent')} />
      <Submit>{t('staff.add.submit')}</Submit>
    </PostForm>
  )
}
