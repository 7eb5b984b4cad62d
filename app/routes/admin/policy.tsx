import { useLoaderData } from '@remix-run/react'
import { policyAmendForm, policyEndForm, policyMax, policyParams } from '#app/domain/policy-document/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { amendPolicy, endPolicy } from '#app/services/policy-document/keep-document.server.ts'
import { readPolicyForm } from '#app/services/policy-document/queries/policy-page.server.ts'
import { DateField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { AdminPage } from './admin-page.tsx'
import { PolicyFields } from './policy-fields.tsx'

export const loader = pageLoader({ may: 'administrator', params: policyParams }, async ({ ctx, params: { id } }) =>
  orNotFound(await readPolicyForm(ctx, id)),
)

export const action = pageAction(
  { may: 'administrator', params: policyParams },
  {
    amend: on(policyAmendForm, async ({ ctx, input, params: { id } }) => {
      const outcome = await amendPolicy(ctx, { ...input, id })
      return outcome.ok ? redirectWithToast(ctx, paths.policy(id), 'policy-document.toast.amended') : outcome
    }),
    end: on(policyEndForm, async ({ ctx, input, params: { id } }) => {
      const outcome = await endPolicy(ctx, { ...input, id })
      return outcome.ok ? redirectWithToast(ctx, paths.policy(id), 'policy-document.toast.ended') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('policy-document.keep.amend'))

export default function AdminPolicy() {
  const { id, version, titleZh, stored } = useLoaderData<typeof loader>()
  const t = useT()
  const amend = useFormState('amend', stored)
  const end = useFormState('end')
  return (
    <AdminPage crumbs={[{ to: paths.adminPolicies(), text: t('policy-document.title') }]}>
      <Sheet>
        <h1 lang="zh-CN">{titleZh}</h1>
        <p>
          <A to={paths.policy(id)}>{t('need.board.publicPage')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="end">
        <h2 id="end">{t('policy-document.keep.end')}</h2>
        <p>{t('policy-document.keep.endLead')}</p>
        <PostForm form={end} version={version} label={t('policy-document.keep.end')}>
          <DateField form={end} name="endsOn" label={t('policy-document.label.inForceUntil')} />
          <TextArea
            form={end}
            name="reason"
            label={t('policy-document.label.reason')}
            max={policyMax.reason}
            rows={2}
          />
          <Submit quiet>{t('policy-document.keep.end')}</Submit>
        </PostForm>
      </Sheet>
      <Sheet labelledBy="amend">
        <h2 id="amend">{t('policy-document.keep.amend')}</h2>
        <PostForm form={amend} version={version} label={t('policy-document.keep.amend')}>
          <PolicyFields form={amend} />
          <TextArea
            form={amend}
            name="reason"
            label={t('policy-document.label.reason')}
            hint={t('policy-document.hint.reason')}
            max={policyMax.reason}
            rows={2}
          />
          <Submit>{t('common.action.save')}</Submit>
        </PostForm>
      </Sheet>
    </AdminPage>
  )
}
