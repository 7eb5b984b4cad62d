import { useLoaderData } from '@remix-run/react'
import { policyForm } from '#app/domain/policy-document/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { enterPolicy } from '#app/services/policy-document/keep-document.server.ts'
import { readPolicies } from '#app/services/policy-document/queries/policies.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { PolicyRows } from '#app/ui/policy-document/policy-rows.tsx'
import { AdminPage } from './admin-page.tsx'
import { PolicyFields } from './policy-fields.tsx'

export const loader = pageLoader({ may: 'administrator' }, ({ ctx, url }) =>
  readPolicies(ctx, {}, url.searchParams.get('after')),
)

export const action = pageAction(
  { may: 'administrator' },
  {
    enter: on(policyForm, async ({ ctx, input }) => {
      const outcome = await enterPolicy(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.policy(outcome.id), 'policy-document.toast.entered') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('policy-document.title'))

export default function AdminPolicies() {
  const { policies, next } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('enter', { level: 'NATION', isConfirmed: 'no' })
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('policy-document.title')}</h1>
        <p>{t('policy-document.keep.lead')}</p>
        <p>
          <A to={paths.policies()}>{t('need.board.publicPage')}</A>
        </p>
        <details open={form.cameBack ? true : undefined}>
          <summary>{t('policy-document.keep.enter')}</summary>
          <PostForm form={form}>
            <PolicyFields form={form} />
            <Submit>{t('policy-document.keep.enter')}</Submit>
          </PostForm>
        </details>
      </Sheet>
      <Sheet labelledBy="documents">
        <h2 id="documents">{t('policy-document.keep.documents')}</h2>
        {policies.length === 0 ? <p>{t('policy-document.none')}</p> : null}
        <PolicyRows policies={policies} to={paths.adminPolicy} />
        <Pager next={next} />
      </Sheet>
    </AdminPage>
  )
}
