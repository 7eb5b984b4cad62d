import type { Task } from 'graphile-worker'
import { z } from 'zod'
import { writeLetter } from '#app/i18n/letter.ts'
import { type Locale, localize } from '#app/i18n/locale.ts'
import { heldUntil } from '#app/domain/notice/delivery.ts'
import { mailTemplates, passingTemplates } from '#app/domain/notice/mail-template.ts'
import { withoutStop } from '#app/domain/notice/mail-value.ts'
import { addJob } from '#app/services/shared/jobs.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { letterHtml } from './letter-html.ts'
import { letterTransport } from './letter-transport.ts'
import type { Surroundings } from './tasks.ts'

const payloadSchema = z.object({ id: z.uuid() })

/** A letter in hand for longer than any sending takes: whoever had it is gone. */
const lostAfterMs = 10 * 60_000

/** What this process knows of a letter it took in hand and the database may not: since when, and what became of it. */
type InHand = { since: Date; became?: Prisma.MessageUncheckedUpdateManyInput }

/**
 * Sends one letter of the outbox by SMTP. It is taken in hand before, so that two workers never send it both; what the mail server
 * refused is tried again (thrown for the queue: later and later), and so is what a worker had in hand that died, under the same
 * number: one letter to whoever reads it. Where the database went away meanwhile, what became of a letter is kept and written at the next
 * try. Whether a letter left whose connection broke in the middle, nobody knows; it waits for an administrator. Without SMTP letters are
 * kept for the administrators to pass on.
 */
export function sendMessage({ db, mail, publicUrl }: Pick<Surroundings, 'db' | 'mail' | 'publicUrl'>): Task {
  const { smtpUrl, from } = mail
  const hands = new Map<string, InHand>()
  const sending = new Set<string>()
  const putDown = async (id: string, { since, became = { state: 'QUEUED' } }: InHand) => {
    await db.message.updateMany({ where: { id, state: 'SENDING', sendingSince: since }, data: became })
    hands.delete(id)
  }
  const keep = (id: string) =>
    db.message.updateMany({ where: { id, state: { in: ['QUEUED', 'FAILED'] } }, data: { state: 'KEPT', error: '' } })
  const send = async (id: string, smtpUrl: string) => {
    const before = hands.get(id)
    if (before !== undefined) await putDown(id, before)
    const now = new Date()
    // Quiet hours may have begun since: it was refused before, chosen late, or sent again by hand.
    const until = await heldNow(db, id, now)
    if (until !== undefined) return addJob(db, 'send-message', { id }, `send-message:${id}`, until)
    // One statement: of two workers one gets it. Whether it did is not known where its answer is lost.
    hands.set(id, { since: now })
    const { count } = await db.message.updateMany({
      where: { id, state: { in: ['QUEUED', 'FAILED'] } },
      data: { state: 'SENDING', sendingSince: now, tries: { increment: 1 } },
    })
    if (count === 0) {
      hands.delete(id)
      return leave(db, id, now)
    }
    const message = await db.message.findUniqueOrThrow({
      where: { id },
      include: { parts: { select: { template: true, values: true }, orderBy: { id: 'asc' } } },
    })
    const { became, refusal } = await handOver(message, { smtpUrl, from, publicUrl })
    const inHand = { since: now, became }
    hands.set(id, inHand)
    await putDown(id, inHand)
    if (refusal !== undefined) throw refusal
  }
  return async (payload) => {
    const { id } = payloadSchema.parse(payload)
    if (smtpUrl === undefined) {
      await keep(id)
      return
    }
    if (sending.has(id)) throw new Error('this letter is being sent')
    sending.add(id)
    try {
      await send(id, smtpUrl)
    } finally {
      sending.delete(id)
    }
  }
}

type Written = Prisma.MessageGetPayload<{ include: { parts: { select: { template: true; values: true } } } }>
type Handed = { became: Prisma.MessageUncheckedUpdateManyInput; refusal?: Error }

/** `refusal`: it certainly did not leave, and is to be tried again. */
async function handOver(
  message: Written,
  { smtpUrl, from, publicUrl }: { smtpUrl: string; from: string; publicUrl: string },
): Promise<Handed> {
  const { id } = message
  const locale = message.locale === 'EN' ? 'en' : 'zh-CN'
  const values = message.values as Record<string, string>
  const { transport, hasBegun } = letterTransport(smtpUrl)
  try {
    const { subject, text } = writeLetter(
      {
        template: message.template,
        locale,
        values,
        parts: message.parts.map(({ template, values }) => ({ template, values: values as Record<string, string> })),
      },
      publicUrl,
    )
    await transport.sendMail({
      from,
      to: { name: '', address: message.toAddress },
      subject,
      text,
      html: letterHtml(text, locale),
      // The same letter sent twice is one letter to whoever receives it.
      messageId: `<${id}@${new URL(publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(values, locale, publicUrl) },
    })
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500)
    // Whoever answered with a code has not taken it. After the words had begun, and without an answer, nobody knows.
    const isRefused = !hasBegun() || (error instanceof Error && 'responseCode' in error)
    if (!isRefused) return { became: { state: 'DOUBTFUL', error: reason } }
    return { became: { state: 'FAILED', error: reason }, refusal: new Error(reason, { cause: error }) }
  }
  return {
    became: {
      state: 'SENT',
      sentAt: new Date(),
      error: '',
      values: message.isSecret ? {} : withoutStop(values),
      ...(passingTemplates.some((template) => template === message.template) ? { toAddress: '' } : {}),
    },
  }
}

async function heldNow(db: Surroundings['db'], id: string, now: Date): Promise<Date | undefined> {
  const letter = await db.message.findUnique({
    where: { id },
    select: { template: true, values: true, account: { select: { noticeSetting: true } } },
  })
  const hours = letter?.account?.noticeSetting
  if (letter === null || hours === null || hours === undefined) return undefined
  const template = mailTemplates.find((name) => name === letter.template)
  return template === undefined
    ? undefined
    : heldUntil({ template, values: letter.values as Record<string, string> }, hours, now)
}

/** A letter that cannot be taken: done with, in another's hands, or left behind by one that died: then the queue brings it again. */
async function leave(db: Surroundings['db'], id: string, now: Date): Promise<void> {
  const message = await db.message.findUnique({ where: { id }, select: { state: true, sendingSince: true } })
  if (message?.state !== 'SENDING') return
  if (message.sendingSince !== null && now.getTime() - message.sendingSince.getTime() < lostAfterMs)
    throw new Error('another worker has this letter in hand')
  await db.message.updateMany({
    where: { id, state: 'SENDING', sendingSince: message.sendingSince },
    data: { state: 'QUEUED' },
  })
  throw new Error('the worker that had this letter in hand is gone')
}

/** Mail programs offer to end such letters, and do it with one request (RFC 2369, RFC 8058). */
function stopHeaders({ stopUrl }: Record<string, string>, locale: Locale, publicUrl: string): Record<string, string> {
  if (stopUrl === undefined) return {}
  return {
    'List-Unsubscribe': `<${publicUrl.replace(/\/$/, '')}${localize(stopUrl, locale)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
