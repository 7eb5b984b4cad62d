import { beforeAll, describe, expect, test } from 'vitest'
import type { ImportKind } from '#app/domain/import/columns.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { errorsTable, vocabularyOf } from '#app/http/import-words.ts'
import { tableCsv } from '#app/http/table-file.server.ts'
import { confirmImport, discardImport } from '#app/services/import/confirm.server.ts'
import { keepImports } from '#app/services/import/keep-imports.server.ts'
import { dropRow, mendRow } from '#app/services/import/mend-row.server.ts'
import { readImport, readImportErrors } from '#app/services/import/queries/import-page.server.ts'
import { uploadImport } from '#app/services/import/upload.server.ts'
import { readStaffPage } from '#app/services/staff/queries/staff.server.ts'
import { readVolunteersPage } from '#app/services/volunteer/queries/volunteers.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, type Bureau, makeCreditCode, makeRegion, must } from '#tests/support/scenes.ts'
import { makeRegistry } from '#tests/support/scenes-standing.ts'

const t = useDatabase()
const now = '2026-03-02T10:00:00+08:00'
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })
const wordsOf = (kind: ImportKind) => vocabularyOf(kind).words

const staffHead =
  '姓名,岗位,岗位名称,入职日期,最后在职日,同意方式,同意日期,本人同意,证书种类,证书编号,发证日期,有效期至'
const staffLine = (
  name: string,
  over: Partial<Record<'post' | 'title' | 'from' | 'until' | 'on' | 'agreed' | 'certificate', string>> = {},
) =>
  [
    name,
    over.post ?? '社会工作者',
    over.title ?? '',
    over.from ?? '2026/1/5',
    over.until ?? '',
    '书面同意',
    over.on ?? '2026-01-05',
    over.agreed ?? '是',
    over.certificate ?? ',,,',
  ].join(',')
const file = (...lines: string[]) => new File([lines.join('\r\n')], '名单.csv')

type Who = { actor: Actor; kind: ImportKind; organizationId?: string; bodyId?: string }
const upload = (who: Who, ...lines: string[]) => {
  const { actor, ...owner } = who
  return uploadImport(t.contextAt(now, actor), owner, { file: file(...lines), vocabulary: vocabularyOf(owner.kind) })
}
const staffOf = (bidder: Bidder, who: 'owner' | 'editor' | 'certifier' = 'editor'): Who => ({
  actor: bidder[who],
  kind: 'STAFF',
  organizationId: bidder.id,
})
const uploaded = async (who: Who, ...lines: string[]) => must(await upload(who, ...lines)).draftId
const preview = async (who: Who, draftId: string, at = now) => {
  const view = await readImport(t.contextAt(at, who.actor), draftId)
  if (view === undefined) throw new Error('no such import')
  return view
}
const confirm = async (who: Who, draftId: string, leaveOut = false, at = now) =>
  confirmImport(t.contextAt(at, who.actor), { draftId, seen: (await preview(who, draftId, at)).digest, leaveOut })
const rowOf = (id: string) => t.owner.importDraft.findUniqueOrThrow({ where: { id } })
const problems = ({ errors }: Awaited<ReturnType<typeof preview>>) =>
  errors.map(({ number, problems: found }) => [number, ...found.map(({ column, code }) => `${column} ${code}`)])

