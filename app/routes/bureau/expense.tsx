import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { reasonForm } from '#app/domain/claim/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type ExpensePage, readExpense } from '#app/services/claim/queries/expense.server.ts'
import { reviewExpense } from '#app/services/claim/review-expense.server.ts'
import { ExpenseSheet } from '#app/ui/claim/expense-sheet.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readExpense(ctx, id)),
)

const step = (event: 'accept' | 'question' | 'disallow', toast: 'accepted' | 'questioned' | 'disallowed') =>
  on<typeof reasonForm, z.output<typeof params>>(reasonForm, async ({ ctx, params: { id }, input }) => {
    const outcome = await reviewExpense(ctx, event, { expenseId: id, ...input })
    return outcome.ok
      ? redirectWithToast(ctx, paths.bureauSpending(outcome.projectId), `claim.toast.${toast}`)
      : outcome
  })

export const action = pageAction(
  { may: 'body', params },
  {
    accept: step('accept', 'accepted'),
    question: step('question', 'questioned'),
    disallow: step('disallow', 'disallowed'),
  },
)

export const meta = pageMeta((t, expense: ExpensePage) => `${t('claim.item')} · ${expense.purpose}`)

export default function BureauExpense() {
  const expense = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page
      crumbs={[
        { to: paths.bureauProject(expense.projectId), text: expense.projectTitle },
        { to: paths.bureauSpending(expense.projectId), text: t('claim.title') },
      ]}
    >
      <ExpenseSheet expense={expense} />
      {(['accept', 'question', 'disallow'] as const).map((event) =>
        expense.may[event] ? <Step key={event} event={event} expense={expense} /> : null,
      )}
    </Page>
  )
}

function Step({ event, expense }: { event: 'accept' | 'question' | 'disallow'; expense: ExpensePage }) {
  const t = useT()
  const form = useFormState(event)
  return (
    <Sheet labelledBy={event}>
      <h2 id={event}>{t(`claim.review.${event}`)}</h2>
      <p>{t(`claim.review.${event}Lead`)}</p>
      <PostForm form={form} version={expense.version}>
        <TextArea form={form} name="reason" label={t('claim.review.reason')} max={1000} rows={3} />
        <Submit quiet={event === 'question'} grave={event === 'disallow'}>
          {t(`claim.review.${event}`)}
        </Submit>
      </PostForm>
    </Sheet>
  )
}
