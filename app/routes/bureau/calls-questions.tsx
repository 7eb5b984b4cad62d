import { useLoaderData } from '@remix-run/react'
import { answerForm, callParams } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { answerQuestion } from '#app/services/call/answer-question.server.ts'
import { type QuestionView, readBureauQuestions } from '#app/services/call/queries/questions.server.ts'
import { QuestionList } from '#app/ui/call/question-list.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'body', params: callParams }, async ({ ctx, params }) =>
  orNotFound(await readBureauQuestions(ctx, params.callId)),
)

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    answer: on(answerForm, async ({ ctx, params, input }) => {
      const outcome = await answerQuestion(ctx, { ...params, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauCallQuestions(params.callId), 'call.toast.answered')
        : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('call.questions.title'))

export default function CallQuestions() {
  const { id, title, questions, mayAnswer } = useLoaderData<typeof loader>()
  const t = useT()
  const open = questions.filter(({ answeredAt }) => answeredAt === null)
  const answered = questions.filter(({ answeredAt }) => answeredAt !== null)
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('call.questions.title')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        {questions.length === 0 ? <p>{t('call.questions.none')}</p> : null}
        {open.length === 0 ? null : <h2>{t('call.questions.unanswered', { count: open.length })}</h2>}
        {open.map((question) => (
          <OpenQuestion key={question.id} question={question} mayAnswer={mayAnswer} />
        ))}
        {answered.length === 0 ? null : <QuestionList questions={answered} />}
      </Sheet>
    </Page>
  )
}

function OpenQuestion({ question, mayAnswer }: { question: QuestionView; mayAnswer: boolean }) {
  const t = useT()
  const form = useFormState('answer')
  // What was typed belongs to the question it was typed for.
  const isThis = form.value('questionId') === question.id
  const blank = { ...form, value: () => '', errors: () => [], wasRefused: false }
  return (
    <section>
      <TypedText text={question.text} />
      {mayAnswer ? (
        <PostForm form={isThis ? form : blank}>
          <input type="hidden" name="questionId" value={question.id} />
          <TextArea
            form={isThis ? form : blank}
            name="answer"
            label={t('call.questions.answer')}
            hint={t('call.questions.answerHint')}
            max={3000}
            rows={4}
          />
          <Submit>{t('call.questions.publish')}</Submit>
        </PostForm>
      ) : null}
    </section>
  )
}
