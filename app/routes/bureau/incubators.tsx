import { useLoaderData } from '@remix-run/react'
import { newIncubatorForm } from '#app/domain/incubator/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { createIncubator } from '#app/services/incubator/keep-incubator.server.ts'
import { readIncubatorFounders } from '#app/services/incubator/queries/incubator-board.server.ts'
import { readIncubatorTree } from '#app/services/incubator/queries/incubator-tree.server.ts'
import { SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { IncubatorTree } from '#app/ui/incubator/incubator-tree.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'body' }, async ({ ctx }) => ({
  rows: await readIncubatorTree(ctx, bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')),
  ...(await readIncubatorFounders(ctx)),
}))

export const action = pageAction(
  { may: 'officer' },
  {
    found: on(newIncubatorForm, async ({ ctx, input }) => {
      const outcome = await createIncubator(ctx, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauIncubatorEdit(outcome.incubatorId), 'incubator.toast.founded')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('incubator.board.list'))

export default function BureauIncubators() {
  const { rows, bodies, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('found', { bodyId: bodies[0]?.id ?? '' })
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('incubator.board.list')}</h1>
        {rows.length === 0 ? (
          <p>{t('incubator.board.none')}</p>
        ) : (
          <IncubatorTree rows={rows} to={paths.bureauIncubator} />
        )}
      </Sheet>
      {bodies.length === 0 ? null : (
        <Sheet labelledBy="found">
          <h2 id="found">{t('incubator.board.found')}</h2>
          <PostForm form={form}>
            <SelectField
              form={form}
              name="bodyId"
              label={t('incubator.body')}
              options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <SelectField
              form={form}
              name="regionId"
              label={t('incubator.region')}
              hint={t('incubator.board.regionHint')}
              placeholder={t('incubator.board.choose')}
              options={regions.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField form={form} name="nameZh" label={t('incubator.edit.nameZh')} autoComplete="off" />
            <TextField form={form} name="nameEn" label={t('incubator.edit.nameEn')} autoComplete="off" />
            <Submit>{t('incubator.board.foundDo')}</Submit>
          </PostForm>
        </Sheet>
      )}
    </Page>
  )
}
