import type { BidProblem } from '#app/domain/bid/ready.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'

/** What still keeps a bid from being sealed, each line a link to where it is put right. */
export function Problems({ problems, bidId }: { problems: readonly BidProblem[]; bidId: string }) {
  const t = useT()
  const dynamic = useDynamicT()
  const format = useFormat()
  if (problems.length === 0) return <p className="ready">{t('bid.seal.ready')}</p>
  const toOf = ({ part, code, at }: BidProblem): string => {
    if (part === 'answers') return `${paths.ngoBidAnswers(bidId)}#save-answers-${at ?? ''}`
    if (part === 'files') return paths.ngoBidFiles(bidId)
    return `${paths.ngoBidBudget(bidId)}${code === 'line-incomplete' ? `#save-lines-${Number(at) - 1}` : ''}`
  }
  const words = ({ data }: BidProblem) =>
    Object.fromEntries(
      Object.entries(data).map(([name, value]) =>
        name.endsWith('Fen') ? [name.slice(0, -3), format.money(String(value))] : [name, value],
      ),
    )
  return (
    <div className="error-summary">
      <h2>{t('bid.seal.problems')}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.at ?? ''}`}>
            <A to={toOf(problem)}>{dynamic(`bid.problem.${problem.code}`, words(problem))}</A>
          </li>
        ))}
      </ul>
    </div>
  )
}
