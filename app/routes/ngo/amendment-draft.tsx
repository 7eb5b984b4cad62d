import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { budgetDraftForm, milestoneDraftForm } from '#app/domain/amendment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type AmendmentWish, draftAmendment } from '#app/services/amendment/draft-amendment.server.ts'
import { readAmendmentDraft } from '#app/services/amendment/queries/amendment-draft.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { BudgetDraftForm, MilestoneDraftForm } from '#app/ui/amendment/draft-forms.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid(), part: z.enum(['budget', 'milestones']) })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id, part } }) =>
  orNotFound(
    await readAmendmentDraft(ctx, {
      projectId: id,
      side: 'SUPPLIER',
      kind: part === 'budget' ? 'BUDGET' : 'MILESTONE',
    }),
  ),
)

async function save(
  ctx: Context,
  projectId: string,
  wish: AmendmentWish,
  { version, reason }: { version: number; reason: string },
) {
  const outcome = await draftAmendment(ctx, { projectId, side: 'SUPPLIER', version, reason, wish })
  return outcome.ok
    ? redirectWithToast(ctx, paths.ngoAmendment(outcome.amendmentId), 'amendment.toast.drafted')
    : outcome
}

export const action = pageAction(
  { may: 'organization', params },
  {
    budget: on(budgetDraftForm, ({ ctx, params: { id }, input: { lines, ...input } }) =>
      save(
        ctx,
        id,
        { kind: 'BUDGET', amounts: new Map(lines.map(({ position, amount }) => [position, amount])) },
        input,
      ),
    ),
    milestones: on(milestoneDraftForm, ({ ctx, params: { id }, input: { milestones, ...input } }) =>
      save(ctx, id, { kind: 'MILESTONE', wishes: milestones }, input),
    ),
  },
)

export const meta = pageMeta<unknown>((t) => t('amendment.title'))

export default function NgoAmendmentDraft() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.ngoProjects(), text: t('project.mine') },
        { to: paths.ngoProject(page.projectId), text: page.projectTitle },
      ]}
    >
      {page.lines.length > 0 ? <BudgetDraftForm page={page} /> : <MilestoneDraftForm page={page} />}
    </Page>
  )
}
