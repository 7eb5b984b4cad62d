import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { askForm } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { askQuestion } from '#app/services/call/ask-question.server.ts'
import { readAskPage } from '#app/services/call/queries/questions.server.ts'
import { QuestionList } from '#app/ui/call/question-list.tsx'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ callNo: z.string().max(40) })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { callNo } }) =>
  orNotFound(await readAskPage(ctx, callNo)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    ask: on(askForm, async ({ ctx, params: { callNo }, input }) => {
      const outcome = await askQuestion(ctx, { callNo, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoQuestions(callNo), 'call.toast.asked') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.questions.askTitle'))

export default function AskPage() {
  const { callNo, title, lastDay, isOpen, organizations, own } = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const [only] = organizations
  const form = useFormState('ask', { organizationId: only?.id })
  return (
    <Page crumbs={[{ to: paths.call(callNo), text: callNo }]}>
      <Sheet>
        <h1>{t('call.questions.askTitle')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('call.questions.askLead')}</p>
        {isOpen && organizations.length > 0 ? (
          <>
            {lastDay === null ? null : <p>{t('call.questions.until', { day: day(lastDay) })}</p>}
            <PostForm form={form}>
              {organizations.length === 1 ? (
                <input type="hidden" name="organizationId" value={only?.id} />
              ) : (
                <SelectField
                  form={form}
                  name="organizationId"
                  label={t('call.questions.organization')}
                  options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
              <TextArea
                form={form}
                name="text"
                label={t('call.questions.text')}
                hint={t('call.questions.textHint')}
                max={1000}
                rows={5}
              />
              <Submit>{t('call.questions.send')}</Submit>
            </PostForm>
          </>
        ) : (
          <p className="notice">{t('call.questions.closed')}</p>
        )}
      </Sheet>
      {own.length === 0 ? null : (
        <Sheet labelledBy="own">
          <h2 id="own">{t('call.questions.own')}</h2>
          <QuestionList questions={own} />
        </Sheet>
      )}
    </Page>
  )
}
