import { z } from 'zod'
import type { Keys } from '#app/services/shared/keys.server.ts'

const asker = z.object({ name: z.string(), email: z.string() })
/** Who asks, and where the answer goes. */
export type Asker = z.output<typeof asker>

export const sealAsker = (keys: Keys, formKey: string, of: Asker): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keys.wrap('data-request', Buffer.from(JSON.stringify(of)), `data-request ${formKey}`))

/** Null once it was erased. */
export const readAsker = (keys: Keys, formKey: string, sealed: Uint8Array | null): Asker | null =>
  sealed === null
    ? null
    : asker.parse(JSON.parse(keys.unwrap('data-request', sealed, `data-request ${formKey}`).toString()))
