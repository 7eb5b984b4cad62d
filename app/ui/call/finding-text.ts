import type { Finding } from '#app/domain/call/linter/finding.ts'
import type { Period } from '#app/domain/rule-book/rule-book.ts'
import { useDynamicT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { useCitation } from '#app/ui/rules/cite.tsx'
import { useLength } from '#app/ui/rules/term.ts'

/** A finding in the reader's words: the rule itself knows only codes, days and fen. */
export function useFindingText(): (finding: Pick<Finding, 'code' | 'data' | 'citation'>) => string {
  const text = useDynamicT()
  const { money, day } = useFormat()
  const cited = useCitation()
  const lengthText = useLength()
  return ({ code, data, citation }) => {
    const values: Record<string, string | number> = { ...data }
    if (citation !== null) values['rule'] = cited(citation)
    if (data['kind'] !== undefined) values['kindText'] = text(`call.conditionKind.${String(data['kind'])}`)
    if (code === 'fund-short') {
      values['available'] = money(String(data['availableFen']))
      values['budget'] = money(String(data['budgetFen']))
    }
    if (code.endsWith('-posts')) {
      values['posts'] = money(String(data['postsFen']))
      values['ceiling'] = money(String(data['ceilingFen']))
    }
    if (code === 'matching-over-ceiling') {
      values['cap'] = money(String(data['capFen']))
      values['ceiling'] = money(String(data['ceilingFen']))
    }
    if (!code.startsWith('period-')) return text(`call.problem.${code}`, values)
    values['period'] = text(`ruleBook.period.${String(data['place'])}`)
    values['length'] = lengthText({ length: Number(data['length']), unit: data['unit'] as Period['unit'] })
    const isTold = code === 'period-too-short' && data['earliest'] !== ''
    if (isTold) values['earliest'] = day(String(data['earliest']))
    return text(`call.problem.${isTold ? 'period-too-short-until' : code}`, values)
  }
}
