import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { negotiationForm, singleMax } from '#app/domain/single-source/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type NegotiationPage,
  readNegotiationPage,
} from '#app/services/single-source/queries/single-source-page.server.ts'
import { recordNegotiation } from '#app/services/single-source/record-negotiation.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { DateField, MoneyField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NegotiationRecord } from '#app/ui/single-source/negotiation-record.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params: { callId } }) =>
  orNotFound(await readNegotiationPage(ctx, callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    record: on(negotiationForm, async ({ ctx, params: { callId }, input: { agreed, ...talk } }) => {
      const outcome = await recordNegotiation(ctx, { callId, ...talk, agreedFen: agreed })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauResult(callId), 'single.toast.negotiated') : outcome
    }),
  },
)

export const meta = pageMeta<NegotiationPage>((t, { call }) => `${t('single.negotiation.title')} · ${call.title}`)

export default function Negotiation() {
  const page = useLoaderData<typeof loader>()
  const { call, negotiation } = page
  const t = useT()
  const { wan, money } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(call.id), text: call.callNo },
      ]}
    >
      <Sheet>
        <h1>{t('single.negotiation.title')}</h1>
        <p>
          <Typed>{call.title}</Typed>
        </p>
        <Figures
          items={[
            { label: t('single.supplier'), value: <Typed>{page.organization}</Typed> },
            {
              label: t('single.negotiation.offered'),
              value: page.offeredFen === null ? '—' : money(page.offeredFen),
            },
            { label: t('common.money.budget'), value: wan(call.budgetFen) },
            { label: t('common.money.ceiling'), value: wan(call.ceilingFen) },
          ]}
        />
        {negotiation === null ? (
          <>
            <p>{t('single.negotiation.lead')}</p>
            {page.bidId === null ? (
              <p>{t('single.negotiation.notOpened')}</p>
            ) : page.isAdmitted ? null : (
              <p>
                <A to={paths.bureauReview(call.id)}>{t('review.goQualify')}</A>
              </p>
            )}
          </>
        ) : (
          <p>
            <A className="button" to={paths.bureauResult(call.id)}>
              {t('call.bureau.toResult')}
            </A>
          </p>
        )}
      </Sheet>
      {negotiation === null ? null : (
        <Sheet>
          <NegotiationRecord talk={{ ...negotiation, offeredFen: page.offeredFen ?? '0' }} />
        </Sheet>
      )}
      {page.mayRecord ? <RecordSheet /> : null}
    </Page>
  )
}

function RecordSheet() {
  const t = useT()
  const form = useFormState('record')
  return (
    <Sheet labelledBy="record">
      <h2 id="record">{t('single.negotiation.write')}</h2>
      <PostForm form={form}>
        <DateField form={form} name="heldOn" label={t('single.negotiation.heldOn')} />
        <TextField form={form} name="place" label={t('single.negotiation.place')} />
        <TextArea
          form={form}
          name="people"
          label={t('single.negotiation.people')}
          hint={t('single.negotiation.peopleHint')}
          rows={4}
        />
        <TextArea
          form={form}
          name="record"
          label={t('single.negotiation.record')}
          hint={t('single.negotiation.recordHint')}
          max={singleMax.record}
          rows={10}
        />
        <MoneyField
          form={form}
          name="agreed"
          label={t('single.negotiation.agreed')}
          hint={t('single.negotiation.agreedHint')}
        />
        <p>{t('single.negotiation.final')}</p>
        <Submit>{t('single.negotiation.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
