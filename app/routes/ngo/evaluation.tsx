import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { fixedForm, replyForm } from '#app/domain/evaluation/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { replyToEvaluation, reportFixed } from '#app/services/evaluation/answer-evaluation.server.ts'
import { type EvaluationPage, readEvaluation } from '#app/services/evaluation/queries/evaluation-page.server.ts'
import { EvaluationHead } from '#app/ui/evaluation/evaluation-head.tsx'
import { Samples, Visits } from '#app/ui/evaluation/on-the-spot.tsx'
import { Fixing, Replies } from '#app/ui/evaluation/outcome.tsx'
import { SheetTable } from '#app/ui/evaluation/sheet-table.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readEvaluation(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    reply: on(replyForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await replyToEvaluation(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoEvaluation(id), 'evaluation.toast.replied') : outcome
    }),
    fixed: on(fixedForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await reportFixed(ctx, { evaluationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoEvaluation(id), 'evaluation.toast.fixed') : outcome
    }),
  },
)

export const meta = pageMeta<EvaluationPage>(
  (t, { kind, project }) => `${t(`evaluation.kind.${kind}`)} · ${project.title}`,
)

export default function NgoEvaluation() {
  const page = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ to: paths.ngoProject(page.project.id), text: page.project.title }]}>
      <EvaluationHead page={page} />
      <Fixing page={page} />
      <Replies page={page} />
      {page.sheet === null ? null : <SheetTable sheet={page.sheet} />}
      <Visits page={page} />
      <Samples page={page} />
    </Page>
  )
}
