import { useLoaderData } from '@remix-run/react'
import { amendForm, callLimits, callParams, versionForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { discardAmendment, proposeAmendment, publishAmendment } from '#app/services/call/amend-call.server.ts'
import { readAmendPage } from '#app/services/call/queries/amendments.server.ts'
import { Amendment } from '#app/ui/call/amendment.tsx'
import { DateField, DateTimeField, MoneyField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body', params: callParams }, async ({ ctx, params }) =>
  orNotFound(await readAmendPage(ctx, params.callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    propose: on(amendForm, async ({ ctx, params, input }) => {
      const outcome = await proposeAmendment(ctx, { ...params, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCallAmend(params.callId), 'call.toast.amendmentProposed')
        : outcome
    }),
    publish: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await publishAmendment(ctx, { ...params, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCallAmend(params.callId), 'call.toast.amended', { number: outcome.number })
        : outcome
    }),
    discard: on(versionForm, async ({ ctx, params, input }) => {
      const outcome = await discardAmendment(ctx, { ...params, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCallAmend(params.callId), 'call.toast.amendmentDiscarded')
        : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.amendment.title'))

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function AmendCall() {
  const view = useLoaderData<typeof loader>()
  const { id, title, amendments, proposal } = view
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('call.amendment.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('call.amendment.lead')}</p>
        {amendments.length === 0 ? <p>{t('call.amendment.none')}</p> : null}
        {amendments.map((amendment) => (
          <Amendment key={amendment.number} amendment={amendment} />
        ))}
      </Sheet>
      {proposal !== null ? <Proposal view={view} /> : view.may.amend ? <Write view={view} /> : null}
    </Page>
  )
}

function Proposal({ view: { proposal, version, may } }: { view: View }) {
  const t = useT()
  const publish = useFormState('publish')
  const discard = useFormState('discard')
  if (proposal === null) return null
  return (
    <Sheet labelledBy="proposed">
      <h2 id="proposed">{t('call.amendment.proposed')}</h2>
      <Amendment amendment={proposal} />
      {may.publish ? (
        <ActionButton form={publish} version={version}>
          {t('call.amendment.publish')}
        </ActionButton>
      ) : (
        <p>{t('call.amendment.waiting')}</p>
      )}
      {may.amend ? (
        <ActionButton form={discard} version={version} quiet>
          {t('call.amendment.discard')}
        </ActionButton>
      ) : null}
    </Sheet>
  )
}

function Write({ view: { values, version } }: { view: View }) {
  const t = useT()
  const form = useFormState('propose', values)
  return (
    <Sheet labelledBy="write">
      <h2 id="write">{t('call.amendment.write')}</h2>
      <PostForm form={form} version={version}>
        <TextArea
          form={form}
          name="reason"
          label={t('call.amendment.reason')}
          hint={t('call.amendment.reasonHint')}
          max={500}
          rows={3}
        />
        <DateTimeField form={form} name="bidDeadlineAt" label={t('call.form.deadline')} />
        <TextArea form={form} name="summary" label={t('call.form.summary')} max={callLimits.summary} rows={3} />
        <TextArea
          form={form}
          name="requirement"
          label={t('call.form.requirement')}
          max={callLimits.requirement}
          rows={12}
        />
        <TextArea
          form={form}
          name="beneficiaries"
          label={t('call.form.beneficiaries')}
          max={callLimits.beneficiaries}
          rows={3}
        />
        <MoneyField form={form} name="ceiling" label={t('call.form.ceiling')} />
        <div className="two">
          <DateField form={form} name="startsOn" label={t('call.form.startsOn')} />
          <DateField form={form} name="endsOn" label={t('call.form.endsOn')} />
        </div>
        <Submit>{t('call.amendment.propose')}</Submit>
      </PostForm>
    </Sheet>
  )
}
