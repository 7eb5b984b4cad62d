import { type Partner, partnerProblems } from './partners.ts'
import { type DocumentKind, isValidOn } from '../organization/document.ts'
import { type Day, toDay } from '../shared/day.ts'
import { countCharacters } from '../shared/form-fields.ts'
import { type Outcome, ok, refuse } from '../shared/outcome.ts'
import { type MatchingRule, matchingOf } from '../cofunding/matching.ts'
import type { FormItem } from '../call/form-item.ts'
import { answeredCount, asSealed, formFileIds, formProblems } from './application-form.ts'
import type { BidContent } from './content.ts'
import { asksKinds, capStandings, type CostRule, lacksQuantity } from './cost-caps.ts'

export type AskedCriterion = {
  code: string
  title: string
  kind: 'SUBJECTIVE' | 'OBJECTIVE' | 'PRICE'
  answerLimit: number
}

/** What a call asks of a bid. */
export type Asked = {
  criteria: readonly AskedCriterion[]
  ceilingFen: bigint
  items: readonly FormItem[]
  /** Kinds of certificates that every bid has. */
  documents: readonly DocumentKind[]
  /** The day on which they must be valid; null once it is past and only what is there counts. */
  validOn: Day | null
  partners: readonly Partner[]
  /** What a budget may be spent on, by the rules of the day. Empty at the opening: a bid is held to those of the day it was sealed. */
  caps: readonly CostRule[]
  /** How much public money there is on top of what others bring; null where the call has no such rule. */
  matching: MatchingRule | null
}

export type BidPart = 'answers' | 'form' | 'budget' | 'files' | 'partners'

/** What still keeps a bid from being sealed; the words are at `bid.problem.<code>`. */
export type BidProblem = {
  part: BidPart
  code:
    | 'answer-missing'
    | 'answer-too-long'
    | 'form-missing'
    | 'form-too-long'
    | 'form-number'
    | 'form-date'
    | 'form-choice'
    | 'form-row-incomplete'
    | 'form-row-too-long'
    | 'form-too-many-rows'
    | 'partner-unconfirmed'
    | 'document-missing'
    | 'document-expires'
    | 'budget-missing'
    | 'line-incomplete'
    | 'line-kind-missing'
    | 'line-quantity-missing'
    | 'line-over-rate'
    | 'over-share'
    | 'cofunding-incomplete'
    | 'grant-over-matching'
    | 'price-missing'
    | 'price-over-ceiling'
    | 'budget-not-price'
  /** The code of the criterion or of the form's item, or the number of the budget line. */
  at?: string
  data: Readonly<Record<string, string | number>>
}

export const filesMax = 20
export const linesMax = 60
export const cofundingMax = 20
/** A draft may run over the limit of an answer while it is written, but not without end. */
export const draftAnswerMax = 20_000

export const asksPrice = ({ criteria }: Asked): boolean => criteria.some(({ kind }) => kind === 'PRICE')

export const budgetSum = ({ budgetLines }: Pick<BidContent, 'budgetLines'>): bigint =>
  budgetLines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)

/**
 * Everything a sealed bid must have: every question answered within its limit, and a budget whose lines add up to the price,
 * which is not above the ceiling. Where the call scores no price, a bid may name none; then it has no budget lines either.
 */
export function problemsOf(content: BidContent, asked: Asked): BidProblem[] {
  const problems: BidProblem[] = []
  for (const { code, title, kind, answerLimit } of asked.criteria) {
    if (kind === 'PRICE') continue
    const count = countCharacters((content.answers[code] ?? '').trim())
    if (count === 0) problems.push({ part: 'answers', code: 'answer-missing', at: code, data: { title } })
    if (count > answerLimit)
      problems.push({ part: 'answers', code: 'answer-too-long', at: code, data: { title, count, max: answerLimit } })
  }

  problems.push(...formProblems(asked.items, content))

  content.budgetLines.forEach(({ item, basis, amountFen }, index) => {
    if (item === '' || basis === '' || BigInt(amountFen) === 0n)
      problems.push({ part: 'budget', code: 'line-incomplete', at: String(index + 1), data: { line: index + 1 } })
  })
  problems.push(...capProblems(content, asked), ...matchingProblems(content, asked))
  const sum = budgetSum(content)
  const price = content.priceFen === null ? undefined : BigInt(content.priceFen)
  if (price === undefined || price === 0n) {
    if (asksPrice(asked) || content.budgetLines.length > 0 || price === 0n)
      problems.push({ part: 'budget', code: 'price-missing', data: {} })
  } else {
    if (price > asked.ceilingFen)
      problems.push({
        part: 'budget',
        code: 'price-over-ceiling',
        data: { priceFen: String(price), ceilingFen: String(asked.ceilingFen) },
      })
    if (content.budgetLines.length === 0) problems.push({ part: 'budget', code: 'budget-missing', data: {} })
    else if (sum !== price)
      problems.push({
        part: 'budget',
        code: 'budget-not-price',
        data: { sumFen: String(sum), priceFen: String(price) },
      })
  }
  problems.push(...documentProblems(content, asked), ...partnerProblems(asked.partners))
  return problems
}

