import { useLoaderData } from '@remix-run/react'
import { assignmentForm } from '#app/domain/assignment/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { proposeAssignment } from '#app/services/assignment/assignment.server.ts'
import { readAssignmentBoard } from '#app/services/assignment/queries/assignments.server.ts'
import { AssignmentTable } from '#app/ui/assignment/assignment-parts.tsx'
import { ProposeForm } from '#app/ui/assignment/propose-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readAssignmentBoard(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    propose: on(assignmentForm, async ({ ctx, input }) => {
      const outcome = await proposeAssignment(ctx, input)
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauResponsibility(outcome.assignmentId), 'assignment.toast.proposed')
        : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('assignment.board.title'))

export default function ResponsibilityBoard() {
  const { rows, bodies, offices } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('assignment.board.title')}</h1>
        <p>{t('assignment.board.lead')}</p>
        <p>
          {t('assignment.board.jointHint')} <A to={paths.responsibilities()}>{t('assignment.board.public')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="list">
        <h2 id="list">{t('assignment.board.list')}</h2>
        {rows.length === 0 ? (
          <p>{t('assignment.board.none')}</p>
        ) : (
          <AssignmentTable rows={rows} to={paths.bureauResponsibility} />
        )}
      </Sheet>
      {offices.length === 0 ? null : (
        <Sheet labelledBy="propose">
          <h2 id="propose">{t('assignment.form.title')}</h2>
          <ProposeForm offices={offices} bodies={bodies} />
        </Sheet>
      )}
    </Page>
  )
}
