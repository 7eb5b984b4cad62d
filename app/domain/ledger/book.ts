import { z } from 'zod'
import { text, ticks, version } from '../shared/form-fields.ts'
import { accountKinds } from './account-kind.ts'
import type { EntryKind } from './accounts.ts'

/** Every kind of entry there is: a new one belongs here, or a book could not show it alone. */
const everyEntryKind: Record<EntryKind, true> = {
  appropriate: true,
  allocate: true,
  commit: true,
  hold: true,
  release: true,
  void: true,
  reallocate: true,
  reduce: true,
  reverse: true,
  lapse: true,
  clawback_order: true,
  clawback_receive: true,
  write_off: true,
  donate: true,
  donate_pass: true,
  donate_return: true,
}
export const entryKinds = Object.keys(everyEntryKind) as EntryKind[]

/** What a book is called, and whose lines of which entries it shows; no kind of entry ticked: every kind. */
export const bookForm = z.object({
  version,
  nameZh: text(20),
  nameEn: text(40),
  accountKinds: ticks(accountKinds).refine((ticked) => ticked.length > 0, { error: 'ledgerBook.no-accounts' }),
  entryKinds: ticks(entryKinds),
})
export type BookTyped = z.output<typeof bookForm>
