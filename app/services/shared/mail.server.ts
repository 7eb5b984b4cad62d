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
import { addJobs, type Job, jobAttempts } from './jobs.server.ts'

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

/** To each address one letter, and the job that sends it: one statement. @returns their ids, in no order */
export async function putLetters(
  tx: Tx,
  ctx: Teller,
  letters: readonly { letter: Letter; reader: Reader | undefined }[],
): Promise<string[]> {
  const planned = letters.map(({ letter, reader }) => {
    const inbox = hasInbox(letter) ? reader : undefined
    const { way, at } = planDelivery(letter, inbox?.choice ?? usualChoice, ctx.now)
    return {
      to: letter.to,
      locale: letter.locale === 'en' ? 'EN' : 'ZH_CN',
      template: letter.template,
      values: letter.values,
      isSecret: secretTemplates.includes(letter.template),
      accountId: inbox?.id ?? null,
      state: stateOf[way],
      way,
      runAt: at ?? null,
    }
  })
  const put = await tx.$queryRaw<{ id: string }[]>`
    WITH letter AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) AS x("to" text, locale locale, template text, "values" jsonb,
        "isSecret" boolean, "accountId" uuid, state message_state, way text, "runAt" timestamptz)),
    put AS (
      INSERT INTO message (id, to_address, locale, template, values, is_secret, created_at, account_id, state)
      SELECT uuidv7(), l."to", l.locale, l.template, l."values", l."isSecret", ${ctx.now}::timestamptz, l."accountId", l.state FROM letter l
      RETURNING id, to_address)
    SELECT put.id, CASE
      WHEN l.way = 'AT_ONCE' THEN graphile_worker.add_job('send-message', json_build_object('id', put.id), job_key := 'send-message:' || put.id,
        max_attempts := ${jobAttempts}::int, run_at := l."runAt")
      WHEN l.way = 'DIGEST' AND l."accountId" IS NOT NULL THEN graphile_worker.add_job('send-digest', json_build_object('accountId', l."accountId"),
        job_key := 'send-digest:' || l."accountId", max_attempts := ${jobAttempts}::int, run_at := l."runAt")
      END IS NOT NULL AS queued
    FROM put JOIN letter l ON l."to" = put.to_address`
  return put.map(({ id }) => id)
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
