import { z } from 'zod'
import { formatGiverCode, type GiverCode, giverCodeOf } from '#app/domain/appeal/giver-code.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'

const giver = z.object({ name: z.string(), email: z.string(), phone: z.string(), message: z.string() })
/** Who gave: read by whoever keeps the body's money, and by the worker that writes to them. */
export type Giver = z.output<typeof giver>

const bound = (formKey: string) => `giver:${formKey}`

export const sealGiver = (keys: Keys, formKey: string, of: Giver): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.wrap('giver', Buffer.from(JSON.stringify(of)), bound(formKey)))

export const readGiver = (keys: Keys, row: { formKey: string; giverSealed: Uint8Array }): Giver =>
  giver.parse(JSON.parse(keys.unwrap('giver', row.giverSealed, bound(row.formKey)).toString()))

/** Computed from the form's key and the site's secret whenever it is needed: the code itself is stored nowhere. */
export const codeOfGiver = (keys: Keys, formKey: string): GiverCode => giverCodeOf(keys.tag('giver', `code ${formKey}`))

export const hashOfGiverCode = (keys: Keys, code: GiverCode): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.tag('giver', `hash ${code}`))

export const codeText = (keys: Keys, formKey: string): string => formatGiverCode(codeOfGiver(keys, formKey))
