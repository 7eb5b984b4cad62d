import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { assignmentForm } from '#app/domain/assignment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { proposeAssignment } from '#app/services/assignment/assignment.server.ts'
import { readJointStart } from '#app/services/assignment/queries/assignments.server.ts'
import { ProposeForm } from '#app/ui/assignment/propose-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ organizationId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { organizationId } }) =>
  orNotFound(await readJointStart(ctx, organizationId)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    propose: on(assignmentForm, async ({ ctx, params: { organizationId }, input }) => {
      const outcome = await proposeAssignment(ctx, { ...input, organizationId })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauResponsibility(outcome.assignmentId), 'assignment.toast.proposed')
        : outcome
    }),
  },
)

export const meta = pageMeta((t, { organization }: { organization: { name: string } }) =>
  t('assignment.joint.title', { name: organization.name }),
)

export default function JointSupervision() {
  const { organization, offices, bodies, records } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.bureauSupervision(organization.id), text: organization.name }]}>
      <Sheet>
        <h1>{t('assignment.joint.title', { name: organization.name })}</h1>
        <p>{t('assignment.joint.lead')}</p>
        <ProposeForm offices={offices} bodies={bodies} records={records} />
      </Sheet>
    </Page>
  )
}
