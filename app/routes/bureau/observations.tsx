import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  observationAnswerForm,
  observationHideForm,
  observationRaiseForm,
  observationStep,
  observeForm,
} from '#app/domain/observation/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import {
  answerObservation,
  hideObservation,
  raiseObservation,
  showObservation,
} from '#app/services/observation/answer-observation.server.ts'
import { observe } from '#app/services/observation/observe.server.ts'
import { readObservations } from '#app/services/observation/queries/observations.server.ts'
import { Page } from '#app/ui/layout/page.tsx'
import { ObservationList } from '#app/ui/observation/observation-list.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readObservations(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    answer: on(observationAnswerForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerObservation(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauObservations(id), 'observation.toast.answered') : outcome
    }),
    show: on(observationStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await showObservation(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauObservations(id), 'observation.toast.shown') : outcome
    }),
    hide: on(observationHideForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await hideObservation(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauObservations(id), 'observation.toast.hidden') : outcome
    }),
    raise: on(observationRaiseForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await raiseObservation(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauObservations(id), 'observation.toast.raised') : outcome
    }),
    supervise: on(observeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await observe(ctx, { projectId: id, side: 'SUPERVISOR', ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauObservations(id), 'observation.toast.made') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('observation.title'))

export default function BureauObservations() {
  const page = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.project.id), text: page.project.title }]}>
      <ObservationList page={page} />
    </Page>
  )
}
