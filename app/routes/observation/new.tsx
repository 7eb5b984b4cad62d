import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { observationMax, observeForm } from '#app/domain/observation/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { observe } from '#app/services/observation/observe.server.ts'
import { readObservable } from '#app/services/observation/queries/observations.server.ts'
import { DateField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ projectNo: z.string().max(40) })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { projectNo } }) => ({
  ...orNotFound(await readObservable(ctx, projectNo)),
  today: dayOf(ctx.now),
}))

export const action = pageAction(
  { may: 'signedIn', params },
  {
    observe: on(observeForm, async ({ ctx, params: { projectNo }, input }) => {
      const { id } = orNotFound(await readObservable(ctx, projectNo))
      const outcome = await observe(ctx, { projectId: id, side: 'RESIDENT', ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.observation(outcome.observationId), 'observation.toast.made')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('observation.new.title'))

export default function NewObservation() {
  const project = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('observe', { observedOn: project.today })
  return (
    <Page crumbs={[{ to: paths.project(project.projectNo), text: project.title }]}>
      <Sheet>
        <h1>{t('observation.new.title')}</h1>
        <p>
          <Typed>{project.title}</Typed>
        </p>
        <p>{t('observation.new.lead')}</p>
        <PostForm form={form}>
          <DateField form={form} name="observedOn" label={t('observation.observedOn')} />
          <TextArea
            form={form}
            name="text"
            label={t('observation.new.text')}
            hint={t('observation.new.textHint')}
            max={observationMax}
            rows={7}
          />
          <Submit>{t('observation.new.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
