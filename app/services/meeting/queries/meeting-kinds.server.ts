import type { Day } from '#app/domain/shared/day.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

export type MeetingKindView = {
  code: string
  name: string
  purpose: string
  noticeDays: number
  minutesDays: number
  quorum: { num: number; den: number; strict: boolean } | null
  source: string
}

const inForce = (db: Pick<Db | Tx, 'meetingKind'>, on: Day, code?: string) =>
  db.meetingKind.findMany({
    where: { validFrom: { lte: dateOfDay(on) }, ...(code === undefined ? {} : { code }) },
    orderBy: [{ position: 'asc' }, { validFrom: 'desc' }],
  })

export const kindInForce = async (db: Pick<Db | Tx, 'meetingKind'>, code: string, on: Day) =>
  (await inForce(db, on, code)).toSorted((a, b) => b.validFrom.getTime() - a.validFrom.getTime())[0]

/** What can be announced today, with what each kind asks for. */
export async function readMeetingKinds({
  db,
  locale,
  now,
}: Pick<Context, 'db' | 'locale' | 'now'>): Promise<MeetingKindView[]> {
  const rows = await inForce(db, dayOf(now))
  const isEn = locale === 'en'
  return rows
    .filter(({ code }, index) => rows.findIndex((row) => row.code === code) === index)
    .map((row) => ({
      code: row.code,
      name: isEn ? row.nameEn : row.nameZh,
      purpose: isEn ? row.purposeEn : row.purposeZh,
      noticeDays: row.noticeDays,
      minutesDays: row.minutesDays,
      quorum:
        row.quorumNum === null || row.quorumDen === null
          ? null
          : { num: row.quorumNum, den: row.quorumDen, strict: row.quorumStrict },
      source: isEn ? row.sourceEn : row.sourceZh,
    }))
}
