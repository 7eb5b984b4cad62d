import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { answerForm, complaintForm, remedyTextMax, subjectMax, withdrawForm } from '#app/domain/remedy/schema.ts'
import { remedyMeasures, remedyOutcomes } from '#app/domain/remedy/terms.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerRemedy, withdrawRemedy } from '#app/services/award/remedies/answer-remedy.server.ts'
import { fileComplaint } from '#app/services/award/remedies/file-remedy.server.ts'
import { readRemedyPage, type RemedyPage as View } from '#app/services/award/queries/remedies.server.ts'
import { RadioGroup, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { RemedyFileField } from '#app/ui/remedy/remedy-fields.tsx'
import { HeldBack, RemedyTag } from '#app/ui/remedy/remedy-list.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'signedIn', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readRemedyPage(ctx, id)),
)

export const action = pageAction(
  { may: 'signedIn', params, takesFile: true },
  {
    answer: on(answerForm, async ({ ctx, params: { id: remedyId }, input }) => {
      const outcome = await answerRemedy(ctx, { remedyId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.remedy(remedyId), 'remedy.toast.answered') : outcome
    }),
    withdraw: on(withdrawForm, async ({ ctx, params: { id: remedyId }, input: { version } }) => {
      const outcome = await withdrawRemedy(ctx, { remedyId, version })
      return outcome.ok ? redirectWithToast(ctx, paths.remedy(remedyId), 'remedy.toast.withdrawn') : outcome
    }),
    complain: on(complaintForm, async ({ ctx, params: { id: parentId }, input }) => {
      const outcome = await fileComplaint(ctx, { parentId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.remedy(outcome.remedyId), 'remedy.toast.filed') : outcome
    }),
  },
)

export const meta = pageMeta<View>((_, { subject }) => subject)

export default function RemedyPage() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  return (
    <Page
      crumbs={[
        { to: paths.calls(), text: t('common.nav.calls') },
        { to: paths.call(page.call.callNo), text: page.call.callNo },
      ]}
    >
      <Sheet>
        <RemedyTag state={page.state} isOverdue={page.isOverdue} />
        <h1>
          <Typed>{page.subject}</Typed>
        </h1>
        <p>
          <A to={paths.call(page.call.callNo)}>
            <Typed>{page.call.title}</Typed>
          </A>
        </p>
        <ul className="meta">
          <li>{t(`remedy.kind.${page.kind}`)}</li>
          <li>{t(`remedy.stage.${page.stage}`)}</li>
          <li>
            <Typed>{page.filerName}</Typed>
          </li>
          <li>{t('remedy.list.filed', { day: format.instant(page.filedAt) })}</li>
          {page.answerDueOn === null ? (
            <li>{t('remedy.noDue')}</li>
          ) : (
            <li>{t('remedy.list.due', { day: format.day(page.answerDueOn) })}</li>
          )}
        </ul>
        {page.state === 'FILED' && page.kind !== 'INQUIRY' && page.stage !== 'DOCUMENTS' ? (
          <HeldBack until={page.suspendsUntil} />
        ) : null}
        {page.parent === null ? null : (
          <p>
            <A to={paths.remedy(page.parent.id)}>{t('remedy.parent')}</A>
          </p>
        )}
        <h2>{t('remedy.facts')}</h2>
        <TypedText text={page.facts} />
        <h2>{t('remedy.request')}</h2>
        <TypedText text={page.request} />
        {page.files.length === 0 ? null : (
          <>
            <h2>{t('remedy.file')}</h2>
            <ul>
              {page.files.map(({ id, name }) => (
                <li key={id}>
                  <a href={paths.file(id)}>
                    <Typed>{name}</Typed>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </Sheet>
      {page.outcome === null ? null : (
        <Sheet labelledBy="answer">
          <h2 id="answer">{t(page.kind === 'COMPLAINT' ? 'remedy.decision' : 'remedy.answer')}</h2>
          <p>
            <strong>{t(`remedy.outcome.${page.outcome}`)}</strong>
            {page.measure === 'NONE' ? null : ` · ${t(`remedy.measure.${page.measure}`)}`}
          </p>
          <TypedText text={page.answer} />
          <ul className="meta">
            <li>
              <Typed>{page.answeredBy ?? ''}</Typed>
            </li>
            <li>{format.instant(page.answeredAt ?? '')}</li>
          </ul>
          {page.complaintId === null ? null : (
            <p>
              <A to={paths.remedy(page.complaintId)}>{t('remedy.toComplaint')}</A>
            </p>
          )}
        </Sheet>
      )}
      {page.may.answer ? <AnswerForm page={page} /> : null}
      {page.may.complain ? <ComplaintForm /> : null}
      {page.may.withdraw ? <WithdrawPart version={page.version} /> : null}
    </Page>
  )
}

function AnswerForm({ page }: { page: View }) {
  const t = useT()
  const form = useFormState('answer', { measure: 'NONE' })
  const measures = page.may.takeMeasure ? remedyMeasures : (['NONE'] as const)
  return (
    <Sheet labelledBy="reply">
      <h2 id="reply">{t(page.kind === 'COMPLAINT' ? 'remedy.decide' : 'remedy.reply')}</h2>
      <PostForm form={form} version={page.version}>
        <RadioGroup
          form={form}
          name="outcome"
          label={t('remedy.outcomeLabel')}
          options={remedyOutcomes.map((value) => ({ value, label: t(`remedy.outcome.${value}`) }))}
        />
        <RadioGroup
          form={form}
          name="measure"
          label={t('remedy.measureLabel')}
          hint={page.may.takeMeasure ? t('remedy.measureHint') : t('remedy.measureApprover')}
          options={measures.map((value) => ({
            value,
            label: t(`remedy.measure.${value}`),
            hint: t(`remedy.measureText.${value}`),
          }))}
        />
        <TextArea
          form={form}
          name="answer"
          label={t('remedy.answer')}
          hint={t('remedy.answerHint')}
          max={remedyTextMax}
        />
        <Submit>{t('remedy.submitAnswer')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function ComplaintForm() {
  const t = useT()
  const form = useFormState('complain')
  return (
    <Sheet labelledBy="complain">
      <h2 id="complain">{t('remedy.complain')}</h2>
      <p>{t('remedy.complainText')}</p>
      <PostForm form={form} withFiles>
        <TextField form={form} name="subject" label={t('remedy.subject')} maxLength={subjectMax} />
        <TextArea form={form} name="facts" label={t('remedy.facts')} max={remedyTextMax} />
        <TextArea form={form} name="request" label={t('remedy.request')} max={remedyTextMax} rows={3} />
        <RemedyFileField form={form} />
        <Submit>{t('remedy.complain')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function WithdrawPart({ version }: { version: number }) {
  const t = useT()
  const form = useFormState('withdraw')
  return (
    <Sheet>
      <p>{t('remedy.withdrawText')}</p>
      <ActionButton form={form} version={version} quiet>
        {t('remedy.withdraw')}
      </ActionButton>
    </Sheet>
  )
}
