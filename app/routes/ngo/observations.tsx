import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { observationAnswerForm } from '#app/domain/observation/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { answerObservation } from '#app/services/observation/answer-observation.server.ts'
import { readObservations } from '#app/services/observation/queries/observations.server.ts'
import { Page } from '#app/ui/layout/page.tsx'
import { ObservationList } from '#app/ui/observation/observation-list.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readObservations(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    answer: on(observationAnswerForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerObservation(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoObservations(id), 'observation.toast.answered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('observation.title'))

export default function NgoObservations() {
  const page = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ to: paths.ngoProject(page.project.id), text: page.project.title }]}>
      <ObservationList page={page} />
    </Page>
  )
}
