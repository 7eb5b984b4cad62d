import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { asksPrice, budgetSum } from '#app/domain/bid/ready.ts'
import { asksKinds } from '#app/domain/bid/cost-caps.ts'
import { type BudgetInput, budgetInput, cofundingToKeep, lineKindOf, linesToKeep } from '#app/domain/bid/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { autosaved, wantsJson } from '#app/http/autosaved.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { savedToast } from '#app/http/saved-toast.ts'
import { useT } from '#app/i18n/provider.tsx'
import { contentView } from '#app/services/bid/content-view.ts'
import { drawnFrom } from '#app/services/bid/draft-digests.server.ts'
import { askedOf, bidHead, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { saveBudget } from '#app/services/bid/save-draft.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { CofundingFields } from '#app/ui/cofunding/cofunding-fields.tsx'
import { CofundingTable } from '#app/ui/cofunding/cofunding-table.tsx'
import { MatchingStanding } from '#app/ui/cofunding/matching-standing.tsx'
import { BidBudget as Budget, BudgetLines } from '#app/ui/bid/bid-content.tsx'
import { BudgetLineFields } from '#app/ui/bid/budget-line-fields.tsx'
import { CostCaps } from '#app/ui/bid/cost-caps.tsx'
import { BidHead, useBidCrumbs } from '#app/ui/bid/bid-head.tsx'
import { DrawnFrom, conflictsOf } from '#app/ui/bid/drawn-from.tsx'
import { MergedField } from '#app/ui/bid/merged-field.tsx'
import { AutosaveStatus } from '#app/ui/form/autosave-status.tsx'
import { MoneyField } from '#app/ui/form/fields.tsx'
import { fieldId, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves } from '#app/ui/form/rows.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const params = z.object({ bidId: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { bidId } }) => {
  const bid = orNotFound(await readOwnBid(ctx, bidId))
  if (bid.draft === undefined) throw goTo(ctx, paths.ngoBid(bidId))
  const { content, budgetVersion } = bid.draft
  return {
    head: bidHead(bid),
    content: contentView(content, bid),
    sumFen: String(budgetSum(content)),
    isPriceScored: asksPrice(askedOf(bid)),
    caps: bid.caps,
    matching: bid.matching,
    version: budgetVersion,
    base: drawnFrom('budget', content),
    mayEdit: bid.may.edit,
    now: ctx.now.toISOString(),
  }
})

const save = (ctx: Context, bidId: string, { price, lines, others, ...drawn }: BudgetInput) =>
  saveBudget(ctx, {
    bidId,
    ...drawn,
    priceFen: price,
    budgetLines: linesToKeep({ lines }),
    cofunding: cofundingToKeep({ others }),
  })

export const action = pageAction(
  { may: 'organization', params },
  {
    save: on(budgetInput, async ({ ctx, params: { bidId }, input }) => {
      const saved = await save(ctx, bidId, input)
      return saved.ok ? redirectWithToast(ctx, paths.ngoBidBudget(bidId), savedToast(saved)) : saved
    }),
    autosave: on(budgetInput, async ({ ctx, params: { bidId }, input, request }) => {
      const saved = await save(ctx, bidId, input)
      return saved.ok && wantsJson(request) ? autosaved(saved) : saved
    }),
  },
)

export const meta = pageMeta((t) => t('bid.tasks.budget'))

const yuan = (fen: string) => (fen === '0' ? '' : fenToYuanText(toFen(BigInt(fen))))
const emptyRow = { kind: '', item: '', basis: '', amount: '', persons: '', days: '' }
const emptyOther = { kind: '', giver: '', amount: '', isAgreed: '', valuation: '' }

