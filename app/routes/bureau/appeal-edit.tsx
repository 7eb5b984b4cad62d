import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { editAppealForm } from '#app/domain/appeal/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { editAppeal } from '#app/services/appeal/draft-appeal.server.ts'
import { readBureauAppeal, readPurposeOptions } from '#app/services/appeal/queries/bureau-appeals.server.ts'
import { AppealFields } from '#app/ui/appeal/appeal-fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) => {
  const found = await readBureauAppeal(ctx, id)
  const appeal = orNotFound(found?.may.draft === true ? found : null)
  return { appeal, options: await readPurposeOptions(ctx) }
})

export const action = pageAction(
  { may: 'officer', params },
  {
    save: on(editAppealForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await editAppeal(ctx, { appealId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(id), 'appeal.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta(
  (t, { appeal }: { appeal: { title: string } }) => `${t('appeal.inside.edit')} · ${appeal.title}`,
)

export default function AppealEdit() {
  const { appeal, options } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', {
    ...appeal,
    for: appeal.forValue,
    target: fenToYuanText(toFen(BigInt(appeal.targetFen))),
  })
  return (
    <Page
      crumbs={[
        { to: paths.bureauAppeals(), text: t('appeal.inside.title') },
        { to: paths.bureauAppeal(appeal.id), text: appeal.title },
      ]}
    >
      <Sheet>
        <h1>{t('appeal.inside.edit')}</h1>
        <PostForm form={form} version={appeal.version}>
          <AppealFields form={form} options={options} />
          <Submit>{t('appeal.inside.save')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