describe('a list of staff', () => {
  let house: Bidder
  beforeAll(async () => {
    house = await makeBidder(t, '名单服务社')
  })

  test('is shown before anything is written, and then written once, however often it is confirmed', async () => {
    const who = staffOf(house)
    const draftId = await uploaded(
      who,
      staffHead,
      staffLine('林晓', { certificate: '社会工作师,shg 2025-001,2025-06-01,' }),
      staffLine('何苗', { post: '项目人员' }),
    )
    expect((await preview(who, draftId)).counts).toEqual({ added: 2, changed: 0, unchanged: 0, errors: 0 })
    expect(await t.owner.staffMember.count({ where: { organizationId: house.id } })).toBe(0)
    expect(Buffer.from((await rowOf(draftId)).rowsSealed ?? []).includes('林晓')).toBe(false)

    const seen = (await preview(who, draftId)).digest
    const pressed = { draftId, seen, leaveOut: false }
    const both = await Promise.all([1, 2].map(() => confirmImport(t.contextAt(now, who.actor), pressed)))
    expect(both).toEqual([{ ok: true }, { ok: true }])
    const page = await readStaffPage(t.contextAt(now, house.editor), house.id)
    expect(page?.staff.map(({ name, missing }) => [name, missing.length])).toEqual([
      ['何苗', 0],
      ['林晓', 0],
    ])
    expect(page?.staff.flatMap(({ certificates }) => certificates.map(({ number }) => number))).toEqual(['SHG2025-001'])
    expect(await rowOf(draftId)).toMatchObject({
      state: 'IMPORTED',
      added: 2,
      changed: 0,
      unchanged: 0,
      leftOut: 0,
      rowsSealed: null,
    })
    const trail = await t.owner.auditEvent.findMany({ where: { entityId: draftId, type: 'import.confirmed' } })
    expect(trail.map(({ data }) => data)).toEqual([{ kind: 'STAFF', added: 2, changed: 0, unchanged: 0, leftOut: 0 }])
    expect(JSON.stringify(trail.map(({ data, actorName }) => ({ data, actorName })))).not.toContain('林晓')
  })

  test('names for each row what is wrong, in which cell', async () => {
    const who = staffOf(house)
    const draftId = await uploaded(
      who,
      staffHead,
      staffLine('', { from: '2026-02-30' }),
      staffLine('甲', { post: '园丁', agreed: '否' }),
      staffLine('乙', { on: '2026-03-03', until: '2025-12-31' }),
      staffLine('丙'),
      staffLine('丙', { title: '又一次' }),
      staffLine('丁', { certificate: '社会工作师,SHG2025-001,2025-06-01,2025-05-01' }),
      staffLine('戊', { certificate: '社会工作师,SHG2025-001,2025-06-01,' }),
      staffLine('己', { certificate: ',#N/A,,' }),
      staffLine('庚', { from: '1930-01-01' }),
    )
    expect(problems(await preview(who, draftId))).toEqual([
      [2, 'name form.required', 'fromOn form.date'],
      [3, 'post form.choice', 'consent staff.error.consent'],
      [4, 'untilOn staff.refusal.days'],
      [6, 'name import.twice'],
      [7, 'validUntil staff.error.validUntil'],
      [8, 'certificateNumber staff.certificate-known'],
      [9, 'certificateNumber import.failed-cell', 'certificateKind form.required', 'issuedOn form.required'],
      [10, 'fromOn form.date'],
    ])
  })

  test('changes who is there already, cell by cell, and leaves alone what a cell does not say', async () => {
    const who = staffOf(house)
    await uploaded(who, staffHead, staffLine('不算'))
    const draftId = await uploaded(
      who,
      staffHead,
      staffLine('林晓'),
      staffLine('何苗', {
        post: '财务人员',
        title: '会计',
        until: '2026-02-28',
        certificate: '会计专业资格,K-1,2024-01-01,',
      }),
    )
    const view = await preview(who, draftId)
    expect(view.counts).toEqual({ added: 0, changed: 1, unchanged: 1, errors: 0 })
    expect(view.others[1]?.changes).toEqual(['post', 'postTitle', 'untilOn', 'certificateNumber'])
    must(await confirm(who, draftId))
    const row = await t.owner.staffMember.findFirstOrThrow({
      where: { organizationId: house.id, name: '何苗' },
      include: { certificates: true },
    })
    expect(row).toMatchObject({
      post: 'FINANCE',
      postTitle: '会计',
      version: 2,
      certificates: [{ kind: 'ACCOUNTING' }],
    })
    expect(row.untilOn?.toISOString().slice(0, 10)).toBe('2026-02-28')
    // The same file once more has nothing to say.
    const again = await uploaded(who, staffHead, staffLine('林晓'))
    expect(await confirm(who, again)).toMatchObject(refused('import.nothing-new'))
  })

  test('one head at a time: a second one is refused, a change of heads within the file is not', async () => {
    const other = await makeBidder(t, '换届服务社')
    const who = staffOf(other)
    const head = { post: '秘书长、总干事等负责人' }
    const two = await uploaded(who, staffHead, staffLine('周到', head), staffLine('吴越', head))
    expect(problems(await preview(who, two))).toEqual([[3, 'post staff.head-already']])
    must(await confirm(who, two, true))
    const change = await uploaded(
      who,
      staffHead,
      staffLine('吴越', head),
      staffLine('周到', { ...head, until: '2026-02-28' }),
    )
    expect((await preview(who, change)).counts).toEqual({ added: 1, changed: 1, unchanged: 0, errors: 0 })
    must(await confirm(who, change))
    const heads = await t.owner.staffMember.findMany({
      where: { organizationId: other.id, post: 'HEAD', untilOn: null },
    })
    expect(heads.map(({ name }) => name)).toEqual(['吴越'])
  })

  test('with errors it is written only when somebody says that those rows are left out; they are kept for the day and no longer', async () => {
    const who = staffOf(house)
    const draftId = await uploaded(
      who,
      staffHead,
      staffLine('新来的'),
      staffLine('"=HYPERLINK(""x"")"', { post: '园丁' }),
    )
    expect(await confirm(who, draftId)).toMatchObject(refused('import.has-errors'))
    expect(await t.owner.staffMember.count({ where: { organizationId: house.id, name: '新来的' } })).toBe(0)
    must(await confirm(who, draftId, true))
    expect(await rowOf(draftId)).toMatchObject({ state: 'IMPORTED', added: 1, leftOut: 1 })
    const left = await readImportErrors(t.contextAt(now, who.actor), draftId)
    if (left === undefined) throw new Error('the rows are gone')
    const csv = tableCsv(errorsTable(left.kind, left.rows, 'zh-CN'))
    expect(csv).toContain('要改的地方')
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
    expect(csv).toContain('岗位：请选择一项')
    expect(csv).not.toContain('新来的')
    // Mended in that very file and sent again: the column of what to mend is known, and the apostrophe is no part of the name.
    const again = must(
      await uploadImport(
        t.contextAt(now, who.actor),
        { kind: 'STAFF', organizationId: house.id },
        { file: new File([csv.replace('园丁', '其他岗位')], '要改的行.csv'), vocabulary: vocabularyOf('STAFF') },
      ),
    )
    const mended = await preview(who, again.draftId)
    expect([mended.counts.added, mended.ignored, mended.others[0]?.cells['name']]).toEqual([1, [], '=HYPERLINK("x")'])
    await keepImports(t.owner, { toldNow: new Date('2026-03-03T10:00:00+08:00') })
    expect(await rowOf(draftId)).toMatchObject({ state: 'IMPORTED', rowsSealed: null })
    expect(await rowOf(again.draftId)).toMatchObject({ state: 'LAPSED', rowsSealed: null, added: null })
    expect(await readImportErrors(t.contextAt(now, who.actor), draftId)).toBeUndefined()
  })

  test('a row is mended on the page, or dropped; two people at once do not undo one another', async () => {
    const who = staffOf(house)
    const draftId = await uploaded(
      who,
      staffHead,
      staffLine('改一改', { post: '园丁' }),
      staffLine('不要了', { from: '明天' }),
    )
    const ctx = t.contextAt(now, who.actor)
    must(await mendRow(ctx, { draftId, version: 1, row: 2, cells: { post: 'OTHER' } }, wordsOf))
    expect(await dropRow(ctx, { draftId, version: 1, row: 3 })).toMatchObject(refused('stale'))
    expect(problems(await preview(who, draftId))).toEqual([[3, 'fromOn form.date']])
    must(await dropRow(ctx, { draftId, version: 2, row: 3 }))
    expect(await dropRow(ctx, { draftId, version: 3, row: 2 })).toMatchObject(refused('import.last-row'))
    expect(await dropRow(ctx, { draftId, version: 3, row: 9 })).toMatchObject(refused('not-found'))
    must(await confirm(who, draftId))
  })

  test('what changed between preview and confirmation is shown again first', async () => {
    const other = await makeBidder(t, '变动服务社')
    const who = staffOf(other)
    const first = await uploaded(who, staffHead, staffLine('同一人'))
    const second = await uploaded(who, staffHead, staffLine('同一人'), staffLine('另一人'))
    const { digest } = await preview(who, second)
    must(await confirm(who, first))
    expect(
      await confirmImport(t.contextAt(now, who.actor), { draftId: second, seen: digest, leaveOut: false }),
    ).toMatchObject(refused('import.changed'))
    expect((await preview(who, second)).counts).toEqual({ added: 1, changed: 0, unchanged: 1, errors: 0 })
    must(await confirm(who, second))
    expect(await t.owner.staffMember.count({ where: { organizationId: other.id } })).toBe(2)
  })

  test('is for those alone who keep it; PostgreSQL asks the same', async () => {
    const other = await makeBidder(t, '旁观服务社')
    expect(await upload(staffOf(house, 'certifier'), staffHead, staffLine('甲'))).toMatchObject(refused('not-found'))
    expect(await upload({ ...staffOf(house), actor: other.owner }, staffHead, staffLine('甲'))).toMatchObject(
      refused('not-found'),
    )
    const draftId = await uploaded(staffOf(house), staffHead, staffLine('只给自己看'))
    for (const actor of [other.owner, house.certifier]) {
      const ctx = t.contextAt(now, actor)
      expect(await readImport(ctx, draftId)).toBeUndefined()
      expect(await readImportErrors(ctx, draftId)).toBeUndefined()
      expect(await confirmImport(ctx, { draftId, seen: '', leaveOut: true })).toMatchObject(refused('not-found'))
      expect(await discardImport(ctx, { draftId })).toMatchObject(refused('not-found'))
      expect(await mendRow(ctx, { draftId, version: 1, row: 2, cells: {} }, wordsOf)).toMatchObject(
        refused('not-found'),
      )
    }
    const row = await rowOf(draftId)
    const foreign = { ...row, id: crypto.randomUUID(), uploadedById: house.certifier.accountId ?? '' }
    await expect(t.owner.importDraft.create({ data: foreign })).rejects.toThrow('forbidden')
    await expect(
      t.owner.importDraft.update({
        where: { id: draftId },
        data: { state: 'PUT_ASIDE', rowsSealed: null, settledById: other.owner.accountId ?? '', settledAt: new Date() },
      }),
    ).rejects.toThrow('forbidden')
    await expect(t.owner.importDraft.update({ where: { id: draftId }, data: { rowsSealed: null } })).rejects.toThrow(
      'import_draft_rows',
    )
    must(await discardImport(t.contextAt(now, house.owner), { draftId }))
    expect(await rowOf(draftId)).toMatchObject({ state: 'PUT_ASIDE', rowsSealed: null })
  })

  test('after its day nobody confirms it', async () => {
    const who = staffOf(house)
    const draftId = await uploaded(who, staffHead, staffLine('太晚了'))
    const late = '2026-03-03T10:00:01+08:00'
    expect((await preview(who, draftId, late)).state).toBe('LAPSED')
    expect(await confirm(who, draftId, false, late)).toMatchObject(refused('import.over'))
  })

  test('a file that is no list says why', async () => {
    const who = staffOf(house)
    expect(await upload(who, '随便写写')).toMatchObject(refused('import.no-headings'))
    expect(await upload(who, '姓名,岗位', 'a,b')).toMatchObject({
      ok: false,
      refusal: { code: 'import.heading-missing', data: { columns: 'fromOn consentHow consentOn consent' } },
    })
    expect(
      await upload(who, staffHead, ...Array.from({ length: 2001 }, (_, index) => staffLine(`第${index}人`))),
    ).toMatchObject({ ok: false, refusal: { code: 'import.too-many', data: { most: 2000 } } })
  })
})

