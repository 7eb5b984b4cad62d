import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { startForm } from '#app/domain/incubator/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { startApplication } from '#app/services/incubator/apply.server.ts'
import { readApplicationStart } from '#app/services/incubator/queries/own-incubations.server.ts'
import { RadioGroup } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readApplicationStart(ctx, id)),
)

export const action = pageAction(
  { may: 'signedIn', params },
  {
    start: on(startForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await startApplication(ctx, { incubatorId: id, ...input })
      return outcome.ok ? goTo(ctx, paths.incubationForm(outcome.incubationId)) : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('incubation.start.title'))

export default function ApplyToIncubator() {
  const { id, name, isOpen, organizations } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('start', { applicant: organizations.length === 0 ? 'group' : '' })
  return (
    <Page crumbs={[{ to: paths.incubator(id), text: name }]}>
      <Sheet>
        <h1>{t('incubation.start.title')}</h1>
        <p>{name}</p>
        {isOpen ? (
          <PostForm form={form}>
            <RadioGroup
              form={form}
              name="applicant"
              label={t('incubation.start.who')}
              options={[
                ...organizations.map((each) => ({ value: each.id, label: each.name })),
                { value: 'group', label: t('incubation.start.group'), hint: t('incubation.start.groupHint') },
              ]}
            />
            <Submit>{t('incubation.start.go')}</Submit>
          </PostForm>
        ) : (
          <p>{t('incubator.how.closed')}</p>
        )}
      </Sheet>
    </Page>
  )
}
