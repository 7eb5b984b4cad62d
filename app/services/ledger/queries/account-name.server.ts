import type { FundSource } from '#app/domain/ledger/schema.ts'
import { type AccountKind, readAccountCode } from '#app/domain/ledger/account-kind.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** An account as a person knows it: what kind it is, whose, and which source's money where a fund has several. */
export type AccountName = { kind: AccountKind; name: string; source: FundSource | null }

/** `{"zh", "en"}` of whatever an account belongs to; `a` is the ledger_account. */
export const accountOwner = Prisma.sql`(SELECT CASE split_part(a.code, ':', 1)
  WHEN 'gov' THEN (SELECT jsonb_build_object('zh', name_zh, 'en', name_en) FROM body WHERE id = split_part(a.code, ':', 2)::uuid)
  WHEN 'donor' THEN (SELECT jsonb_build_object('zh', name_zh, 'en', name_en) FROM body WHERE id = split_part(a.code, ':', 2)::uuid)
  WHEN 'appeal' THEN (SELECT jsonb_build_object('zh', title, 'en', title) FROM appeal WHERE id = split_part(a.code, ':', 2)::uuid)
  WHEN 'fund' THEN (SELECT jsonb_build_object('zh', name, 'en', name) FROM fund WHERE id = split_part(a.code, ':', 2)::uuid)
  WHEN 'call' THEN (SELECT jsonb_build_object('zh', title, 'en', title) FROM call WHERE id = split_part(a.code, ':', 2)::uuid)
  WHEN 'clawback' THEN (SELECT jsonb_build_object('zh', title, 'en', title) FROM project WHERE award_id = split_part(a.code, ':', 2)::uuid)
  WHEN 'award' THEN (SELECT jsonb_build_object('zh', title, 'en', title) FROM project WHERE award_id = split_part(a.code, ':', 2)::uuid)
  ELSE (SELECT jsonb_build_object('zh', name, 'en', coalesce(name_en, name)) FROM organization WHERE id = split_part(a.code, ':', 2)::uuid)
END)`

export type OwnerText = { zh: string; en: string } | null

export const accountName = (code: string, owner: OwnerText, locale: 'zh-CN' | 'en'): AccountName => ({
  ...ofCode(code),
  name: (locale === 'en' ? owner?.en : owner?.zh) ?? '',
})

const ofCode = (code: string) => {
  const { kind, part } = readAccountCode(code)
  return { kind, source: part === '' ? null : (part.toUpperCase() as FundSource) }
}