describe('a list of volunteers', () => {
  test('asks for consent and for one way to be reached, and knows who is there already', async () => {
    const house = await makeBidder(t, '志愿服务社')
    const who: Who = { actor: house.editor, kind: 'VOLUNTEERS', organizationId: house.id }
    const head = 'Name;Telephone;E-mail;Consent;How consent was given;Date of consent'
    const draftId = await uploaded(
      who,
      head,
      '王邻居;138 0013 8000;;yes;In writing;2026-01-05',
      '李邻居;;LI@Example.cn;yes;Electronically;2026-01-05',
      '赵邻居;;;yes;In writing;2026-01-05',
      '钱邻居;1.38E+10;;yes;In writing;2026-01-05',
      '孙邻居;13800138001;;no;In writing;2026-01-05',
      '王邻居;13800138000;;yes;In writing;2026-01-05',
    )
    expect(problems(await preview(who, draftId))).toEqual([
      [4, 'phone volunteer.error.contact'],
      [5, 'phone import.lost-digits'],
      [6, 'consent volunteer.error.consent'],
      [7, 'name import.twice'],
    ])
    must(await confirm(who, draftId, true))
    const page = await readVolunteersPage(t.contextAt(now, house.editor), house.id)
    expect(page?.volunteers.map(({ name, contact }) => [name, contact.phone, contact.email]).sort()).toEqual([
      ['李邻居', '', 'li@example.cn'],
      ['王邻居', '138 0013 8000', ''],
    ])
    const again = await uploaded(who, head, '王邻居;13800138000;;yes;In writing;2026-01-05')
    expect((await preview(who, again)).counts.unchanged).toBe(1)
  })
})

