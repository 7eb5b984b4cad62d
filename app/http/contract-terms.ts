import type { ContractFacts } from '#app/domain/award/contract-facts.ts'
import { formatDay, toDay } from '#app/domain/shared/day.ts'
import { formatFen, toFen } from '#app/domain/shared/money.ts'
import { translator } from '#app/i18n/translate.ts'

/** The draft of a contract in words. Contracts of the house are in Chinese, whatever the language of the page. */
export function contractTerms(facts: ContractFacts): string {
  const t = translator('zh-CN')
  const day = (text: string) => formatDay(toDay(text), 'zh-CN')
  const money = (fen: bigint) => formatFen(toFen(fen))
  const plan = facts.milestones.map(({ title, deliverable, dueOn, amountFen }, index) =>
    t(amountFen === undefined ? 'award.terms.step' : 'award.terms.paidStep', {
      number: index + 1,
      title,
      deliverable,
      dueOn: day(dueOn),
      amount: amountFen === undefined ? '' : money(amountFen),
    }),
  )
  return [
    t('award.terms.parties', {
      buyer: facts.buyer,
      supplier: facts.supplier,
      creditCode: facts.creditCode ?? t('award.terms.noCreditCode'),
    }),
    t('award.terms.basis', { title: facts.title, callNo: facts.callNo, contractNo: facts.contractNo }),
    t('award.terms.content'),
    t('award.terms.period', { startsOn: day(facts.startsOn), endsOn: day(facts.endsOn) }),
    t('award.terms.amount', { amount: money(facts.amountFen) }),
    [t('award.terms.plan'), ...plan].join('\n'),
    t('award.terms.payment'),
    t('award.terms.reporting'),
    t('award.terms.change'),
    t('award.terms.disputes'),
  ].join('\n\n')
}
