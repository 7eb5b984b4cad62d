import { z } from 'zod'
import { type ExpenseKind, expenseKinds, kindsByDay } from '../claim/schema.ts'
import { checkbox, countCharacters, file, optionalText, uuid, version } from '../shared/form-fields.ts'
import { cofundingKinds } from '../cofunding/matching.ts'
import type { BidCofunding, BidLine } from './content.ts'
import { parseYuan } from '../shared/money.ts'
import { sealedOverhead } from '../shared/sealed-parts.ts'
import { readDigests } from './merge-draft.ts'
import { cofundingMax, draftAnswerMax, linesMax } from './ready.ts'
import { readRetrievalCode } from './retrieval-code.ts'

/** Far more than fifteen answers of ten thousand characters need. */
const envelopeMax = 2_000_000

export const startBidInput = z.object({ organizationId: z.uuid({ error: 'form.choice' }) })

/** What a page of the draft was drawn from, and what of a colleague it has shown (ui/bid/drawn-from.tsx). */
const digests = z
  .string()
  .optional()
  .transform((text) => (text === undefined ? undefined : readDigests(text)))
const drawn = { version, base: digests, seen: digests }

/** Answers are kept as they are typed: a draft loses no line break and no space. */
const draftAnswer = z
  .string()
  .transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, '\n'))
  .refine((typed) => countCharacters(typed) <= draftAnswerMax, { error: 'form.tooLong' })

export const answersInput = z.object({ ...drawn, answers: z.record(z.string(), draftAnswer).default({}) })

const cell = z.string().transform((typed) => typed.normalize('NFC').replace(/\r\n?/g, ' '))

/** Every item of the form as it stands on the page, shown or not: nothing is lost by an answer that hides a question. */
export const formInput = z.object({
  ...drawn,
  form: z.record(z.string(), draftAnswer).default({}),
  rows: z.record(z.string(), z.array(z.record(z.string(), cell))).default({}),
})

const optionalYuan = z
  .string()
  .optional()
  .transform((typed, ctx): string | null => {
    if (typed === undefined || typed.trim() === '') return null
    const fen = parseYuan(typed)
    if (fen === undefined) {
      ctx.issues.push({ code: 'custom', message: 'form.money', input: typed })
      return z.NEVER
    }
    return String(fen)
  })

/** What a line may be for, as it is chosen: an expert is a senior one or another. */
export const lineKinds = expenseKinds.flatMap((kind) =>
  kind === 'EXPERT' ? (['EXPERT_SENIOR', 'EXPERT_OTHER'] as const) : [kind],
)
export type LineKind = (typeof lineKinds)[number]
export const isKindByDay = (kind: LineKind): boolean =>
  kind === 'EXPERT_SENIOR' || kind === 'EXPERT_OTHER' || (kindsByDay as readonly string[]).includes(kind)
export const lineKindOf = ({ kind, isSenior }: Pick<BidLine, 'kind' | 'isSenior'>): LineKind | '' =>
  kind === undefined ? '' : kind === 'EXPERT' ? (isSenior === true ? 'EXPERT_SENIOR' : 'EXPERT_OTHER') : kind

/** Left open while the draft is written: null. */
const openCount = z
  .string()
  .optional()
  .transform((typed, ctx): number | null => {
    const text = (typed ?? '').trim()
    if (text === '') return null
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text)
    ctx.issues.push({ code: 'custom', message: 'form.integer', input: typed })
    return z.NEVER
  })

const budgetLine = z.object({
  kind: z
    .union([z.literal(''), z.enum(lineKinds)], { error: 'form.choice' })
    .optional()
    .transform((kind) => (kind === '' ? undefined : kind)),
  item: optionalText(100),
  basis: optionalText(300),
  amount: optionalYuan,
  persons: openCount,
  days: openCount,
})

const brought = z.object({
  kind: z
    .union([z.literal(''), z.enum(cofundingKinds)], { error: 'form.choice' })
    .optional()
    .transform((kind) => (kind === '' ? undefined : kind)),
  giver: optionalText(80),
  amount: optionalYuan,
  isAgreed: checkbox,
  valuation: optionalText(300),
})

export const budgetInput = z.object({
  ...drawn,
  price: optionalYuan,
  lines: z.array(budgetLine).max(linesMax, { error: 'bid.too-many-lines' }).default([]),
  others: z.array(brought).max(cofundingMax, { error: 'bid.too-many-lines' }).default([]),
})
export type BudgetInput = z.output<typeof budgetInput>