describe('a register of organizations', () => {
  const head =
    '名称,组织类型,统一社会信用代码,所在地区,服务领域,联系人,联系电话,负责人电子邮箱,成立日期,法定代表人,注册资金（元）'
  const line = (
    name: string,
    code: string,
    over: { kind?: string; region?: string; email?: string; rep?: string } = {},
  ) =>
    [
      name,
      over.kind ?? '社会服务机构',
      code,
      over.region ?? '闵行区',
      '社区服务、法律援助',
      '联系人',
      '021-64980000',
      over.email ?? '',
      '2015-05-20',
      over.rep ?? '张三',
      '100000',
    ].join(',')
  let bureau: Bureau
  let who: Who
  beforeAll(async () => {
    bureau = await makeRegistry(t)
    who = { actor: bureau.officer, kind: 'ORGANIZATIONS', bodyId: bureau.body.id }
  })

  test('tests the code with the kind of mistake, the place, and who is there already', async () => {
    const code = makeCreditCode()
    const wrong = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`
    const house = await makeBidder(t, '已登记服务社')
    const { creditCode } = await t.owner.organization.findUniqueOrThrow({ where: { id: house.id } })
    const far = await makeRegion(t, '310115')
    const away = await makeBidder(t, '外区服务社')
    await t.owner.organization.update({ where: { id: away.id }, data: { regionId: far.id } })
    const { creditCode: awayCode } = await t.owner.organization.findUniqueOrThrow({ where: { id: away.id } })
    const draftId = await uploaded(
      who,
      head,
      line('短码', '123'),
      line('错码', wrong),
      line('无码', ''),
      line('错类', code, { kind: '基金会' }),
      line('远方', makeCreditCode(), { region: '第310115区' }),
      line('改名服务社', creditCode ?? ''),
      line('外区服务社', awayCode ?? ''),
      line('好的', ` ${code.slice(0, 6)} ${code.slice(6).toLowerCase()} `),
    )
    expect(problems(await preview(who, draftId))).toEqual([
      [2, 'creditCode organization.credit-code-length'],
      [3, 'creditCode organization.credit-code-check-digit'],
      [4, 'creditCode organization.credit-code-missing'],
      [5, 'creditCode organization.credit-code-kind'],
      [6, 'region import.region-unknown'],
      [7, 'organizationName import.other-name'],
      [8, 'creditCode import.other-place'],
    ])
    must(await confirm(who, draftId, true))
    const made = await t.owner.organization.findUniqueOrThrow({ where: { creditCode: code } })
    expect(made).toMatchObject({
      name: '好的',
      state: 'ACTIVE',
      fields: ['COMMUNITY', 'LEGAL_AID'],
      registeredFen: 10_000_000n,
      legalRepresentative: '张三',
    })
  })

  test('updates what the registry knows of an organization and nothing that is its own; a code comes once', async () => {
    const house = await makeBidder(t, '更新服务社')
    const before = await t.owner.organization.findUniqueOrThrow({ where: { id: house.id } })
    const draftId = await uploaded(
      who,
      head,
      line('更新服务社', before.creditCode ?? '', { rep: '李四', email: 'nobody@example.cn' }),
    )
    const view = await preview(who, draftId)
    // It has an owner: nobody is invited.
    expect(view.others[0]?.changes).toEqual(['foundedOn', 'legalRepresentative', 'registeredFen'])
    must(await confirm(who, draftId))
    expect(await t.owner.organization.findUniqueOrThrow({ where: { id: house.id } })).toMatchObject({
      legalRepresentative: '李四',
      contactName: before.contactName,
      fields: before.fields,
      version: before.version + 1,
    })
    expect(await t.owner.invitation.count({ where: { organizationId: house.id } })).toBe(0)
    const owner = await t.owner.account.findUniqueOrThrow({ where: { id: accountIdOf(house.owner) } })
    expect(await t.owner.message.findMany({ where: { template: 'registryChanged' } })).toMatchObject([
      { toAddress: owner.email },
    ])
  })

  test('invites whoever heads a new organization, and only once', async () => {
    const code = makeCreditCode()
    const row = line('新邀服务社', code, { email: 'head@example.cn' })
    must(await confirm(who, await uploaded(who, head, row)))
    const made = await t.owner.organization.findUniqueOrThrow({ where: { creditCode: code } })
    expect(await t.owner.invitation.findMany({ where: { organizationId: made.id } })).toMatchObject([
      { email: 'head@example.cn', organizationRole: 'OWNER' },
    ])
    expect((await preview(who, await uploaded(who, head, row))).counts.unchanged).toBe(1)
  })

  test('a community group has no code and is known by its name', async () => {
    const group = (name: string) => line(name, '', { kind: '社区社会组织' })
    must(await confirm(who, await uploaded(who, head, group('银杏舞蹈队'))))
    expect((await preview(who, await uploaded(who, head, group('银杏舞蹈队'), group('桂花合唱队')))).counts).toEqual({
      added: 1,
      changed: 0,
      unchanged: 1,
      errors: 0,
    })
  })

  test('is for the officers of a body that keeps a register', async () => {
    const supervisor = { ...who, actor: bureau.supervisor }
    expect(await upload(supervisor, head, line('甲', makeCreditCode()))).toMatchObject(refused('not-found'))
    await t.owner.body.update({ where: { id: bureau.body.id }, data: { duties: ['PURCHASE'] } })
    expect(await upload(who, head, line('甲', makeCreditCode()))).toMatchObject(refused('forbidden'))
  })
})
