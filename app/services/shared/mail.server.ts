import type { MailTemplate } from '#app/domain/notice/mail-template.ts'
import type { Context, Locale } from './context.server.ts'
import type { Tx } from './db.server.ts'
import { addJob } from './jobs.server.ts'

export type Letter = {
  to: string
  locale: Locale
  template: MailTemplate
  values: Record<string, string>
  /** The letter lets its reader in (a reset link): its values are wiped once it is sent. */
  isSecret?: boolean
}

/** Puts a letter into the outbox, in the transaction of what it tells about. The worker sends it. */
export async function sendLetter(tx: Tx, ctx: Context, letter: Letter): Promise<void> {
  const { id } = await tx.message.create({
    data: {
      toAddress: letter.to,
      locale: letter.locale === 'en' ? 'EN' : 'ZH_CN',
      template: letter.template,
      values: letter.values,
      isSecret: letter.isSecret ?? false,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await addJob(tx, 'send-message', { id }, `send-message:${id}`)
}
