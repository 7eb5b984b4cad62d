import { type NoticeChoice, planDelivery, usualChoice } from '#app/domain/notice/delivery.ts'
import {
  type MailTemplate,
  type MailValues,
  passingTemplates,
  secretTemplates,
} from '#app/domain/notice/mail-template.ts'
import type { MessageState } from '#prisma/generated/enums.ts'
import type { Locale, Teller } from './context.server.ts'
import type { Tx } from './db.server.ts'
import { addJob } from './jobs.server.ts'

/** To whom, in which language, and exactly what the template says. */
export type Letter = {
  [Template in MailTemplate]: { to: string; locale: Locale; template: Template; values: MailValues[Template] }
}[MailTemplate]

const stateOf = { AT_ONCE: 'QUEUED', DIGEST: 'WAITING', NONE: 'UNSENT' } as const satisfies Record<string, MessageState>

/**
 * Puts a letter into the outbox, in the transaction of what it tells about, and into its reader's inbox. The worker sends it: at
 * once, after quiet hours, in a digest or not at all, as the reader chose.
 */
export async function sendLetter(tx: Tx, ctx: Teller, letter: Letter): Promise<void> {
  await putLetter(tx, ctx, letter)
}

/** The same, for who has to find it again. */
export async function putLetter(tx: Tx, ctx: Teller, letter: Letter): Promise<string> {
  const isSecret = secretTemplates.includes(letter.template)
  const hasInbox = !isSecret && !passingTemplates.includes(letter.template) && letter.template !== 'digest'
  const reader = hasInbox ? await readReader(tx, letter.to) : undefined
  const { way, at } = planDelivery(letter, reader?.choice ?? usualChoice, ctx.now)
  const { id } = await tx.message.create({
    data: {
      toAddress: letter.to,
      locale: letter.locale === 'en' ? 'EN' : 'ZH_CN',
      template: letter.template,
      values: letter.values,
      isSecret,
      createdAt: ctx.now,
      accountId: reader?.id ?? null,
      state: stateOf[way],
    },
    select: { id: true },
  })
  if (way === 'AT_ONCE') await addJob(tx, 'send-message', { id }, `send-message:${id}`, at)
  if (way === 'DIGEST' && reader !== undefined) await askForDigest(tx, reader.id, at)
  return id
}

/** One digest waits for each reader. */
export const askForDigest = (tx: Tx, accountId: string, at: Date | undefined): Promise<void> =>
  addJob(tx, 'send-digest', { accountId }, `send-digest:${accountId}`, at)

/** Who has this address for certain, and how they want letters. */
async function readReader(tx: Tx, email: string): Promise<{ id: string; choice: NoticeChoice } | undefined> {
  const account = await tx.account.findFirst({
    where: { email, state: 'ACTIVE', emailConfirmedAt: { not: null } },
    select: { id: true, noticeSetting: true, noticePreferences: true },
  })
  if (account === null) return undefined
  const { noticeSetting: hours, noticePreferences } = account
  const ways = Object.fromEntries(noticePreferences.map(({ topic, way }) => [topic, way]))
  return { id: account.id, choice: { ...usualChoice, ...hours, ways } }
}
