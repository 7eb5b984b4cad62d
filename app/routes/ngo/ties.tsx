import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { endTieForm, tieForm } from '#app/domain/tie/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readTiesPage } from '#app/services/tie/queries/ties-page.server.ts'
import { endTie, stateTie } from '#app/services/tie/state-tie.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { TieForm } from '#app/ui/tie/tie-form.tsx'
import { TieList } from '#app/ui/tie/tie-list.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readTiesPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    stateTie: on(tieForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await stateTie(ctx, 'ORGANIZATION', { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoTies(id), 'tie.toast.stated') : outcome
    }),
    endTie: on(endTieForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await endTie(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoTies(id), 'tie.toast.ended') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('tie.title'))

export default function TiesPage() {
  const { id, name, ties, bodies, mayState } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(id), text: name }]}>
      <Sheet>
        <h1>{t('tie.title')}</h1>
        <p>{t('tie.lead')}</p>
        <h2>{t('tie.stated')}</h2>
        {ties.length === 0 ? <p>{t('tie.none')}</p> : <TieList ties={ties} />}
      </Sheet>
      {mayState ? (
        <Sheet>
          <h2>{t('tie.state')}</h2>
          <TieForm bodies={bodies} />
        </Sheet>
      ) : (
        <Sheet>
          <p>{t('tie.signersOnly')}</p>
        </Sheet>
      )}
    </Page>
  )
}
