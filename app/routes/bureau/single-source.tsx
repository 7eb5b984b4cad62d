import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import {
  answerSingleForm,
  noticeSingleForm,
  singleMax,
  singleSourceForm,
  singleSourceGrounds,
} from '#app/domain/single-source/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerSingle } from '#app/services/single-source/object-single.server.ts'
import { readSingleSource, type SinglePage } from '#app/services/single-source/queries/single-source-page.server.ts'
import { noticeSingleSource, setSingleSource } from '#app/services/single-source/set-single-source.server.ts'
import { MoneyField, RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ObjectionTexts, SingleArgument } from '#app/ui/single-source/notice.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body', params: callParams }, async ({ ctx, params: { callId } }) => {
  const page = orNotFound(await readSingleSource(ctx, callId))
  return orNotFound(ctx.actor.bodies.length > 0 ? page : null)
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(singleSourceForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await setSingleSource(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSingleSource(callId), 'single.toast.saved') : outcome
    }),
    notice: on(noticeSingleForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await noticeSingleSource(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSingleSource(callId), 'single.toast.noticed') : outcome
    }),
    answer: on(answerSingleForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await answerSingle(ctx, { callId, ...input, isUpheld: input.isUpheld === 'yes' })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSingleSource(callId), 'single.toast.answered') : outcome
    }),
  },
)

export const meta = pageMeta<SinglePage>((t, { call }) => `${t('single.title')} · ${call.title}`)

export default function BureauSingleSource() {
  const page = useLoaderData<typeof loader>()
  const { call, source } = page
  const t = useT()
  const { day } = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(call.id), text: call.title },
      ]}
    >
      <Sheet>
        <h1>{t('single.title')}</h1>
        <p>
          <Typed>{call.title}</Typed>
        </p>
        <p>{t('single.lead')}</p>
        {source?.endsOn == null ? null : (
          <p className="notice">
            {t(source.isRunning ? 'single.standsUntil' : 'single.stoodUntil', { day: day(source.endsOn) })}{' '}
            <A to={paths.singleSource(call.id)}>{t('single.publicPage')}</A>
          </p>
        )}
        {page.may.notice ? <NoticePart version={page.version} /> : null}
      </Sheet>
      {page.may.edit ? <EditSheet page={page} /> : source === null ? null : <SingleArgument source={source} />}
      {source?.objections.map((objection) => (
        <Sheet key={objection.id}>
          <h2>{t('single.objection.title')}</h2>
          <ObjectionTexts objection={objection} />
          {objection.answeredAt === null && page.may.answer ? <Answer objection={objection} /> : null}
        </Sheet>
      ))}
    </Page>
  )
}

function NoticePart({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('notice')
  return (
    <>
      <p>{t('single.noticeText')}</p>
      <ActionButton form={form} version={version}>
        {t('single.notice')}
      </ActionButton>
    </>
  )
}

const emptyRow = { name: '', employer: '', title: '', opinion: '' }

function EditSheet({ page: { source, version } }: { page: SinglePage }) {
  const t = useT()
  const form = useFormState('save', {
    ground: source?.ground ?? 'ONLY_SUPPLIER',
    argument: source?.argument ?? '',
    creditCode: source?.creditCode ?? '',
    original: source?.originalFen == null ? '' : fenToYuanText(toFen(BigInt(source.originalFen))),
    opinions: source === null || source.opinions.length === 0 ? [emptyRow, emptyRow, emptyRow] : source.opinions,
  })
  return (
    <Sheet labelledBy="edit">
      <h2 id="edit">{t('single.groundTitle')}</h2>
      <PostForm form={form} version={version}>
        <EnterSaves />
        <RadioGroup
          form={form}
          name="ground"
          label={t('single.groundLabel')}
          options={singleSourceGrounds.map((value) => ({ value, label: t(`single.ground.${value}`) }))}
        />
        <MoneyField
          form={form}
          name="original"
          label={t('single.originalLabel')}
          hint={t('single.originalHint')}
          optional={t('single.originalWhen')}
        />
        <TextArea
          form={form}
          name="argument"
          label={t('single.argument')}
          hint={t('single.argumentHint')}
          max={singleMax.argument}
          rows={6}
        />
        <TextField form={form} name="creditCode" label={t('single.creditCode')} hint={t('single.creditCodeHint')} />
        <h3>{t('single.opinions')}</h3>
        <p>{t('single.opinionsHint')}</p>
        {Array.from({ length: form.rows('opinions') }, (_, index) => (
          <fieldset key={index} className="budget-line" id={rowId(form, 'opinions', index)}>
            <legend>{t('single.expert', { number: index + 1 })}</legend>
            <TextField form={form} name={`opinions[${index}].name`} label={t('single.expertName')} />
            <TextField form={form} name={`opinions[${index}].employer`} label={t('single.expertEmployer')} />
            <TextField form={form} name={`opinions[${index}].title`} label={t('single.expertTitle')} />
            <TextArea
              form={form}
              name={`opinions[${index}].opinion`}
              label={t('single.expertOpinion')}
              max={singleMax.opinion}
              rows={4}
            />
            <RemoveRow
              form={form}
              name="opinions"
              index={index}
              label={t('single.removeExpert', { number: index + 1 })}
            >
              {t('common.action.remove')}
            </RemoveRow>
          </fieldset>
        ))}
        <p>
          <AddRow form={form} name="opinions" row={emptyRow}>
            {t('common.action.add')}
          </AddRow>
        </p>
        <Submit>{t('single.save')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Answer({ objection }: { objection: NonNullable<SinglePage['source']>['objections'][number] }) {
  const t = useT()
  const form = useRowForm('answer', 'objectionId', objection.id)
  return (
    <PostForm form={form} version={objection.version}>
      <input type="hidden" name="objectionId" value={objection.id} />
      <RadioGroup
        form={form}
        name="isUpheld"
        label={t('single.objection.decide')}
        options={[
          { value: 'no', label: t('single.objection.dismissed') },
          { value: 'yes', label: t('single.objection.upheld') },
        ]}
      />
      <TextArea
        form={form}
        name="answer"
        label={t('single.objection.answer')}
        hint={t('single.objection.answerHint')}
        max={singleMax.facts}
        rows={5}
      />
      <Submit>{t('single.objection.send')}</Submit>
    </PostForm>
  )
}
