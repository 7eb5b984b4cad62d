import { expect, test } from 'vitest'
import { policyForm } from '#app/domain/policy-document/schema.ts'
import { namesPolicy } from '#app/domain/policy-document/terms.ts'
import { amendPolicy, endPolicy, enterPolicy } from '#app/services/policy-document/keep-document.server.ts'
import { findCited, readPolicies, readPolicyChoices } from '#app/services/policy-document/queries/policies.server.ts'
import { readPolicy, readPolicyForm } from '#app/services/policy-document/queries/policy-page.server.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeBody, makeOfficer, makePerson, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const at = '2026-03-05T10:00:00+08:00'
const refused = (code: string) => ({ ok: false, refusal: { code } })

const typed = (change: Record<string, string> = {}) => {
  const read = policyForm.safeParse({
    kind: 'NOTICE',
    level: 'DISTRICT',
    regionCode: '310112',
    placeZh: '上海市闵行区',
    placeEn: 'Minhang, Shanghai',
    documentNo: '闵民〔2026〕7号',
    titleZh: '闵行区公益创投管理办法',
    titleEn: 'Measures for Venture Calls in Minhang',
    issuerZh: '闵行区民政局',
    issuerEn: 'Civil Affairs Bureau of Minhang',
    issuedOn: '2026-02-01',
    summaryZh: '公益创投的申报和评审。',
    summaryEn: 'How venture calls are applied for and judged.',
    citedAs: '闵民〔2026〕7号\n闵行区公益创投管理办法',
    isConfirmed: 'yes',
    ...change,
  })
  return read
}
const input = (change: Record<string, string> = {}) => {
  const read = typed(change)
  if (!read.success) throw new Error(read.error.message)
  return read.data
}
const faults = (change: Record<string, string>) =>
  typed(change).error?.issues.map(({ path, message }) => [path[0], message])

async function administrator() {
  const actor = await makePerson(t, '管理员')
  await t.owner.account.update({ where: { id: accountIdOf(actor) }, data: { isAdministrator: true } })
  return { ...actor, isAdministrator: true }
}

test('every document that a rule book or a rule numbers is in the library, and says what follows from it', async () => {
  const { policies } = await readPolicies(t.contextAt(at), { q: '财政部令第87号' }, null)
  const page = await readPolicy(t.contextAt(at), policies[0]?.id ?? '')
  expect(page?.books.map(({ book }) => book.code)).toContain('open-tender')
  expect(page?.books.every(({ lines }) => lines.every(({ citation }) => citation.docNo.zh === '财政部令第87号'))).toBe(
    true,
  )
  const all = await t.app.policyDocument.findMany()
  for (const { sources } of ruleBooks)
    for (const { docNo } of Object.values(sources))
      if (/\d/.test(docNo.zh))
        expect(
          all.some(({ citedAs }) => namesPolicy(citedAs, docNo.zh)),
          docNo.zh,
        ).toBe(true)
  // Years of the calendar are loaded by administrators.
  const unnamed = await t.app.$queryRaw<{ words: string }[]>`
    SELECT source_zh AS words FROM rule_source s WHERE rule <> 'calendar_notice' AND source_zh ~ '(令第\\d+号|〔\\d{4}〕\\d+号|《.+》|[一-龥]法第)'
      AND NOT EXISTS (SELECT 1 FROM policy_document d WHERE names_policy(d.cited_as, s.source_zh))`
  expect(unnamed).toEqual([])
})

test('words of a rule lead to the document whose name in them is longest', async () => {
  const titled = async (words: string) =>
    (await t.app.policyDocument.findUnique({ where: { id: (await findCited(t.contextAt(at), words)) ?? '' } }))?.titleZh
  expect(await titled('政府采购法实施条例第四十九条')).toBe('政府采购法实施条例')
  expect(await titled('政府采购法第四十二条：采购文件保存十五年')).toBe('政府采购法（2014年修正）')
  expect(await findCited(t.contextAt(at), '采购人内控制度')).toBeUndefined()
})

