import { readFileSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import { organizationTables } from '#app/domain/export/table.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { openZip } from '#app/services/import/table/open-zip.server.ts'
import { readXlsx } from '#tests/support/read-xlsx.ts'
import { makeCreditCode, makeOrganization } from '#tests/support/scenes.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a list comes in by file, is mended and confirmed; everything goes out again', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `import-${name}`)
  const organization = await makeOrganization(sceneDatabase(stage), `启明服务社${mark}`)
  const { id: organizationId } = organization
  const keeper = await stage.enter({ name: '主管', organizations: [{ organizationId, role: 'EDITOR' }] })
  const owner = await stage.enter({ name: '负责人', organizations: [{ organizationId, role: 'OWNER' }] })
  const today = dayOf(new Date())
  const since = addDays(today, -200)
  const upload = async (actor: Actor, lines: readonly (readonly string[])[]) => {
    await actor.page.locator('input[type="file"]').setInputFiles({
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.map((cells) => cells.join('\t')).join('\r\n')),
    })
  }
  const downloaded = async (actor: Actor, what: Locator) => {
    const download = actor.page.waitForEvent('download')
    await what.click()
    return readFileSync(await (await download).path())
  }
  const heading = (key: string) => tt(`import.column.STAFF.${key}`)
  const head = ['fromOn', 'name', 'post', 'consentHow', 'consentOn', 'consent'].map(heading)
  const line = (name: string, post: string) => [
    since,
    name,
    post,
    t('staff.consentHow.WRITTEN'),
    since,
    t('import.yes'),
  ]

  await test.step('the template has the headings of the reader’s language', async () => {
    await keeper.goto(paths.ngoStaff(organizationId))
    await follow(keeper.page, t('import.title.STAFF'))
    await expectTitle(keeper.page, t('import.title.STAFF'))
    await look(keeper, 'start')
    const [headings] = readXlsx(
      await downloaded(keeper, keeper.page.getByRole('link', { name: t('import.templateXlsx') })),
    )
    expect(headings).toContain(heading('certificateKind'))
  })

  await test.step('a file that is no list says what is wrong with it', async () => {
    await pressInVain(keeper.page, t('import.submit'), t('form.fileMissing'))
    await upload(keeper, [head.slice(0, 3), ['a', 'b', 'c']])
    await pressInVain(keeper.page, t('import.submit'), heading('consentOn'))
    await look(keeper, 'refused')
  })

  await test.step('the preview says row by row what is wrong; nothing is written', async () => {
    await upload(keeper, [
      head,
      line('林晓', t('staff.post.SOCIAL_WORKER')),
      line('何苗', 'gardener'),
      line('周到', t('staff.post.FINANCE')),
      line('', t('staff.post.OTHER')),
    ])
    await press(keeper.page, t('import.submit'))
    await expectSaid(keeper.page, t('import.toast.uploaded'))
    await expect(keeper.page.getByRole('heading', { level: 3, name: '何苗' })).toBeVisible()
    await expect(
      keeper.page.getByText(t('import.colon', { column: heading('post'), problem: t('form.choice') })),
    ).toBeVisible()
    await look(keeper, 'preview')
    expect(await db.staffMember.count({ where: { organizationId } })).toBe(0)
    await pressInVain(keeper.page, t('import.confirmSome'), tt('import.refusal.has-errors'))
    const csv = await downloaded(keeper, keeper.page.getByRole('link', { name: t('import.errorsCsv') }))
    expect(csv.toString()).toContain('gardener')
  })

  await test.step('a row is mended where it stands, another is left out', async () => {
    const row = keeper.page.locator('li').filter({ hasText: '何苗' }).first()
    await row.getByText(t('import.mend'), { exact: true }).click()
    await look(keeper, 'mend')
    await fill(row, { 'cells.post': 'PROJECT' })
    await press(keeper.page, t('import.mendSubmit'), row)
    await expectSaid(keeper.page, t('import.toast.mended'))
    await fill(keeper.page, { leaveOut: true })
    await press(keeper.page, t('import.confirmSome'))
    await expectSaid(keeper.page, t('import.toast.confirmed'))
    await look(keeper, 'done')
    await press(keeper.page, t('import.leftDiscard'))
    await follow(keeper.page, t('import.back'))
    for (const name of ['林晓', '何苗', '周到']) await expect(keeper.page.getByRole('link', { name })).toBeVisible()
    expect(await db.staffMember.count({ where: { organizationId } })).toBe(3)
  })

  await test.step('a registry brings in its register', async () => {
    const region = await db.region.findFirstOrThrow({ where: { code: '310112' } })
    const bureau = await db.body.create({
      data: { nameZh: `区民政局${mark}`, nameEn: `Civil Affairs ${mark}`, regionId: region.id, duties: ['REGISTRY'] },
    })
    const officer = await stage.enter({ name: '登记员', bodies: [{ bodyId: bureau.id, role: 'OFFICER' }] })
    await officer.goto(paths.registry())
    await follow(officer.page, t('import.title.ORGANIZATIONS'))
    await look(officer, 'registry')
    const keys = ['organizationName', 'kind', 'creditCode', 'region', 'fields', 'contactName', 'contactPhone']
    const code = makeCreditCode()
    await upload(officer, [
      keys.map((key) => tt(`import.column.ORGANIZATIONS.${key}`)),
      [
        `新桥服务社${mark}`,
        t('organization.public.kind.SERVICE_INSTITUTION'),
        ` ${code.toLowerCase()}`,
        region.nameZh,
        tt('common.field.COMMUNITY'),
        '陈',
        '021-64980000',
      ],
      [
        '错码服务社',
        t('organization.public.kind.SERVICE_INSTITUTION'),
        code.slice(1),
        region.code,
        tt('common.field.COMMUNITY'),
        '陈',
        '021-64980000',
      ],
    ])
    await press(officer.page, t('import.submit'))
    await expect(officer.page.getByText(tt('organization.refusal.credit-code-length')).first()).toBeVisible()
    await look(officer, 'registry-preview')
    await press(officer.page, t('import.drop'))
    await press(officer.page, t('import.confirm'))
    await follow(officer.page, t('import.back'))
    await fill(officer.page, { q: `新桥服务社${mark}` })
    await press(officer.page, t('credit.search'))
    await expect(officer.page.getByRole('link', { name: `新桥服务社${mark}` })).toBeVisible()
  })

  await test.step('the owner takes everything out; an editor does not', async () => {
    await keeper.goto(paths.ngoOrganization(organizationId))
    await expect(keeper.page.getByRole('link', { name: t('export.title') })).toHaveCount(0)
    await owner.goto(paths.ngoOrganization(organizationId))
    await follow(owner.page, t('export.title'))
    await look(owner, 'export')
    const zip = await downloaded(owner, owner.page.getByRole('button', { name: t('export.submit') }))
    const parts = await openZip(zip, () => true, 50_000_000)
    const workbook = await openZip(parts.get('data.xlsx') ?? Buffer.alloc(0), () => true, 50_000_000)
    const sheets = workbook.get('xl/workbook.xml')?.toString() ?? ''
    for (const kind of organizationTables) expect(sheets).toContain(`name="${t(`export.table.${kind}`)}"`)
    expect(parts.get('data.json')?.toString()).toContain('林晓')
  })

  await test.step('and anybody what is kept of them', async () => {
    await keeper.goto(paths.account())
    await look(keeper, 'account')
    const zip = await downloaded(keeper, keeper.page.getByRole('button', { name: t('export.submit') }))
    const parts = await openZip(zip, () => true, 50_000_000)
    expect(parts.get('data.json')?.toString()).toContain(keeper.email)
  })
})
