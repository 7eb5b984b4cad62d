import { useLoaderData } from '@remix-run/react'
import { callParams, editCallForm } from '#app/domain/call/schema.ts'
import { toDateTimeInput } from '#app/domain/shared/day.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { editCall } from '#app/services/call/edit-call.server.ts'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { readCallOptions } from '#app/services/call/queries/call-options.server.ts'
import { CallFields, useCallLabels } from '#app/ui/call/call-form.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  return {
    id: row.id,
    version: row.version,
    bodyId: row.body_id,
    title: row.title,
    values: {
      title: row.title,
      method: row.method,
      instrument: row.instrument,
      fundingKind: row.funding_kind,
      field: row.field,
      regionId: row.region_id,
      docNo: row.doc_no,
      summary: row.summary,
      requirement: row.requirement,
      beneficiaries: row.beneficiaries,
      budget: fenToYuanText(toFen(BigInt(row.budget_fen))),
      ceiling: fenToYuanText(toFen(BigInt(row.ceiling_fen))),
      fundId: row.fund_id ?? '',
      bidDeadlineAt: toDateTimeInput(row.bid_deadline_at),
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      quorum: String(row.quorum),
    },
    options: await readCallOptions(ctx),
  }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(editCallForm, async ({ ctx, params, input }) => {
      const outcome = await editCall(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCall(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.form.editTitle'))

export default function EditCall() {
  const { id, version, bodyId, title, values, options } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', values)
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('call.form.editTitle')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <PostForm form={form} version={version} labels={useCallLabels()}>
          <CallFields form={form} options={options} bodyId={bodyId} />
          <div className="actions">
            <Submit>{t('call.form.saveAndBack')}</Submit>
            <A className="button quiet" to={paths.bureauCall(id)}>
              {t('call.bureau.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}