test('is entered, amended and ended by administrators alone; what it said before stays', async () => {
  const keeper = await administrator()
  const ctx = t.contextAt(at, keeper)
  const officer = await makeOfficer(t, await makeBody(t))
  expect(await enterPolicy(t.contextAt(at, officer), input())).toMatchObject(refused('forbidden'))
  expect(await enterPolicy(ctx, input({ issuedOn: '2026-03-06' }))).toMatchObject(refused('policy-document.day-ahead'))
  const { id } = must(await enterPolicy(ctx, input()))
  expect(await enterPolicy(ctx, input({ titleZh: '另一份文件' }))).toMatchObject(refused('policy-document.known'))
  must(await amendPolicy(ctx, { ...input({ summaryZh: '公益创投怎样申报。' }), id, version: 1, reason: '要点写错' }))
  expect(await amendPolicy(ctx, { ...input(), id, version: 1, reason: '过时的页面' })).toMatchObject(refused('stale'))
  const end = { id, version: 2, reason: '由新办法代替' }
  expect(await endPolicy(ctx, { ...end, endsOn: toDay('2026-01-01') })).toMatchObject(
    refused('policy-document.ends-before'),
  )
  must(await endPolicy(ctx, { ...end, endsOn: toDay('2026-03-01') }))
  const page = await readPolicy(ctx, id)
  expect(page).toMatchObject({ standing: 'ended', inForceUntil: '2026-03-01', summary: '公益创投怎样申报。' })
  expect(page?.changes).toMatchObject([
    { version: 3, fields: ['inForceUntil'], reason: '由新办法代替', isByAdministrator: true },
    { version: 2, fields: ['summaryZh'], reason: '要点写错' },
    { version: 1, fields: [], reason: '' },
  ])
  expect(await readPolicyForm(ctx, id)).toMatchObject({ version: 3, stored: { inForceUntil: '2026-03-01' } })
})

test('PostgreSQL lets nobody else write, keeps versions in order and its history as it was', async () => {
  const officer = await makeOfficer(t, await makeBody(t))
  const first = await t.app.policyDocument.findFirstOrThrow({ where: { version: 1 } })
  const by = (id: string | null, version: number, reason = '试') =>
    t.app.policyDocument.update({ where: { id: first.id }, data: { changedById: id, version, reason } })
  await expect(by(accountIdOf(officer), 2)).rejects.toThrow('policy-document.not-administrator')
  await expect(by(null, 2)).rejects.toThrow('policy-document.not-administrator')
  const keeper = accountIdOf(await administrator())
  await expect(by(keeper, 3)).rejects.toThrow('policy-document.version')
  await expect(by(keeper, 2, '')).rejects.toThrow()
  await expect(t.app.policyDocument.delete({ where: { id: first.id } })).rejects.toThrow()
  await expect(t.owner.$executeRaw`UPDATE policy_document_version SET reason = 'x'`).rejects.toThrow()
  await expect(
    t.owner.policyDocument.update({
      where: { id: first.id },
      data: { level: 'CITY', regionCode: '31', version: 2, reason: '试' },
    }),
  ).rejects.toThrow('policy_document_place')
})

test('is narrowed by kind, place, year, whether it holds and words, and read page by page', async () => {
  const ctx = t.contextAt(at)
  const titles = async (filter: Parameters<typeof readPolicies>[1]) =>
    (await readPolicies(ctx, filter, null)).policies.map(({ titleZh }) => titleZh)
  expect(await titles({ kind: 'STANDARD', place: '31' })).toHaveLength(1)
  expect(await titles({ year: 2017, kind: 'RULE' })).toEqual(['政府采购货物和服务招标投标管理办法'])
  const ended = (await readPolicies(ctx, { standing: 'ended' }, null)).policies
  expect(ended.map(({ documentNo }) => documentNo)).toContain('国办发明电〔2024〕12号')
  expect(ended.every(({ standing }) => standing === 'ended')).toBe(true)
  expect(await titles({ q: '竞争性 补充' })).toHaveLength(1)
  expect(await titles({ q: 'fees EXPERTS shanxi' })).toHaveLength(1)
  expect(await titles({ q: "100%_' 没有" })).toEqual([])
  const seen: string[] = []
  let after: string | null = null
  do {
    const part: Awaited<ReturnType<typeof readPolicies>> = await readPolicies(ctx, {}, after)
    seen.push(...part.policies.map(({ id }) => id))
    after = part.next ?? null
  } while (after !== null)
  expect(seen).toHaveLength(await t.app.policyDocument.count())
  expect(new Set(seen).size).toBe(seen.length)
  const choices = await readPolicyChoices(ctx)
  expect(choices.places.map(({ code }) => code)).toContain('4419')
  expect(choices.years[0]).toBeGreaterThan(choices.years.at(-1) ?? 0)
})

test('a form that contradicts itself says where', () => {
  expect(faults({ regionCode: '31', placeEn: '' })).toEqual([
    ['regionCode', 'policy-document.code'],
    ['placeEn', 'form.required'],
  ])
  expect(faults({ inForceUntil: '2025-12-31' })).toEqual([['inForceUntil', 'policy-document.ends-before']])
  expect(faults({ issuedYear: '2025' })).toEqual([['issuedYear', 'policy-document.other-year']])
  expect(faults({ sourceUrl: 'javascript:alert(1)' })).toEqual([['sourceUrl', 'policy-document.address']])
  expect(input({ level: 'NATION' })).toMatchObject({ regionCode: '', placeZh: '', issuedYear: 2026 })
})
