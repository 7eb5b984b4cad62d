import {
  dayOf,
  formatDay,
  formatInstant,
  formatMonth,
  parseDay,
  toDateTimeInput,
  toDay,
} from '#app/domain/shared/day.ts'
import { formatFen, formatWan, toFen } from '#app/domain/shared/money.ts'
import { formatNumber } from '#app/domain/shared/number.ts'
import { useLocale } from '#app/i18n/provider.tsx'

/** View models carry fen and instants as text; this turns them into what the reader reads. */
export function useFormat() {
  const locale = useLocale()
  return {
    /** ¥486,000.00 */
    money: (fen: string) => formatFen(toFen(BigInt(fen)), locale),
    /** 48.60 万元, where people say 万; the full amount in English. */
    wan: (fen: string) => formatWan(toFen(BigInt(fen)), locale),
    /** 2026年3月20日 */
    day: (day: string) => {
      const parsed = parseDay(day)
      return parsed === undefined ? day : formatDay(parsed, locale)
    },
    /** 2026年3月, of its first day. */
    month: (first: string) => formatMonth(toDay(first.slice(0, 10)), locale),
    /** The Beijing day of an instant. */
    dayOfInstant: (iso: string) => formatDay(dayOf(new Date(iso)), locale),
    /** 2026年3月20日 17:00 */
    instant: (iso: string) => formatInstant(new Date(iso), locale, {}),
    /** 17:00, of a day that is said beside it. */
    clock: (iso: string) => toDateTimeInput(new Date(iso)).slice(11),
    /** 2026年3月20日（星期五）17:00（北京时间）: wherever something hangs on it. */
    deadline: (iso: string) => formatInstant(new Date(iso), locale, { withWeekday: true, withZone: true }),
    number: (value: number) => formatNumber(value, locale),
    /** 1,254 KB */
    bytes: (size: number) =>
      size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`,
  }
}
