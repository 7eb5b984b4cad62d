import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { reasonForm } from '#app/domain/claim/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type ExpensePage, readExpense } from '#app/services/claim/queries/expense.server.ts'
import { answerQuestion } from '#app/services/claim/review-expense.server.ts'
import { ExpenseSheet } from '#app/ui/claim/expense-sheet.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readExpense(ctx, id)),
)

export const action = pageAction(
  { may: 'organization', params },
  {
    answer: on(reasonForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await answerQuestion(ctx, { expenseId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoSpending(outcome.projectId), 'claim.toast.answered') : outcome
    }),
  },
)

export const meta = pageMeta((t, expense: ExpensePage) => `${t('claim.item')} · ${expense.purpose}`)

export default function NgoExpense() {
  const expense = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.ngoProject(expense.projectId), text: expense.projectTitle },
        { to: paths.ngoSpending(expense.projectId), text: t('claim.title') },
      ]}
    >
      <ExpenseSheet expense={expense} />
      {expense.may.answer ? <Answering expense={expense} /> : null}
    </Page>
  )
}

function Answering({ expense }: { expense: ExpensePage }) {
  const t = useT()
  const form = useFormState('answer')
  return (
    <Sheet labelledBy="answer">
      <h2 id="answer">{t('claim.toAnswer')}</h2>
      <PostForm form={form} version={expense.version}>
        <TextArea form={form} name="reason" label={t('claim.answer')} max={1000} rows={4} />
        <Submit>{t('claim.sendAnswer')}</Submit>
      </PostForm>
    </Sheet>
  )
}
