import { rungs, steps } from '#app/domain/statistics/call-steps.ts'
import type { Translate } from '#app/i18n/translate.ts'
import type { CallPicture } from '#app/services/statistics/queries/call-picture.server.ts'
import type { PictureTable } from './picture-table.ts'
import type { TableCell } from './table-file.server.ts'

const number = (value: number | null): TableCell => (value === null ? null : { number: value })

/** The sums, the middle days, and every call by itself. */
export const callTable = (t: Translate, { calls, sums, medians, medianWhole }: CallPicture): PictureTable => ({
  widths: [24, 40, ...rungs.map(() => 12), 12, ...steps.map(() => 14), 16],
  not: t('statistics.calls.not'),
  parts: [
    {
      head: [t('statistics.calls.howFar'), t('statistics.calls.bids')],
      rows: rungs.map((rung) => [t(`statistics.calls.rung.${rung}`), number(sums[rung])]),
    },
    {
      head: [t('statistics.calls.stepColumn'), t('statistics.calls.median')],
      rows: [
        ...steps.map((step) => [t(`statistics.calls.step.${step}`), number(medians[step])]),
        [t('statistics.calls.toPayment'), number(medianWhole)],
      ],
    },
    {
      head: [
        t('statistics.calls.callNo'),
        t('statistics.calls.call'),
        ...rungs.map((rung) => t(`statistics.calls.rung.${rung}`)),
        t('statistics.calls.questions'),
        ...steps.map((step) => t('statistics.calls.daysOf', { step: t(`statistics.calls.step.${step}`) })),
        t('statistics.calls.toPayment'),
      ],
      rows: calls.map((call) => [
        call.callNo,
        call.title,
        ...rungs.map((rung) => number(call.rungs[rung])),
        number(call.questions),
        ...steps.map((step) => number(call.days[step])),
        number(call.wholeDays),
      ]),
    },
  ],
})
