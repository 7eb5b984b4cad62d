import { asSealed, formFileIds } from '#app/domain/bid/application-form.ts'
import type { BidContent } from '#app/domain/bid/content.ts'
import type { FormItem } from '#app/domain/call/form-item.ts'
import { type FileView, fileView, type FormAnswerView, formView } from './queries/form-view.ts'

/** A criterion as a page tells it. */
export type CriterionView = {
  code: string
  title: string
  guidance: string
  kind: 'SUBJECTIVE' | 'OBJECTIVE' | 'PRICE'
  maxPoints: string
  answerLimit: number
}

/** What a bid says, for a page: each answer with its question; files without their keys. */
export type ContentView = {
  answers: { code: string; title: string; guidance: string; maxPoints: string; limit: number; text: string }[]
  /** What the call's form asks of this bid, with its answers. */
  form: FormAnswerView[]
  partners: PartnerView[]
  lines: BidContent['budgetLines']
  /** What others bring. */
  cofunding: NonNullable<BidContent['cofunding']>
  priceFen: string | null
  files: FileView[]
}

/** `isConfirmed`: of a draft; who is in a sealed bid has said yes. */
export type PartnerView = NonNullable<BidContent['partners']>[number] & { isConfirmed: boolean }

type AskedOfPage = {
  criteria: readonly CriterionView[]
  items: readonly FormItem[]
  /** Of a draft: they are sealed with it. */
  partners?: readonly PartnerView[]
}

/** Of a draft, what would be sealed: answers to questions that are not asked any more are not told. */
export function contentView(draft: BidContent, { criteria, items, partners = [] }: AskedOfPage): ContentView {
  const content = asSealed(draft, items)
  const inForm = formFileIds(items, content.form)
  return {
    answers: answersView(content, criteria),
    form: formView(content, items),
    partners: content.partners?.map((partner) => ({ ...partner, isConfirmed: true })) ?? [...partners],
    lines: content.budgetLines,
    cofunding: content.cofunding ?? [],
    priceFen: content.priceFen,
    files: content.files.filter(({ fileId }) => !inForm.has(fileId)).map((file) => fileView(file, content.documents)),
  }
}

const answersView = (content: BidContent, criteria: readonly CriterionView[]): ContentView['answers'] =>
  criteria
    .filter(({ kind }) => kind !== 'PRICE')
    .map(({ code, title, guidance, maxPoints, answerLimit }) => ({
      code,
      title,
      guidance,
      maxPoints,
      limit: answerLimit,
      text: content.answers[code] ?? '',
    }))