/** What others bring is said in full, and no more public money is asked for than the call gives on top of it. */
function matchingProblems(
  { cofunding = [], priceFen }: BidContent,
  { matching }: Pick<Asked, 'matching'>,
): BidProblem[] {
  if (matching === null) return []
  const unsaid = cofunding.flatMap(({ kind, giver, amountFen, valuation }, index): BidProblem[] =>
    BigInt(amountFen) === 0n || (kind !== 'OWN' && giver === '') || (kind === 'IN_KIND' && valuation === '')
      ? [{ part: 'budget', code: 'cofunding-incomplete', at: String(index + 1), data: { line: index + 1 } }]
      : [],
  )
  const { highestFen } = matchingOf(matching, cofunding)
  const isOver = priceFen !== null && BigInt(priceFen) > highestFen
  const data = { priceFen: priceFen ?? '0', highestFen: String(highestFen) }
  return isOver ? [...unsaid, { part: 'budget', code: 'grant-over-matching', data }] : unsaid
}

/** What the rules of costs refuse; what they only warn of keeps no bid from being sealed. */
function capProblems({ budgetLines, priceFen }: BidContent, { caps }: Pick<Asked, 'caps'>): BidProblem[] {
  if (!asksKinds(caps)) return []
  const unsaid = budgetLines.flatMap((line, index): BidProblem[] => {
    const at = { part: 'budget' as const, at: String(index + 1), data: { line: index + 1 } }
    return line.kind === undefined
      ? [{ ...at, code: 'line-kind-missing' }]
      : lacksQuantity(line, caps)
        ? [{ ...at, code: 'line-quantity-missing' }]
        : []
  })
  const price = priceFen === null ? undefined : BigInt(priceFen)
  const over = capStandings(budgetLines, price, caps)
    .filter(({ isOver, effect }) => isOver && effect === 'REFUSE')
    .map(({ code, line, limitFen, budgetFen }): BidProblem => {
      const sums = { limitFen: String(limitFen), budgetFen: String(budgetFen) }
      return line === null
        ? { part: 'budget', code: 'over-share', at: code, data: { ruleCode: code, ...sums } }
        : { part: 'budget', code: 'line-over-rate', at: String(line), data: { line, ...sums } }
    })
  return [...unsaid, ...over]
}

/** Of the certificates: each kind that is asked for is there, and what is there is valid on the day of the deadline. */
export function documentProblems({ documents = [] }: BidContent, asked: Pick<Asked, 'documents' | 'validOn'>) {
  const missing = asked.documents
    .filter((kind) => !documents.some((document) => document.kind === kind))
    .map((kind): BidProblem => ({ part: 'files', code: 'document-missing', at: kind, data: { documentKind: kind } }))
  const { validOn } = asked
  const expired = documents.flatMap(({ kind, fileId, validUntil }): BidProblem[] =>
    validOn === null || validUntil === null || isValidOn(validOn, toDay(validUntil))
      ? []
      : [
          {
            part: 'files',
            code: 'document-expires',
            at: fileId,
            data: { documentKind: kind, validUntil, deadline: validOn },
          },
        ],
  )
  return [...missing, ...expired]
}

export type TaskState = 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETE' | 'OPTIONAL'

/** The task list of a draft: how far each part is, and what each still wants. */
export function tasksOf(content: BidContent, asked: Asked) {
  const problems = problemsOf(content, asked)
  const has = (part: BidPart) => problems.some((problem) => problem.part === part)
  const questions = asked.criteria.filter(({ kind }) => kind !== 'PRICE')
  const answered = questions.filter(({ code }) => (content.answers[code] ?? '').trim() !== '').length
  const isBudgetTouched = content.budgetLines.length > 0 || content.priceFen !== null
  const state = (touched: boolean, unfinished: boolean): TaskState =>
    !touched ? 'NOT_STARTED' : unfinished ? 'IN_PROGRESS' : 'COMPLETE'
  const budget: TaskState = !isBudgetTouched && !asksPrice(asked) ? 'OPTIONAL' : state(isBudgetTouched, has('budget'))
  const form = answeredCount(asked.items, content.form)
  const asFormFiles = formFileIds(asked.items, content.form)
  const files = asSealed(content, asked.items).files.filter(({ fileId }) => !asFormFiles.has(fileId)).length
  return {
    answers: { state: state(answered > 0, has('answers')), answered, of: questions.length },
    /** Undefined where the call asks for no form. */
    form:
      asked.items.length === 0
        ? undefined
        : { state: state(form.answered > 0 || !has('form'), has('form')), answered: form.answered, of: form.of },
    budget: { state: budget },
    files: {
      state: has('files') ? state(files > 0, true) : files > 0 ? ('COMPLETE' as const) : ('OPTIONAL' as const),
      count: files,
      isRequired: asked.documents.length > 0,
    },
    partners: {
      state: asked.partners.length === 0 ? ('OPTIONAL' as const) : state(true, has('partners')),
      count: asked.partners.length,
    },
    problems,
    isReady: problems.length === 0,
  } as const
}

/** Whether this draft may be sealed as it stands; the deadline is the database's to decide. */
export function decideSeal(
  bid: { state: string },
  draft: { content: BidContent; version: number },
  seenVersion: number,
  asked: Asked,
): Outcome {
  if (bid.state !== 'DRAFT') return refuse('bid.wrong-state')
  // What is sealed is what was checked on the page.
  if (draft.version !== seenVersion) return refuse('stale')
  if (problemsOf(draft.content, asked).length > 0) return refuse('bid.not-ready')
  return ok()
}
