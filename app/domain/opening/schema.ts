import { z } from 'zod'
import { checkbox, uuid, version, wholeNumber } from '../shared/form-fields.ts'
import { keyholderLimits } from '../call/keyholders.ts'

const passphrase = z
  .string({ error: 'form.required' })
  .min(1, { error: 'form.required' })
  .max(1000, { error: 'form.tooLong' })

const agreeing = (typed: { passphrase: string; passphraseAgain: string }, ctx: z.core.$RefinementCtx) => {
  if (typed.passphrase !== typed.passphraseAgain)
    ctx.issues.push({ code: 'custom', message: 'opening.passphrases-differ', path: ['passphraseAgain'], input: '' })
}
const twice = { passphrase, passphraseAgain: passphrase }

export const newOpeningKeyInput = z.object({ currentPassword: passphrase, ...twice }).superRefine(agreeing)
export const changePassphraseInput = z.object({ oldPassphrase: passphrase, ...twice }).superRefine(agreeing)
export const replaceOpeningKeyInput = z
  .object({
    replaces: uuid,
    currentPassword: passphrase,
    ...twice,
    isUnderstood: checkbox.refine((checked) => checked, { error: 'opening.understand-first' }),
  })
  .superRefine(agreeing)

/** At the ceremony. */
export const contributeInput = z.object({ passphrase })
export const signRecordInput = z.object({ password: passphrase, sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** One box ticked is a text, several are a list. */
const ticked = z.preprocess(
  (value): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.uuid()).max(keyholderLimits.officersMax, { error: 'opening.too-many-keyholders' }),
)
export const keyholdersInput = z.object({
  version,
  officers: ticked,
  escrow: uuid.optional().transform((id) => id ?? null),
  threshold: wholeNumber(keyholderLimits.thresholdMin, keyholderLimits.officersMax + 1),
})
