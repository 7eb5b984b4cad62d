import { isClosedAddress } from '#app/domain/account/closed.ts'
import {
  type NoticeChoice,
  type NoticeHours,
  type NoticeWay,
  planDelivery,
  usualChoice,
} from '#app/domain/notice/delivery.ts'
import {
  type MailTemplate,
  type MailValues,
  passingTemplates,
  secretTemplates,
} from '#app/domain/notice/mail-template.ts'
import type { MessageState } from '#prisma/generated/enums.ts'
import type { Locale, Teller } from './context.server.ts'
import type { Tx } from './db.server.ts'
import { addJobs, type Job } from './jobs.server.ts'

/** To whom, in which language, and exactly what the template says. */
export type Letter = {
  [Template in MailTemplate]: { to: string; locale: Locale; template: Template; values: MailValues[Template] }
}[MailTemplate]

const stateOf = { AT_ONCE: 'QUEUED', DIGEST: 'WAITING', NONE: 'UNSENT' } as const satisfies Record<string, MessageState>

/**
 * Puts a letter into the outbox, in the transaction of what it tells about, and into its reader's inbox. The worker sends it: at
 * once, after quiet hours, in a digest or not at all, as the reader chose. Nobody writes to a closed account.
 */
export async function sendLetter(tx: Tx, ctx: Teller, letter: Letter): Promise<void> {
  if (!isClosedAddress(letter.to)) await putLetter(tx, ctx, letter)
}

/** The same, for who has to find it again. */
export async function putLetter(tx: Tx, ctx: Teller, letter: Letter): Promise<string> {
  const reader = hasInbox(letter) ? await readReader(tx, letter.to) : undefined
  const [id] = await putLetters(tx, ctx, [{ letter, reader }])
  if (id === undefined) throw new Error('a letter has a number')
  return id
}

/** Who has an address for certain, and how they want letters. */
export type Reader = { id: string; choice: NoticeChoice }

/** To each address one letter; two statements, three where digests wait. @returns their ids, in no order */
export async function putLetters(
  tx: Tx,
  ctx: Teller,
  letters: readonly { letter: Letter; reader: Reader | undefined }[],
): Promise<string[]> {
  const planned = letters.map(({ letter, reader }) => {
    const inbox = hasInbox(letter) ? reader : undefined
    return { letter, reader: inbox, ...planDelivery(letter, inbox?.choice ?? usualChoice, ctx.now) }
  })
  const made = await tx.message.createManyAndReturn({
    data: planned.map(({ letter, reader, way }) => ({
      toAddress: letter.to,
      locale: letter.locale === 'en' ? 'EN' : 'ZH_CN',
      template: letter.template,
      values: letter.values,
      isSecret: secretTemplates.includes(letter.template),
      createdAt: ctx.now,
      accountId: reader?.id ?? null,
      state: stateOf[way],
    })),
    select: { id: true, toAddress: true },
  })
  const idOf = new Map(made.map(({ toAddress, id }) => [toAddress, id]))
  const jobs = planned.flatMap(({ letter, reader, way, at: runAt }): Job[] => {
    const id = idOf.get(letter.to)
    if (way === 'AT_ONCE') return [{ task: 'send-message', payload: { id }, key: `send-message:${String(id)}`, runAt }]
    return way === 'DIGEST' && reader !== undefined ? [digestOf(reader.id, runAt)] : []
  })
  await addJobs(tx, jobs)
  return made.map(({ id }) => id)
}

/** Letters that let somebody in, that pass by, or that tell of others lie in no inbox. */
const hasInbox = ({ template }: Letter): boolean =>
  !secretTemplates.includes(template) && !passingTemplates.includes(template) && template !== 'digest'

/** One digest waits for each reader. */
const digestOf = (accountId: string, runAt: Date | undefined): Job => ({
  task: 'send-digest',
  payload: { accountId },
  key: `send-digest:${accountId}`,
  runAt,
})

export const askForDigest = (tx: Tx, accountId: string, at: Date | undefined): Promise<void> =>
  addJobs(tx, [digestOf(accountId, at)])

/** What is read of an account to know its reader. */
export const readerColumns = { id: true, emailConfirmedAt: true, noticeSetting: true, noticePreferences: true } as const

type ReaderRow = {
  id: string
  emailConfirmedAt: Date | null
  noticeSetting: NoticeHours | null
  noticePreferences: { topic: string; way: NoticeWay }[]
}

/** Undefined where the address was never confirmed: it may be somebody else's. */
export function readerOf({ id, emailConfirmedAt, noticeSetting, noticePreferences }: ReaderRow): Reader | undefined {
  if (emailConfirmedAt === null) return undefined
  const ways = Object.fromEntries(noticePreferences.map(({ topic, way }) => [topic, way]))
  return { id, choice: { ...usualChoice, ...noticeSetting, ways } }
}

async function readReader(tx: Tx, email: string): Promise<Reader | undefined> {
  const account = await tx.account.findFirst({ where: { email, state: 'ACTIVE' }, select: readerColumns })
  return account === null ? undefined : readerOf(account)
}
