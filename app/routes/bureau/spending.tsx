import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { sampleForm } from '#app/domain/claim/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readSpendingPage, type SampleView, type SpendingPage } from '#app/services/claim/queries/spending.server.ts'
import { drawSample } from '#app/services/claim/review-expense.server.ts'
import { ExpenseTable } from '#app/ui/claim/expense-table.tsx'
import { SpendingSheet } from '#app/ui/claim/spending-sheet.tsx'
import { NumberField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readSpendingPage(ctx, id)),
)

export const action = pageAction(
  { may: 'body', params },
  {
    draw: on(sampleForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await drawSample(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauSpending(id), 'claim.toast.drawn') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: SpendingPage) => `${t('claim.title')} · ${page.title}`)

export default function BureauSpending() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.id), text: page.title }]}>
      <SpendingSheet spending={page} file={(format) => paths.bureauSpending(page.id, format)} />
      {page.samples.map((sample) => (
        <Sample key={sample.id} page={page} sample={sample} />
      ))}
      {page.may.sample ? <Drawing /> : null}
      <Sheet labelledBy="certified">
        <h2 id="certified">{t('claim.certifiedBatches')}</h2>
        {page.batches.length === 0 ? <p>{t('claim.noBatches')}</p> : null}
        {page.batches.map((batch) => (
          <details key={batch.id}>
            <summary>
              {t('claim.batch.title', { number: batch.number, from: day(batch.fromOn), to: day(batch.toOn) })}
            </summary>
            <ExpenseTable expenses={batch.expenses} lines={page.lines} to={paths.bureauExpense} />
          </details>
        ))}
      </Sheet>
    </Page>
  )
}

function Sample({ page, sample }: { page: SpendingPage; sample: SampleView }) {
  const t = useT()
  const { instant, number } = useFormat()
  const all = new Map(page.batches.flatMap(({ expenses }) => expenses).map((expense) => [expense.id, expense]))
  const id = `sample-${sample.number}`
  return (
    <Sheet labelledBy={id}>
      <h2 id={id}>{t('claim.sample.title', { number: sample.number })}</h2>
      <p>
        {t('claim.sample.drawn', {
          size: number(sample.size),
          population: number(sample.population),
          name: sample.drawnByName,
          at: instant(sample.drawnAt),
        })}
      </p>
      <p className="hash">
        {t('claim.sample.seed')} {sample.seed}
      </p>
      <ExpenseTable
        expenses={sample.items.flatMap(({ expenseId }) => all.get(expenseId) ?? [])}
        lines={page.lines}
        to={paths.bureauExpense}
      />
    </Sheet>
  )
}

function Drawing() {
  const t = useT()
  const form = useFormState('draw', { size: '10' })
  return (
    <Sheet labelledBy="draw">
      <h2 id="draw">{t('claim.sample.draw')}</h2>
      <p>{t('claim.sample.lead')}</p>
      <PostForm form={form}>
        <NumberField form={form} name="size" label={t('claim.sample.size')} />
        <TextField
          form={form}
          name="seed"
          label={t('claim.sample.seedLabel')}
          hint={t('claim.sample.seedHint')}
          optional
        />
        <Submit>{t('claim.sample.draw')}</Submit>
      </PostForm>
    </Sheet>
  )
}
