import { formatDay, formatInstant, toDay, dayOf } from '#app/domain/shared/day.ts'
import { formatFen, toFen } from '#app/domain/shared/money.ts'
import { translator } from '#app/i18n/translate.ts'
import type { EvaluationReport } from '#app/services/award/queries/evaluation-report.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { PdfBlock, PdfContent } from '#app/services/shared/pdf/render-pdf.server.ts'

type Rows = (readonly [string, string])[]

/** The evaluation report in words, once: the page shows these blocks, and the PDF prints them. */
export function evaluationReport(
  report: EvaluationReport,
  { locale, now }: Pick<Context, 'locale' | 'now'>,
): PdfContent {
  const t = translator(locale)
  const { call, rules, result, book } = report
  const title = locale === 'en' ? book.title.en : book.title.zh
  const validFrom = formatDay(toDay(book.validFrom), locale)
  const bookText = `${title} · ${t('ruleBook.version', { version: book.version, validFrom })}`
  const day = (at: Date | null) => (at === null ? '—' : formatDay(toDay(dayOf(at)), locale))
  const instant = (at: Date | null) => (at === null ? '—' : formatInstant(at, locale))
  const money = (fen: bigint | string | null | undefined) => (fen == null ? '—' : formatFen(toFen(BigInt(fen)), locale))
  const facts = (rows: Rows): PdfBlock[] => (rows.length === 0 ? [] : [{ kind: 'facts', rows }])
  const section = (heading: string, blocks: PdfBlock[], none: string): PdfBlock[] => [
    { kind: 'heading', text: heading },
    ...(blocks.length === 0 ? [{ kind: 'text' as const, text: none }] : blocks),
  ]
  const none = t('award.report.none')
  const rejected = call.bids.filter(({ state }) => state === 'REJECTED')
  const recused = (call.panel?.seats ?? []).filter(({ state }) => state === 'RECUSED')
  const blocks: PdfBlock[] = [
    { kind: 'title', text: t('award.report.title') },
    ...section(
      t('award.report.publication'),
      facts([
        [t('award.report.call'), `${call.title}\n${call.callNo}`],
        [t('award.report.buyer'), locale === 'en' ? call.body.en : call.body.zh],
        [t('award.report.media'), t('award.report.mediaText', { day: day(call.publishedAt), callNo: call.callNo })],
        [t('award.report.budget'), `${money(call.budgetFen)} / ${money(call.ceilingFen)}`],
        [t('award.report.method'), t(`call.method.${call.method}`)],
        [t('award.report.book'), bookText],
      ]),
      none,
    ),
    ...section(
      t('award.report.opening'),
      facts([
        [t('award.report.deadline'), instant(call.bidDeadlineAt)],
        [t('award.report.openedAt'), instant(call.openedAt)],
        ...call.bids.map(
          ({ organization, opened, sealedAt }) =>
            [
              organization.name,
              t('award.report.openedBid', {
                price: money(opened?.priceFen),
                sealedAt: instant(sealedAt),
                check: t(opened?.hashesMatched === true ? 'award.report.whole' : 'award.report.broken'),
              }),
            ] as const,
        ),
      ]),
      none,
    ),
    ...section(
      t('award.report.rejected'),
      facts(rejected.map(({ organization, rejectedReason }) => [organization.name, rejectedReason])),
      none,
    ),
    ...section(
      t('award.report.panel'),
      facts(
        (call.panel?.seats ?? [])
          .filter(({ state }) => state === 'SEATED')
          .map(({ code, isChair, kind, drawId, appointedReason }) => [
            isChair ? t('award.report.chair', { code }) : code,
            [
              t(`award.report.seat.${kind}`),
              drawId === null ? appointedReason || t('award.report.appointed') : t('award.report.drawn'),
            ].join(' · '),
          ]),
      ),
      none,
    ),
    ...section(
      t('award.report.rules'),
      [
        ...facts(
          rules.criteria.map(({ title, maxPoints }) => [title, t('award.report.points', { max: String(maxPoints) })]),
        ),
        { kind: 'text', text: t('award.result.rules', { quorum: call.quorum }) },
        ...(result.calibration === null
          ? []
          : [
              { kind: 'text' as const, text: t('award.groups.how') },
              ...facts(
                result.panels.map(({ id, mean, coefficient }) => [
                  t('panel.group.name', { group: id }),
                  t('award.groups.figures', { mean, coefficient }),
                ]),
              ),
            ]),
        ...(result.basePriceFen === null
          ? []
          : [{ kind: 'text' as const, text: t('award.result.basePrice', { amount: money(result.basePriceFen) }) }]),
      ],
      none,
    ),
    ...section(
      t('award.report.scores'),
      facts(
        result.bids.map(({ organization, rank, total, rawTotal, group, means, judgeTotals, priceFen }) => [
          `${rank ?? '—'}  ${organization}`,
          [
            t('award.report.total', { total, price: money(priceFen) }),
            ...(rawTotal === null ? [] : [t('award.groups.ofBid', { group: group ?? '', raw: rawTotal })]),
            result.criteria
              .map(({ title }, index) => `${title} ${means[index] ?? '—'}`)
              .join(locale === 'en' ? '; ' : '；'),
            result.judges
              .flatMap((judge, index) =>
                group !== null && result.groupOf[judge] !== group ? [] : [`${judge} ${judgeTotals[index] ?? '—'}`],
              )
              .join('  '),
          ].join('\n'),
        ]),
      ),
      none,
    ),
    ...section(
      t('award.report.candidates'),
      facts(
        report.candidates.map(({ organization, rank, outcome }) => [
          String(rank),
          `${organization} · ${t(`award.report.outcome.${outcome}`)}`,
        ]),
      ),
      none,
    ),
    ...section(
      t('award.report.clarifications'),
      call.bids.flatMap(({ organization, clarifications }) =>
        clarifications.flatMap(({ kind, question, answer, finding, findingReason }) =>
          facts([
            [organization.name, `${t(`review.kind.${kind}`)}\n${question}`],
            [t('award.report.reply'), answer || none],
            [t('award.report.finding'), finding === null ? none : `${t(`review.finding.${finding}`)} ${findingReason}`],
          ]),
        ),
      ),
      none,
    ),
    ...(report.minutes.length === 0
      ? []
      : section(
          t('award.report.discussions'),
          [
            ...facts(
              report.minutes.map(({ organization, judge, members, at, text }) => [
                organization,
                [
                  t('award.report.minuteBy', { code: judge, at: formatInstant(new Date(at), locale) }),
                  t('panel.discussion.part', { codes: members.join(' · ') }),
                  text,
                ].join('\n'),
              ]),
            ),
            ...facts(
              call.bids.flatMap(({ organization, sheets }) =>
                sheets.map(
                  ({ seat, second }) =>
                    [
                      organization.name,
                      t('award.report.second', { code: seat.code, reason: second?.reason ?? '' }),
                    ] as const,
                ),
              ),
            ),
            { kind: 'note', text: t('award.report.minutesHash', { hash: report.minutesSha256 }) },
          ],
          none,
        )),
    ...section(
      t('award.report.changes'),
      facts([
        ...recused.map(({ code, reason }) => [code, reason] as const),
        ...report.corrections.map(
          ({ versionNo, reason }) => [t('award.report.version', { versionNo }), reason] as const,
        ),
      ]),
      none,
    ),
    ...section(
      t('award.report.dissent'),
      [
        ...facts(report.dissents.map(({ code, dissent }) => [code, dissent])),
        ...(report.silent.length === 0
          ? []
          : [{ kind: 'text' as const, text: t('award.report.silent', { codes: report.silent.join(' ') }) }]),
      ],
      t('award.report.unanimous'),
    ),
    { kind: 'note', text: t('award.report.signed', { at: instant(report.signedAt), hash: result.hash }) },
  ]
  return {
    title: `${t('award.report.title')} ${call.callNo}`,
    lang: locale,
    blocks,
    foot: t('award.report.foot', { callNo: call.callNo, at: formatInstant(now, locale) }),
    madeAt: now,
  }
}
