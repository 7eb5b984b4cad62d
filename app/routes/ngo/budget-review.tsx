import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { acceptBudgetForm, declineBudgetForm, declineMax } from '#app/domain/venture/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type BudgetPage, readBudgetPage } from '#app/services/venture/queries/venture-bid.server.ts'
import { answerBudget } from '#app/services/venture/review-budget.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { useOwnCrumbs } from '#app/ui/venture/bid-crumbs.ts'
import { BudgetTable } from '#app/ui/venture/budget-table.tsx'
import { budgetTones } from '#app/ui/venture/tones.ts'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const page = orNotFound(await readBudgetPage(ctx, bidId))
  return orNotFound(page.review === null ? null : { ...page, review: page.review })
})

export const action = pageAction(
  { may: 'organization', params },
  {
    accept: on(acceptBudgetForm, async ({ ctx, params: { bidId }, input }) => {
      const outcome = await answerBudget(ctx, { bidId, ...input, declineReason: undefined })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoBudgetReview(bidId), 'venture.toast.budgetAccepted') : outcome
    }),
    decline: on(declineBudgetForm, async ({ ctx, params: { bidId }, input: { version, reason } }) => {
      const outcome = await answerBudget(ctx, { bidId, version, declineReason: reason })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoBid(bidId), 'venture.toast.budgetDeclined') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('venture.stage.budgetReview'))

export default function OwnBudgetReview() {
  const page = useLoaderData<typeof loader>()
  const { review } = page
  const t = useT()
  const { money, deadline, dayOfInstant } = useFormat()
  return (
    <Page crumbs={useOwnCrumbs(page)}>
      <Sheet>
        <Tag tone={budgetTones[review.state]}>{t(`venture.budget.state.${review.state}`)}</Tag>
        <h1>{t('venture.stage.budgetReview')}</h1>
        <p>
          <Typed>{page.call.title}</Typed>
        </p>
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
        <p>{t(`venture.budget.own.${review.isCut ? review.state : 'uncut'}`)}</p>
        <BudgetTable page={page} />
        {page.mayAnswer ? (
          <Answer version={review.version} />
        ) : review.state === 'OFFERED' ? (
          <p className="note">{t('venture.budget.own.whoAnswers')}</p>
        ) : null}
      </Sheet>
    </Page>
  )
}

function Answer({ version }: { version: NonNullable<BudgetPage['review']>['version'] }) {
  const t = useT()
  const accept = useFormState('accept')
  const decline = useFormState('decline')
  return (
    <>
      <ActionButton form={accept} version={version}>
        {t('venture.budget.own.accept')}
      </ActionButton>
      <details open={decline.wasRefused}>
        <summary>{t('venture.budget.own.decline')}</summary>
        <p>{t('venture.budget.own.declineText')}</p>
        <PostForm form={decline} version={version}>
          <TextArea form={decline} name="reason" label={t('venture.budget.own.reason')} max={declineMax} rows={4} />
          <Submit grave>{t('venture.budget.own.decline')}</Submit>
        </PostForm>
      </details>
    </>
  )
}
