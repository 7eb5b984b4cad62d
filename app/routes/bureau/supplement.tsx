import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { supplementDraftForm } from '#app/domain/amendment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { readSupplementDraft } from '#app/services/amendment/queries/supplement-draft.server.ts'
import { SupplementDraftForm } from '#app/ui/amendment/supplement-form.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readSupplementDraft(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    supplement: on(
      supplementDraftForm,
      async ({ ctx, params: { id }, input: { milestones, lines, version, reason } }) => {
        const wish = { kind: 'SUPPLEMENT', milestones, lines } as const
        const outcome = await draftAmendment(ctx, { projectId: id, side: 'BUYER', version, reason, wish })
        return outcome.ok
          ? redirectWithToast(ctx, paths.bureauAmendment(outcome.amendmentId), 'amendment.toast.drafted')
          : outcome
      },
    ),
  },
)

export const meta = pageMeta<unknown>((t) => t('amendment.start.supplement'))

export default function BureauSupplement() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(page.projectId), text: page.projectTitle },
      ]}
    >
      <SupplementDraftForm page={page} />
    </Page>
  )
}
