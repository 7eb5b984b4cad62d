import { type MailTemplate, type MailValues, secretTemplates } from '#app/domain/notice/mail-template.ts'
import type { Locale, Teller } from './context.server.ts'
import type { Tx } from './db.server.ts'
import { addJob } from './jobs.server.ts'

/** To whom, in which language, and exactly what the template says. */
export type Letter = {
  [Template in MailTemplate]: { to: string; locale: Locale; template: Template; values: MailValues[Template] }
}[MailTemplate]

/** Puts a letter into the outbox, in the transaction of what it tells about. The worker sends it. */
export async function sendLetter(tx: Tx, ctx: Teller, letter: Letter): Promise<void> {
  const { id } = await tx.message.create({
    data: {
      toAddress: letter.to,
      locale: letter.locale === 'en' ? 'EN' : 'ZH_CN',
      template: letter.template,
      values: letter.values,
      isSecret: secretTemplates.includes(letter.template),
      createdAt: ctx.now,
    },
    select: { id: true },
  })
  await addJob(tx, 'send-message', { id }, `send-message:${id}`)
}
