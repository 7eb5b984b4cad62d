import { useLoaderData } from '@remix-run/react'
import { bodyDutiesSchema, bodySchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { addBody, setBodyDuties } from '#app/services/admin/add-body.server.ts'
import { readBodiesPage } from '#app/services/admin/queries/bodies-page.server.ts'
import { readRegionOptions } from '#app/services/organization/queries/region-options.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Checkbox, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { AdminPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, async ({ ctx }) => ({
  bodies: await readBodiesPage(ctx),
  regions: await readRegionOptions(ctx),
}))

export const action = pageAction(
  { may: 'administrator' },
  {
    duties: on(bodyDutiesSchema, async ({ ctx, input }) => {
      const outcome = await setBodyDuties(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.adminBodies(), 'admin.toast.dutiesSet') : outcome
    }),
    add: on(bodySchema, async ({ ctx, input }) => {
      const outcome = await addBody(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.adminInvitations(), 'admin.toast.bodyAdded') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('admin.bodies.title'))

export default function BodiesPage() {
  const { bodies, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const form = useFormState('add')
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('admin.bodies.title')}</h1>
        {bodies.length === 0 ? (
          <p>{t('admin.bodies.none')}</p>
        ) : (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('admin.bodies.name')}</th>
                <th scope="col">{t('admin.bodies.region')}</th>
                <th scope="col" className="num">
                  {t('admin.bodies.people')}
                </th>
                <th scope="col">{t('admin.bodies.duties')}</th>
              </tr>
            </thead>
            <tbody>
              {bodies.map((body) => (
                <tr key={body.id}>
                  <th scope="row">
                    {body.name} {body.hasApprover ? null : <Tag tone="wait">{t('admin.bodies.noApprover')}</Tag>}
                  </th>
                  <td data-label={t('admin.bodies.region')}>{body.region}</td>
                  <td data-label={t('admin.bodies.people')} className="num">
                    {format.number(body.people)}
                  </td>
                  <td data-label={t('admin.bodies.duties')}>
                    <Duties body={body} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Sheet>
      <Sheet>
        <h2>{t('admin.bodies.add')}</h2>
        <p>{t('admin.bodies.thenInvite')}</p>
        <PostForm form={form}>
          <TextField form={form} name="nameZh" label={t('admin.bodies.nameZh')} autoComplete="off" />
          <TextField form={form} name="nameEn" label={t('admin.bodies.nameEn')} autoComplete="off" />
          <SelectField
            form={form}
            name="regionId"
            label={t('admin.bodies.region')}
            options={regions}
            placeholder={t('admin.bodies.chooseRegion')}
          />
          <Checkbox form={form} name="isRegistry" label={t('admin.bodies.isRegistry')} />
          <Checkbox form={form} name="isRegulator" label={t('admin.bodies.isRegulator')} />
          <Submit>{t('admin.bodies.add')}</Submit>
        </PostForm>
      </Sheet>
    </AdminPage>
  )
}

function Duties({ body }: { body: { id: string; isRegistry: boolean; isRegulator: boolean } }) {
  const t = useT()
  const form = useRowForm('duties', 'bodyId', body.id, {
    isRegistry: body.isRegistry ? 'on' : '',
    isRegulator: body.isRegulator ? 'on' : '',
  })
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>
        {[
          t('admin.bodies.buys'),
          ...(body.isRegistry ? [t('admin.bodies.registers')] : []),
          ...(body.isRegulator ? [t('admin.bodies.regulates')] : []),
        ].join(' · ')}
      </summary>
      <PostForm form={form}>
        <input type="hidden" name="bodyId" value={body.id} />
        <Checkbox form={form} name="isRegistry" label={t('admin.bodies.isRegistry')} />
        <Checkbox form={form} name="isRegulator" label={t('admin.bodies.isRegulator')} />
        <Submit quiet>{t('common.action.save')}</Submit>
      </PostForm>
    </details>
  )
}
