import type { DutyKind } from '#app/domain/account/closed.ts'
import { refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'

export type Duty = { kind: DutyKind; id: string; name: string }

/** What a person must end before their account can be closed, and how the closing goes; one statement. */
export async function readClosingPage({ db, actor, locale }: Context) {
  const { accountId } = actor
  if (accountId === undefined) throw new Error(refuse('sign-in').refusal.code)
  const [row] = await db.$queryRaw<
    {
      hasFactor: boolean
      coolingDays: number
      zh: string
      en: string
      isConfirmed: boolean
      eraseOn: string
      duties: { kind: DutyKind; id: string; zh: string; en: string }[]
    }[]
  >`
    SELECT a.totp_confirmed_at IS NOT NULL AS "hasFactor", r.cooling_days::int AS "coolingDays", r.source_zh AS zh, r.source_en AS en, r.is_confirmed AS "isConfirmed",
      (today() + r.cooling_days)::text AS "eraseOn",
      (SELECT coalesce(json_agg(json_build_object('kind', d.kind, 'id', d.of_id, 'zh', d.of_zh, 'en', d.of_en) ORDER BY d.kind, d.of_zh), '[]') FROM account_duties(a.id) d) AS duties
    FROM account a, account_rule_on(today()) r WHERE a.id = ${accountId}::uuid`
  if (row === undefined) throw new Error('an account that is signed in is there')
  const { zh, en, duties, ...page } = row
  return {
    ...page,
    source: { zh, en },
    duties: duties.map(({ kind, id, ...name }): Duty => ({ kind, id, name: locale === 'en' ? name.en : name.zh })),
  }
}