export default function BidBudget() {
  const { head, content, sumFen, isPriceScored, caps, matching, version, base, mayEdit, now } =
    useLoaderData<typeof loader>()
  const t = useT()
  const format = useFormat()
  const lines = content.lines.map(({ item, basis, amountFen, persons, days, ...line }) => ({
    kind: lineKindOf(line),
    item,
    basis,
    amount: yuan(amountFen),
    persons: String(persons ?? ''),
    days: String(days ?? ''),
  }))
  const others = content.cofunding.map(({ kind, giver, amountFen, isAgreed, valuation }) => ({
    kind,
    giver,
    amount: yuan(amountFen),
    isAgreed: isAgreed ? 'on' : '',
    valuation,
  }))
  const form = useFormState('save', {
    price: content.priceFen === null ? '' : fenToYuanText(toFen(BigInt(content.priceFen))),
    lines: lines.length === 0 ? [emptyRow, emptyRow, emptyRow] : lines,
    others: others.length === 0 && matching !== null ? [emptyOther] : others,
  })
  const conflicts = conflictsOf(form)
  const isOver = content.priceFen !== null && BigInt(content.priceFen) > BigInt(head.call.ceilingFen)
  return (
    <Page crumbs={useBidCrumbs(head)}>
      <Sheet>
        <h1>{t('bid.tasks.budget')}</h1>
        <BidHead head={head} now={now} />
        {mayEdit ? (
          <>
            <p>{isPriceScored ? t('bid.budget.introScored') : t('bid.budget.introUnscored')}</p>
            <p
              className={content.priceFen !== null && sumFen !== content.priceFen ? 'notice' : undefined}
              data-budget-sum={t('bid.budget.sumLive', { sum: '{sum}', price: '{price}' })}
              data-no-price={t('bid.content.noPrice')}
            >
              {t('bid.budget.sumNow', {
                sum: format.money(sumFen),
                price: content.priceFen === null ? t('bid.content.noPrice') : format.money(content.priceFen),
              })}
            </p>
            {isOver ? (
              <p className="notice">{t('bid.budget.over', { ceiling: format.money(head.call.ceilingFen) })}</p>
            ) : null}
            <PostForm
              form={form}
              version={version}
              autosave="autosave"
              labels={{ lines: t('bid.budget.lines'), others: t('cofunding.bid.title') }}
            >
              <EnterSaves />
              <DrawnFrom form={form} base={base} />
              <MergedField
                name="price"
                label={t('bid.budget.price')}
                stored={content.priceFen === null ? null : <p>{format.money(content.priceFen)}</p>}
                isConflict={conflicts.has('price')}
              >
                <MoneyField
                  form={form}
                  name="price"
                  label={t('bid.budget.price')}
                  hint={t('bid.budget.priceHint', { ceiling: format.money(head.call.ceilingFen) })}
                  optional={!isPriceScored}
                />
              </MergedField>
              <MergedField
                name="lines"
                label={t('bid.budget.lines')}
                id={fieldId(form, 'lines')}
                stored={content.lines.length === 0 ? null : <BudgetLines lines={content.lines} />}
                isConflict={conflicts.has('lines')}
              >
                {Array.from({ length: form.rows('lines') }, (_, index) => (
                  <BudgetLineFields key={index} form={form} index={index} needsKind={asksKinds(caps)} />
                ))}
                <p>
                  <AddRow form={form} name="lines" row={emptyRow}>
                    {t('common.action.add')}
                  </AddRow>
                </p>
              </MergedField>
              {matching === null ? null : (
                <MergedField
                  name="others"
                  label={t('cofunding.bid.title')}
                  id={fieldId(form, 'others')}
                  stored={content.cofunding.length === 0 ? null : <CofundingTable rows={content.cofunding} />}
                  isConflict={conflicts.has('others')}
                >
                  <h2>{t('cofunding.bid.title')}</h2>
                  <p className="hint">{t('cofunding.bid.lead')}</p>
                  {Array.from({ length: form.rows('others') }, (_, index) => (
                    <CofundingFields key={index} form={form} index={index} />
                  ))}
                  <p>
                    <AddRow form={form} name="others" row={emptyOther}>
                      {t('cofunding.bid.add')}
                    </AddRow>
                  </p>
                </MergedField>
              )}
              <div data-budget>
                {matching === null ? null : (
                  <MatchingStanding rule={matching} cofunding={content.cofunding} priceFen={content.priceFen} isLive />
                )}
                <CostCaps lines={content.lines} priceFen={content.priceFen} rules={caps} rows={form.rows('lines')} />
              </div>
              <div className="actions">
                <Submit>{t('bid.budget.save')}</Submit>
                <A to={paths.ngoBid(head.id)} className="button quiet">
                  {t('common.action.back')}
                </A>
              </div>
              <AutosaveStatus />
            </PostForm>
          </>
        ) : (
          <Budget content={content} />
        )}
      </Sheet>
    </Page>
  )
}
