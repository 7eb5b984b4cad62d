import { awardReasonsMax } from '#app/domain/award/schema.ts'
import { fenToYuanText, toFen } from '#app/domain/shared/money.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { ResultPage } from '#app/services/award/queries/result-page.server.ts'
import { MoneyField, RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const yuan = (fen: string) => fenToYuanText(toFen(BigInt(fen)))

/** The buyer's decision: the first in rank, another candidate where the book allows it, or everyone who is funded. */
export function DecideForm({ page }: { page: ResultPage }) {
  const t = useT()
  const format = useFormat()
  const { mode, mayPassOver, candidates } = page.deciding
  const [first] = candidates
  const asksAmount = mode === 'multi' || first?.priceFen === null
  const asked = mode === 'multi' ? candidates : candidates.slice(0, 1)
  const form = useFormState('publish', {
    bidId: first?.bidId ?? '',
    amounts: asked.map(({ bidId, askedFen }) => ({ bidId, amount: yuan(askedFen) })),
  })
  if (first === undefined) return null
  return (
    <Sheet labelledBy="decide">
      <h2 id="decide">{t('award.decide.title')}</h2>
      <p>{t(page.call.isRehearsal ? 'rehearsal.decide' : 'award.decide.intro')}</p>
      <PostForm form={form} version={page.version}>
        {mayPassOver && candidates.length > 1 ? (
          <>
            <RadioGroup
              form={form}
              name="bidId"
              label={t('award.decide.who')}
              hint={t('award.decide.whoHint')}
              options={candidates.map(({ bidId, organization, rank, priceFen }) => ({
                value: bidId,
                label: t('award.decide.candidate', { rank: rank ?? 0, organization }),
                hint: priceFen === null ? '' : format.money(priceFen),
              }))}
            />
            <TextArea
              form={form}
              name="passOverReason"
              label={t('award.decide.passOverReason')}
              hint={t('award.decide.passOverHint')}
              max={awardReasonsMax}
              rows={3}
              optional
            />
          </>
        ) : mode === 'single' ? (
          <p>
            <strong>
              <Mixed text={t('award.decide.winner', { organization: first.organization })} />
            </strong>{' '}
            {first.priceFen === null ? null : t('award.decide.amountIsPrice', { amount: format.money(first.priceFen) })}
          </p>
        ) : (
          <p>{t('award.decide.several', { count: candidates.length, budget: format.money(page.call.budgetFen) })}</p>
        )}
        {asksAmount
          ? asked.map(({ bidId, organization, askedFen }, index) => (
              <div key={bidId}>
                <input type="hidden" name={`amounts[${index}].bidId`} value={bidId} />
                <MoneyField
                  form={form}
                  name={`amounts[${index}].amount`}
                  label={mode === 'multi' ? t('award.decide.amountOf', { organization }) : t('award.decide.amount')}
                  hint={
                    mode === 'multi'
                      ? t('award.decide.askedHint', { asked: format.money(askedFen) })
                      : t('award.decide.amountHint', { ceiling: format.money(page.call.ceilingFen) })
                  }
                />
              </div>
            ))
          : null}
        <TextArea
          form={form}
          name="reasons"
          label={t('award.decide.reasons')}
          hint={t('award.decide.reasonsHint')}
          max={awardReasonsMax}
          rows={6}
        />
        <Submit>{t('award.decide.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
