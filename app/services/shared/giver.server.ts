import { z } from 'zod'
import { formatGiverCode, type GiverCode, giverCodeOf } from '#app/domain/appeal/giver-code.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'

const giver = z.object({ name: z.string(), email: z.string(), phone: z.string(), message: z.string() })
/** Who gave: read by whoever keeps the body's money, and by the worker that writes to them. */
export type Giver = z.output<typeof giver>

/** Which promise or gift: the appeal or the project, and the form it was made with. */
type Which = { formKey: string } & ({ appealId: string } | { projectId: string })
const nameOf = (which: Which) =>
  'appealId' in which ? `pledge ${which.appealId} ${which.formKey}` : `gift ${which.projectId} ${which.formKey}`

export const sealGiver = (keys: Keys, which: Which, of: Giver): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.wrap('giver', Buffer.from(JSON.stringify(of)), nameOf(which)))

export const readGiver = (keys: Keys, row: Which & { giverSealed: Uint8Array }): Giver =>
  giver.parse(JSON.parse(keys.unwrap('giver', row.giverSealed, nameOf(row)).toString()))

/** Computed from the promise's name and the site's secret whenever it is needed: the code itself is stored nowhere. */
export const codeOfGiver = (keys: Keys, which: Which): GiverCode =>
  giverCodeOf(keys.tag('giver', `code ${nameOf(which)}`))

export const hashOfGiverCode = (keys: Keys, code: GiverCode): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.tag('giver', `hash ${code}`))

export const codeText = (keys: Keys, which: Which): string => formatGiverCode(codeOfGiver(keys, which))
