import type { BidProblem } from '#app/domain/bid/ready.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'

/** Where a problem is put right. */
function placeOf(bidId: string, { part, code, at }: BidProblem): string {
  if (part === 'answers') return `${paths.ngoBidAnswers(bidId)}#save-answers-${at ?? ''}`
  if (part === 'form') return `${paths.ngoBidForm(bidId)}#item-${at ?? ''}`
  if (part === 'partners') return `${paths.ngoBidPartners(bidId)}#partner-${at ?? ''}`
  if (part === 'files') return paths.ngoBidFiles(bidId)
  const row = Number(at) - 1
  const anchor = code.startsWith('line-')
    ? `#save-lines-${row}`
    : code === 'cofunding-incomplete'
      ? `#save-others-${row}`
      : ({ 'over-share': '#caps', 'grant-over-matching': '#matching' }[code as string] ?? '')
  return `${paths.ngoBidBudget(bidId)}${anchor}`
}

function useProblemText() {
  const dynamic = useDynamicT()
  const format = useFormat()
  return ({ code, data }: BidProblem) =>
    dynamic(
      `bid.problem.${code}`,
      Object.fromEntries(
        Object.entries(data).map(([name, value]) =>
          name.endsWith('Fen')
            ? [name.slice(0, -3), format.money(String(value))]
            : name === 'documentKind'
              ? ['document', dynamic(`application.documentKind.${value}`)]
              : name === 'ruleCode'
                ? ['rule', dynamic(`bid.caps.what.${value}`)]
                : [name, value],
        ),
      ),
    )
}

const keyOf = ({ code, at, data }: BidProblem) => `${code} ${at ?? ''} ${data['row'] ?? ''}`

/** What still keeps a bid from being sealed, each line a link to where it is put right. */
export function Problems({ problems, bidId }: { problems: readonly BidProblem[]; bidId: string }) {
  const t = useT()
  const text = useProblemText()
  if (problems.length === 0) return <p className="ready">{t('bid.seal.ready')}</p>
  return (
    <div className="notice">
      <h2>{t('bid.seal.problems')}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={keyOf(problem)}>
            <A to={placeOf(bidId, problem)}>{text(problem)}</A>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What is wrong with one answer, beside it. */
export function ProblemLines({ problems }: { problems: readonly BidProblem[] }) {
  const text = useProblemText()
  return problems.map((problem) => (
    <p key={keyOf(problem)} className="why">
      {text(problem)}
    </p>
  ))
}

const listedMax = 5

/** The same under a task: what it still wants, the first few of it. */
export function Missing({ problems, bidId }: { problems: readonly BidProblem[]; bidId: string }) {
  const t = useT()
  const text = useProblemText()
  if (problems.length === 0) return null
  return (
    <ul className="missing">
      {problems.slice(0, listedMax).map((problem) => (
        <li key={keyOf(problem)}>
          <A to={placeOf(bidId, problem)}>{text(problem)}</A>
        </li>
      ))}
      {problems.length > listedMax ? <li>{t('application.more', { count: problems.length - listedMax })}</li> : null}
    </ul>
  )
}
