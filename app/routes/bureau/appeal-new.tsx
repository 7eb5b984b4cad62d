import { useLoaderData } from '@remix-run/react'
import { newAppealForm } from '#app/domain/appeal/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { draftAppeal } from '#app/services/appeal/draft-appeal.server.ts'
import { readPurposeOptions } from '#app/services/appeal/queries/bureau-appeals.server.ts'
import { AppealFields } from '#app/ui/appeal/appeal-fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx }) => ({ options: await readPurposeOptions(ctx) }))

export const action = pageAction(
  { may: 'officer' },
  {
    draft: on(newAppealForm, async ({ ctx, input }) => {
      const outcome = await draftAppeal(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAppeal(outcome.appealId), 'appeal.toast.drafted') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('appeal.inside.new'))

export default function AppealNew() {
  const { options } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('draft', { belowTarget: 'USE' })
  return (
    <Page crumbs={[{ to: paths.bureauAppeals(), text: t('appeal.inside.title') }]}>
      <Sheet>
        <h1>{t('appeal.inside.new')}</h1>
        {options.length === 0 ? (
          <p>{t('appeal.inside.noPurpose')}</p>
        ) : (
          <>
            <p>{t('appeal.inside.newLead')}</p>
            <PostForm form={form}>
              <AppealFields form={form} options={options} />
              <Submit>{t('appeal.inside.save')}</Submit>
            </PostForm>
          </>
        )}
      </Sheet>
    </Page>
  )
}