/** Rows as they are kept: without the empty ones, persons and days only where their kind has a rate for them. */
export const linesToKeep = ({ lines }: Pick<BudgetInput, 'lines'>): BidLine[] =>
  lines
    .filter(({ item, basis, amount, kind }) => item !== '' || basis !== '' || amount !== null || kind !== undefined)
    .map(({ item, basis, amount, kind, persons, days }) => ({
      item,
      basis,
      amountFen: amount ?? '0',
      ...(kind === undefined ? {} : kindToKeep(kind)),
      ...(kind === undefined || !isKindByDay(kind)
        ? {}
        : { ...(persons === null ? {} : { persons }), ...(days === null ? {} : { days }) }),
    }))

const kindToKeep = (kind: LineKind): { kind: ExpenseKind; isSenior?: boolean } =>
  kind === 'EXPERT_SENIOR' || kind === 'EXPERT_OTHER'
    ? { kind: 'EXPERT', isSenior: kind === 'EXPERT_SENIOR' }
    : { kind }

/** What others bring, as it is kept: own money has no giver and is always there; only a gift in kind is valued. */
export const cofundingToKeep = ({ others }: Pick<BudgetInput, 'others'>): BidCofunding[] =>
  others
    .filter(({ kind, giver, amount }) => kind !== undefined || giver !== '' || amount !== null)
    .map(({ kind = 'DONATION', giver, amount, isAgreed, valuation }) => ({
      kind,
      giver: kind === 'OWN' ? '' : giver,
      amountFen: amount ?? '0',
      isAgreed: kind === 'OWN' || isAgreed,
      valuation: kind === 'IN_KIND' ? valuation : '',
    }))

export const uploadInput = z.object({ file })
/** A file that an item of the form asks for. */
export const formFileInput = uploadInput.extend({ item: z.string().max(5) })
export const attachDocumentInput = z.object({ documentId: z.uuid({ error: 'form.choice' }) })
export const removeFileInput = z.object({ fileId: uuid })

const retrieval = z.string({ error: 'bid.retrieval-wrong' }).transform((typed, ctx): string => {
  const code = readRetrievalCode(typed)
  if (code === undefined) {
    ctx.issues.push({ code: 'custom', message: 'bid.retrieval-wrong', input: typed })
    return z.NEVER
  }
  return code
})

/** Bytes in base64, as a browser posts what it sealed. */
const bytes = (min: number, max: number) =>
  z
    .string({ error: 'bid.envelope-bad' })
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, { error: 'bid.envelope-bad' })
    .transform((typed) => Uint8Array.from(atob(typed), (character) => character.charCodeAt(0)))
    .refine(({ length }) => length >= min && length <= max, { error: 'bid.envelope-bad' })

/**
 * Sealing: by the browser, which sends its envelope and no code, or by the server, under the code that went out with the page. The
 * form is one: which it is shows in what was sent.
 */
export const sealInput = z
  .object({
    version,
    isDeclared: checkbox.refine((checked) => checked, { error: 'bid.declare-first' }),
    retrieval: retrieval.optional(),
    ephemeralPublicKey: bytes(44, 44).optional(),
    ciphertext: bytes(sealedOverhead, envelopeMax).optional(),
    ownCopy: bytes(sealedOverhead, envelopeMax).optional(),
    contentSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'bid.envelope-bad' })
      .optional(),
  })
  .transform(({ version, retrieval, ephemeralPublicKey, ciphertext, ownCopy, contentSha256 }, ctx) => {
    if (
      ciphertext !== undefined &&
      ephemeralPublicKey !== undefined &&
      ownCopy !== undefined &&
      contentSha256 !== undefined
    )
      return { version, sealedHere: { ephemeralPublicKey, ciphertext, ownCopy, contentSha256 } }
    if (retrieval !== undefined) return { version, retrievalCode: retrieval }
    ctx.issues.push({ code: 'custom', message: 'bid.envelope-bad', input: retrieval })
    return z.NEVER
  })

export const readOwnInput = z.object({ retrieval })

export const withdrawInput = z.object({
  /** Left empty: the new draft starts from nothing. */
  retrieval: z
    .string()
    .optional()
    .transform((typed, ctx): string | undefined => {
      if (typed === undefined || typed.trim() === '') return undefined
      const code = readRetrievalCode(typed)
      if (code === undefined) {
        ctx.issues.push({ code: 'custom', message: 'bid.retrieval-wrong', input: typed })
        return z.NEVER
      }
      return code
    }),
  isUnderstood: checkbox.refine((checked) => checked, { error: 'bid.understand-first' }),
})

export const discardInput = z.object({
  isUnderstood: checkbox.refine((checked) => checked, { error: 'bid.understand-first' }),
})
