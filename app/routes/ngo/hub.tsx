import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import {
  askMembershipForm,
  hubReportForm,
  membershipStep,
  recommendationStep,
  recommendForm,
} from '#app/domain/hub/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { agreeMembership, askMembership, endMembership } from '#app/services/hub/membership.server.ts'
import { readHubPage } from '#app/services/hub/queries/hub-page.server.ts'
import { publishHubReport, recommendMember, withdrawRecommendation } from '#app/services/hub/speak.server.ts'
import { AskForm, HubMembers } from '#app/ui/hub/hub-members.tsx'
import { HubReportForm, HubReports } from '#app/ui/hub/hub-reports.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readHubPage(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    join: on(askMembershipForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await askMembership(ctx, { ...input, organizationId: id, asksAs: 'MEMBER' })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHub(id), 'hub.toast.asked') : outcome
    }),
    invite: on(askMembershipForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await askMembership(ctx, { ...input, organizationId: id, asksAs: 'HUB' })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHub(id), 'hub.toast.asked') : outcome
    }),
    agree: on(membershipStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await agreeMembership(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHub(id), 'hub.toast.agreed') : outcome
    }),
    leave: on(membershipStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await endMembership(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHub(id), 'hub.toast.ended') : outcome
    }),
    recommend: on(recommendForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await recommendMember(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHub(id), 'hub.toast.recommended') : outcome
    }),
    withdraw: on(recommendationStep, async ({ ctx, params: { id }, input }) => {
      const outcome = await withdrawRecommendation(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHub(id), 'hub.toast.withdrawn') : outcome
    }),
    report: on(hubReportForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await publishHubReport(ctx, { ...input, organizationId: id })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoHub(id), 'hub.toast.reported') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('hub.title'))

export default function HubPage() {
  const view = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(view.id), text: view.name }]}>
      <Sheet>
        <h1>{t('hub.title')}</h1>
        <p>{t('hub.lead')}</p>
        <h2>{t('hub.ofHubs')}</h2>
        {view.hubs.length === 0 ? <p>{t('hub.inNone')}</p> : <HubMembers rows={view.hubs} side="MEMBER" view={view} />}
        {view.mayBind ? <AskForm intent="join" /> : null}
      </Sheet>
      {view.isHub ? (
        <>
          <Sheet>
            <h2>{t('hub.members')}</h2>
            {view.members.length === 0 ? (
              <p>{t('hub.noMembers')}</p>
            ) : (
              <HubMembers rows={view.members} side="HUB" view={view} />
            )}
            {view.mayBind ? <AskForm intent="invite" /> : null}
          </Sheet>
          <Sheet>
            <h2>{t('hub.reports')}</h2>
            {view.reports.length === 0 ? <p>{t('hub.noReports')}</p> : <HubReports reports={view.reports} />}
            {view.mayReport ? <HubReportForm /> : null}
          </Sheet>
        </>
      ) : null}
    </Page>
  )
}
