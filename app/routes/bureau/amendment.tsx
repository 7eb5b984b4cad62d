import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  amendmentPaperForm,
  amendmentRefuseForm,
  amendmentSignForm,
  amendmentStep,
} from '#app/domain/amendment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { refuseAmendment, signAmendment, withdrawAmendment } from '#app/services/amendment/answer-amendment.server.ts'
import { offerAmendment } from '#app/services/amendment/offer-amendment.server.ts'
import { type AmendmentPage, readAmendmentPage } from '#app/services/amendment/queries/amendment-page.server.ts'
import { keepAmendmentPaper } from '#app/services/amendment/sign-as-party.server.ts'
import { AmendmentSheets } from '#app/ui/amendment/amendment-sheets.tsx'
import { Page } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readAmendmentPage(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params, takesFile: true },
  {
    offer: on(amendmentSignForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await offerAmendment(ctx, { amendmentId: id, ...input })
      if (!outcome.ok) return outcome
      return redirectWithToast(
        ctx,
        paths.bureauAmendment(id),
        outcome.isInForce ? 'amendment.toast.inForce' : 'amendment.toast.offered',
      )
    }),
    sign: on(amendmentSignForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await signAmendment(ctx, { amendmentId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAmendment(id), 'amendment.toast.inForce') : outcome
    }),
    refuse: on(amendmentRefuseForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await refuseAmendment(ctx, { amendmentId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAmendment(id), 'amendment.toast.refused') : outcome
    }),
    paper: on(amendmentPaperForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await keepAmendmentPaper(ctx, { amendmentId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauAmendment(id), 'party.toast.kept') : outcome
    }),
    withdraw: on(amendmentStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawAmendment(ctx, { amendmentId: id, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauProject(outcome.projectId), 'amendment.toast.withdrawn')
        : outcome
    }),
  },
)

export const meta = pageMeta((t, page: AmendmentPage) => `${t('amendment.title')} · ${page.projectTitle}`)

export default function BureauAmendment() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(page.projectId), text: page.projectTitle },
      ]}
    >
      <AmendmentSheets
        page={page}
        editTo={
          page.kind === 'SUPPLEMENT'
            ? paths.bureauSupplement(page.projectId)
            : paths.bureauAmendmentDraft(page.projectId)
        }
      />
    </Page>
  )
}
