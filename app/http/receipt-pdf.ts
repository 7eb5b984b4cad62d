import { formatInstant } from '#app/domain/shared/day.ts'
import { translator } from '#app/i18n/translate.ts'
import type { OwnBid, Receipt } from '#app/services/bid/queries/own-bid.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { PdfContent } from '#app/services/shared/pdf/render-pdf.server.ts'

/** What a receipt says on paper: everything the page says, and how to check it without this site. */
export function receiptPdf(
  { call, organization, state }: Pick<OwnBid, 'call' | 'organization' | 'state'>,
  receipt: Receipt,
  { locale, now }: Pick<Context, 'locale' | 'now'>,
): PdfContent {
  const t = translator(locale)
  const exact = (iso: string) =>
    formatInstant(new Date(iso), locale, { withWeekday: true, withZone: true, withSeconds: true })
  return {
    title: t('bid.receipt.metaTitle', { receiptNo: receipt.receiptNo }),
    lang: locale,
    madeAt: now,
    foot: t('bid.pdf.foot', { receiptNo: receipt.receiptNo, time: exact(now.toISOString()) }),
    blocks: [
      { kind: 'title', text: t('bid.receipt.title') },
      ...(state === 'WITHDRAWN' ? [{ kind: 'text' as const, text: t('bid.receipt.withdrawn') }] : []),
      {
        kind: 'facts',
        rows: [
          [t('bid.receipt.number'), receipt.receiptNo],
          [t('bid.receipt.call'), `${call.title}\n${call.callNo} · ${locale === 'en' ? call.bodyEn : call.bodyZh}`],
          [t('bid.receipt.deadline'), exact(call.deadlineAt)],
          [t('bid.receipt.organization'), organization.name],
          [t('bid.receipt.sealedAt'), `${exact(receipt.sealedAt)}\n${receipt.sealedAt}`],
          [t('bid.receipt.sealedBy'), receipt.sealedBy],
          [t('bid.receipt.sealedIn'), t(`bid.receipt.in.${receipt.sealedIn}`)],
          [t('bid.receipt.contentHash'), receipt.contentSha256],
          [t('bid.receipt.envelopeHash'), receipt.envelopeSha256],
        ],
      },
      { kind: 'text', text: t('bid.receipt.note') },
      { kind: 'heading', text: t('bid.receipt.check') },
      { kind: 'text', text: t('bid.receipt.checkList') },
      { kind: 'text', text: t('bid.receipt.checkOpening') },
      { kind: 'text', text: t('bid.receipt.checkContent') },
    ],
  }
}
