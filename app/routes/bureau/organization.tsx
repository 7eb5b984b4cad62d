import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  endHubForm,
  endStep,
  hubDesignationForm,
  hubStep,
  organizationEndForm,
} from '#app/domain/organization/registry.ts'
import { endTieForm, tieForm } from '#app/domain/tie/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { confirmHub, designateHub, endHub } from '#app/services/hub/designate.server.ts'
import { confirmEnd, recordEnd, withdrawEnd } from '#app/services/organization/end-organization.server.ts'
import { readRegisteredOrganization } from '#app/services/organization/queries/registered-organization.server.ts'
import { endTie, stateTie } from '#app/services/tie/state-tie.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Ends } from '#app/ui/registry/ends.tsx'
import { Hubs } from '#app/ui/registry/hubs.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { TieForm } from '#app/ui/tie/tie-form.tsx'
import { TieList } from '#app/ui/tie/tie-list.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readRegisteredOrganization(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    stateTie: on(tieForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await stateTie(ctx, 'BODY', { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.registered(id), 'tie.toast.stated') : outcome
    }),
    endTie: on(endTieForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await endTie(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.registered(id), 'tie.toast.ended') : outcome
    }),
    designate: on(hubDesignationForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await designateHub(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.registered(id), 'registry.toast.entered') : outcome
    }),
    confirmHub: on(hubStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await confirmHub(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.registered(id), 'registry.toast.confirmed') : outcome
    }),
    endHub: on(endHubForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await endHub(ctx, input)
      if (!outcome.ok) return outcome
      const said = outcome.wasInForce ? 'registry.toast.hubEnded' : 'registry.toast.withdrawn'
      return redirectWithToast(ctx, paths.registered(id), said)
    }),
    recordEnd: on(organizationEndForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recordEnd(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.registered(id), 'registry.toast.entered') : outcome
    }),
    confirmEnd: on(endStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await confirmEnd(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.registered(id), 'registry.toast.confirmed') : outcome
    }),
    withdrawEnd: on(endStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawEnd(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.registered(id), 'registry.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((_t, { name }: { name: string }) => name)

export default function RegisteredOrganizationPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  const tie = useFormState('stateTie')
  return (
    <Page crumbs={[{ to: paths.registry(), text: t('registry.title') }]}>
      <Sheet>
        {view.state === 'ACTIVE' ? null : <Tag tone="due">{t(`organization.state.${view.state}`)}</Tag>}
        <h1>
          <Typed>{view.name}</Typed>
        </h1>
        <ul className="meta">
          <li>{t(`organization.public.kind.${view.kind}`)}</li>
          {view.creditCode === null ? null : <li>{view.creditCode}</li>}
          <li>
            <A to={paths.organization(view.id)}>{t('organization.page.publicPage')}</A>
          </li>
          <li>
            <A to={paths.organizationCredit(view.id)}>{t('credit.see')}</A>
          </li>
          {view.isRegistry && view.state !== 'ENDED' ? (
            <>
              <li>
                <A to={paths.bureauSupervision(view.id)}>{t('inspection.supervision.title')}</A>
              </li>
              {view.mayEnter ? (
                <>
                  <li>
                    <A to={paths.creditEnter(view.id)}>{t('credit.form.title')}</A>
                  </li>
                  <li>
                    <A to={paths.bureauRatingEnter(view.id)}>{t('rating.enter.title')}</A>
                  </li>
                </>
              ) : null}
            </>
          ) : null}
        </ul>
      </Sheet>
      <Sheet labelledBy="ties">
        <h2 id="ties">{t('tie.title')}</h2>
        {view.ties.length === 0 ? <p>{t('tie.none')}</p> : <TieList ties={view.ties} />}
        {view.tieBodies.length === 0 ? null : (
          <details open={tie.wasRefused ? true : undefined}>
            <summary>{t('tie.state')}</summary>
            <TieForm bodies={view.tieBodies} />
          </details>
        )}
      </Sheet>
      {view.isRegistry ? (
        <>
          <Hubs view={view} />
          <Ends view={view} />
        </>
      ) : null}
    </Page>
  )
}
