import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type AssignmentPage, readAssignment } from '#app/services/assignment/queries/assignments.server.ts'
import { AssignmentSheets } from '#app/ui/assignment/assignment-parts.tsx'
import { Page } from '#app/ui/layout/page.tsx'

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id } }) => orNotFound(await readAssignment(ctx, id, true)),
)

export const meta = pageMeta<AssignmentPage>((_t, { title }) => title)

export default function Responsibility() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.responsibilities(), text: t('assignment.title') }]}>
      <AssignmentSheets page={page} />
    </Page>
  )
}
