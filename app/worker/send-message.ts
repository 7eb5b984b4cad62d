import type { Task } from 'graphile-worker'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { writeLetter } from '#app/i18n/letter.ts'
import { type Locale, localize } from '#app/i18n/locale.ts'
import { passingTemplates } from '#app/domain/notice/mail-template.ts'
import { letterHtml } from './letter-html.ts'
import type { Surroundings } from './tasks.ts'

const payloadSchema = z.object({ id: z.uuid() })

/**
 * Sends one letter of the outbox by SMTP. Without SMTP it is kept for the administrators to pass on. A failure is written down
 * and thrown: the queue tries again, later and later.
 */
export function sendMessage({ db, mail, publicUrl }: Pick<Surroundings, 'db' | 'mail' | 'publicUrl'>): Task {
  const transport =
    mail.smtpUrl === undefined
      ? undefined
      : createTransport({
          url: mail.smtpUrl,
          connectionTimeout: 15_000,
          greetingTimeout: 15_000,
          socketTimeout: 30_000,
        })

  return async (payload) => {
    const { id } = payloadSchema.parse(payload)
    const message = await db.message.findUnique({ where: { id } })
    if (message === null || message.state === 'SENT' || message.state === 'KEPT') return
    if (transport === undefined) {
      await db.message.update({ where: { id }, data: { state: 'KEPT', error: '' } })
      return
    }
    const locale = message.locale === 'EN' ? 'en' : 'zh-CN'
    const values = message.values as Record<string, string>
    const { subject, text } = writeLetter({ template: message.template, locale, values }, publicUrl)
    try {
      await transport.sendMail({
        from: mail.from,
        to: { name: '', address: message.toAddress },
        subject,
        text,
        html: letterHtml(text, locale),
        // The same letter sent twice is one letter to whoever receives it.
        messageId: `<${id}@${new URL(publicUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(values, locale, publicUrl) },
      })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      await db.message.update({ where: { id }, data: { state: 'FAILED', error: reason.slice(0, 500) } })
      throw error
    }
    await db.message.update({
      where: { id },
      data: {
        state: 'SENT',
        sentAt: new Date(),
        error: '',
        ...(message.isSecret ? { values: {} } : {}),
        ...(passingTemplates.some((template) => template === message.template) ? { toAddress: '' } : {}),
      },
    })
  }
}

/** Mail programs offer to end such letters, and do it with one request (RFC 2369, RFC 8058). */
function stopHeaders({ stopUrl }: Record<string, string>, locale: Locale, publicUrl: string): Record<string, string> {
  if (stopUrl === undefined) return {}
  return {
    'List-Unsubscribe': `<${publicUrl.replace(/\/$/, '')}${localize(stopUrl, locale)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
