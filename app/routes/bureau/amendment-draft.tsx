import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { milestoneDraftForm } from '#app/domain/amendment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { readAmendmentDraft } from '#app/services/amendment/queries/amendment-draft.server.ts'
import { MilestoneDraftForm } from '#app/ui/amendment/draft-forms.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readAmendmentDraft(ctx, { projectId: id, side: 'BUYER', kind: 'MILESTONE' })),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    milestones: on(milestoneDraftForm, async ({ ctx, params: { id }, input: { milestones, ...input } }) => {
      const wish = { kind: 'MILESTONE', wishes: milestones } as const
      const outcome = await draftAmendment(ctx, { projectId: id, side: 'BUYER', ...input, wish })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauAmendment(outcome.amendmentId), 'amendment.toast.drafted')
        : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('amendment.start.milestones'))

export default function BureauAmendmentDraft() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(page.projectId), text: page.projectTitle },
      ]}
    >
      <MilestoneDraftForm page={page} />
    </Page>
  )
}
