import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { budgetForm } from '#app/domain/venture/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type BudgetPage, readBudgetPage } from '#app/services/venture/queries/venture-bid.server.ts'
import { reviewBudget } from '#app/services/venture/review-budget.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { DateTimeField, MoneyField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { useStageCrumbs } from '#app/ui/venture/bid-crumbs.ts'
import { BudgetTable } from '#app/ui/venture/budget-table.tsx'
import { budgetTones } from '#app/ui/venture/tones.ts'

const params = z.object({ callId: z.uuid(), bidId: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { callId, bidId } }) => {
  const page = orNotFound(await readBudgetPage(ctx, bidId))
  return orNotFound(page.call.id === callId ? page : null)
})

export const action = pageAction(
  { may: 'officer', params },
  {
    review: on(budgetForm, async ({ ctx, params: { callId, bidId }, input }) => {
      const lines = input.lines.map(({ approved, reason }) => ({ approvedFen: approved, reason }))
      const outcome = await reviewBudget(ctx, { bidId, dueAt: input.dueAt, lines })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauBudgetReview(callId, bidId), 'venture.toast.budgetReviewed')
        : outcome
    }),
  },
)

export const meta = pageMeta<BudgetPage>(
  (t, { organization }) => `${t('venture.stage.budgetReview')} · ${organization}`,
)

export default function BudgetReview() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { money, deadline, dayOfInstant } = useFormat()
  const { review } = page
  return (
    <Page crumbs={useStageCrumbs(page)}>
      <Sheet>
        {review === null ? null : (
          <Tag tone={budgetTones[review.state]}>{t(`venture.budget.state.${review.state}`)}</Tag>
        )}
        <h1>{t('venture.stage.budgetReview')}</h1>
        <p>
          <A to={paths.bureauBid(page.call.id, page.bidId)}>
            <Typed>{page.organization}</Typed>
          </A>{' '}
          · <Typed>{page.call.title}</Typed>
        </p>
        {review === null ? (
          <p>{t(page.isAdmitted ? 'venture.budget.lead' : 'venture.budget.admitFirst')}</p>
        ) : (
          <Figures
            items={[
              { label: t('venture.budget.asked'), value: money(page.askedFen) },
              { label: t('venture.budget.approved'), value: money(review.approvedFen) },
              ...(review.isCut
                ? [
                    {
                      label: t('venture.budget.answerBy'),
                      value: dayOfInstant(review.dueAt),
                      note: deadline(review.dueAt),
                    },
                  ]
                : []),
            ]}
          />
        )}
        {review === null || review.declineReason === '' ? null : (
          <div className="notice">
            <h2>{t('venture.budget.declinedBecause')}</h2>
            <TypedText text={review.declineReason} />
          </div>
        )}
        {page.mayReview ? null : <BudgetTable page={page} />}
      </Sheet>
      {page.mayReview ? <ReviewSheet page={page} /> : null}
    </Page>
  )
}

const yuan = (fen: string) => fenToYuanText(toFen(BigInt(fen)))

function ReviewSheet({ page }: { page: BudgetPage }) {
  const t = useT()
  const { money } = useFormat()
  const form = useFormState('review', {
    dueAt: '',
    lines: page.lines.map(({ askedFen }) => ({ approved: yuan(askedFen), reason: '' })),
  })
  return (
    <Sheet labelledBy="lines">
      <h2 id="lines">{t('venture.budget.lines')}</h2>
      <PostForm form={form}>
        {page.lines.map((line, index) => (
          <fieldset key={index} className="budget-line">
            <legend>
              {line.item === '' ? t('venture.budget.whole') : <Typed>{line.item}</Typed>}
              {' · '}
              {money(line.askedFen)}
            </legend>
            {line.basis === '' ? null : (
              <p className="hint">
                <Typed>{line.basis}</Typed>
              </p>
            )}
            <MoneyField form={form} name={`lines[${index}].approved`} label={t('venture.budget.approvedLabel')} />
            <TextField
              form={form}
              name={`lines[${index}].reason`}
              label={t('venture.budget.reason')}
              optional={t('venture.budget.reasonWhen')}
            />
          </fieldset>
        ))}
        <DateTimeField
          form={form}
          name="dueAt"
          label={t('venture.budget.answerBy')}
          hint={t('venture.budget.answerByHint')}
        />
        <Submit>{t('venture.budget.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
