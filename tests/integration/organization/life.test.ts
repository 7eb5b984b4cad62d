import { beforeAll, describe, expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { addDocument, showDocument } from '#app/services/organization/documents.server.ts'
import { answerOwnership, offerOwnership } from '#app/services/organization/hand-over.server.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { renameOrganization } from '#app/services/organization/rename.server.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makePerson, must, sceneStart } from '#tests/support/scenes.ts'

const t = useDatabase()
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })
const at = (instant: string) => new Date(`${instant}+08:00`)

describe('the name', () => {
  let bidder: Bidder
  beforeAll(async () => {
    bidder = await makeBidder(t, '晨曦社工服务社')
  })
  const rename = async (
    over: Partial<{ newName: string; since: string; documentNo: string; version: number }> = {},
  ) => {
    const { version } = await t.owner.organization.findUniqueOrThrow({ where: { id: bidder.id } })
    const typed = {
      newName: '晨曦社会工作服务中心',
      since: '2026-02-01',
      documentNo: '民社准〔2026〕7号',
      version,
      ...over,
    }
    return renameOrganization(t.contextAt(sceneStart, bidder.owner), bidder.id, { ...typed, since: toDay(typed.since) })
  }

  test('changes by a document of the registry, from a day that has come; the old one is kept and public', async () => {
    expect(await rename({ documentNo: '' })).toMatchObject(refused('organization.name-document'))
    expect(await rename({ since: '2026-12-01' })).toMatchObject(refused('organization.name-day'))
    expect(await rename({ newName: bidder.name })).toMatchObject(refused('organization.name-same'))
    expect(await rename({ version: 99 })).toMatchObject(refused('stale'))
    must(await rename())
    expect(await publicOrganization(t.contextAt(sceneStart), bidder.id)).toMatchObject({
      name: '晨曦社会工作服务中心',
      formerNames: [{ name: bidder.name, fromOn: null, untilOn: '2026-02-01', documentNo: '民社准〔2026〕7号' }],
    })
    // The next one by another document and later than this one.
    expect(await rename({ newName: '另一名称', since: '2026-02-10' })).toMatchObject(
      refused('organization.name-document'),
    )
    expect(await rename({ newName: '另一名称', since: '2026-01-10', documentNo: '民社准〔2026〕9号' })).toMatchObject(
      refused('organization.name-day'),
    )
  })

  test('is not changed past its history, nor is history', async () => {
    await expect(t.app.organization.update({ where: { id: bidder.id }, data: { name: '悄悄改名' } })).rejects.toThrow()
    await expect(
      t.app.$executeRaw`INSERT INTO organization_former_name (organization_id, name, until_on, document_no)
        VALUES (${bidder.id}::uuid, '假名', '2020-01-01', 'x')`,
    ).rejects.toThrow('permission denied')
  })

  test('is changed by an owner alone', async () => {
    const typed = { version: 1, newName: '改', since: toDay('2026-02-20'), documentNo: 'y' }
    expect(await renameOrganization(t.contextAt(sceneStart, bidder.editor), bidder.id, typed)).toMatchObject(
      refused('forbidden'),
    )
    const stranger = await makeBidder(t, '旁人')
    expect(await renameOrganization(t.contextAt(sceneStart, stranger.owner), bidder.id, typed)).toMatchObject(
      refused('not-found'),
    )
  })
})

describe('ownership', () => {
  test('moves only when the successor says yes', async () => {
    const bidder = await makeBidder(t, '清泉助老服务中心')
    const owner = t.contextAt(sceneStart, bidder.owner)
    const editor = t.contextAt(sceneStart, bidder.editor)
    const organizationId = bidder.id
    const toId = accountIdOf(bidder.editor)
    const stranger = await makePerson(t, '路人')
    const offer = (id: string) => offerOwnership(owner, { organizationId, toId: id })

    expect(await offer(accountIdOf(stranger))).toMatchObject(refused('organization.handover-not-member'))
    expect(await offer(accountIdOf(bidder.owner))).toMatchObject(refused('organization.handover-owner-already'))
    expect(await offerOwnership(editor, { organizationId, toId })).toMatchObject(refused('forbidden'))
    must(await offer(toId))
    expect(await offer(accountIdOf(bidder.certifier))).toMatchObject(refused('organization.handover-open'))
    expect((await deskPage(editor)).you).toContainEqual(
      expect.objectContaining({ kind: 'ownershipToAnswer', id: organizationId }),
    )

    const { id: handoverId } = await t.owner.ownershipHandover.findFirstOrThrow({ where: { organizationId } })
    const answer = (ctx: typeof owner, said: 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN') =>
      answerOwnership(ctx, { organizationId, handoverId, answer: said })
    expect(await answer(owner, 'ACCEPTED')).toMatchObject(refused('forbidden'))
    expect(await answer(editor, 'WITHDRAWN')).toMatchObject(refused('forbidden'))
    expect(await answer(t.contextAt(sceneStart, bidder.certifier), 'ACCEPTED')).toMatchObject(refused('not-found'))
    const [one, two] = await Promise.all([answer(editor, 'ACCEPTED'), answer(editor, 'ACCEPTED')])
    expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1)

    const roles = await t.owner.organizationMembership.findMany({
      where: { organizationId, accountId: { in: [toId, accountIdOf(bidder.owner)] } },
    })
    expect(roles.filter(({ role }) => role === 'OWNER').map(({ accountId }) => accountId)).toEqual([toId])
    // Whoever handed it over is of it no more: the letter leads to what they can still open.
    const letter = await t.owner.message.findFirstOrThrow({ where: { template: 'ownershipAnswered' } })
    expect(letter).toMatchObject({
      toAddress: bidder.owner.email,
      values: expect.objectContaining({ url: `/organizations/${organizationId}` }) as unknown,
    })
  })

  test('an offer of somebody who is no longer an owner is not taken', async () => {
    const bidder = await makeBidder(t, '云溪')
    const organizationId = bidder.id
    must(
      await offerOwnership(t.contextAt(sceneStart, bidder.owner), { organizationId, toId: accountIdOf(bidder.editor) }),
    )
    await t.owner.organizationMembership.create({
      data: { organizationId, accountId: accountIdOf(bidder.certifier), role: 'OWNER' },
    })
    await t.owner.organizationMembership.deleteMany({
      where: { organizationId, accountId: accountIdOf(bidder.owner), role: 'OWNER' },
    })
    const { id: handoverId } = await t.owner.ownershipHandover.findFirstOrThrow({ where: { organizationId } })
    expect(
      await answerOwnership(t.contextAt(sceneStart, bidder.editor), { organizationId, handoverId, answer: 'ACCEPTED' }),
    ).toMatchObject(refused('organization.handover-not-owner'))
  })
})

describe('documents', () => {
  const keep = (bidder: Bidder, validUntil: string, text: string, isPublic = false) =>
    addDocument(t.contextAt(sceneStart, bidder.editor), {
      organizationId: bidder.id,
      kind: 'CHARTER',
      title: '',
      number: '',
      issuedOn: undefined,
      validUntil: toDay(validUntil),
      isPublic,
      file: new File([text], 'charter.csv', { type: 'text/csv' }),
    })

  test('are read by everybody only while the organization shows them', async () => {
    const bidder = await makeBidder(t, '明德')
    const { documentId } = must(await keep(bidder, '2028-01-01', '章程'))
    const { fileId } = await t.owner.organizationDocument.findUniqueOrThrow({ where: { id: documentId } })
    const anybody = t.contextAt(sceneStart)
    expect(await readFile(anybody, fileId)).toMatchObject(refused('not-found'))
    const owner = t.contextAt(sceneStart, bidder.owner)
    const which = { organizationId: bidder.id, documentId }
    const stranger = await makeBidder(t, '他人')
    expect(await showDocument(t.contextAt(sceneStart, stranger.owner), { ...which, isPublic: true })).toMatchObject(
      refused('not-found'),
    )
    expect(
      await showDocument(t.contextAt(sceneStart, stranger.owner), {
        organizationId: stranger.id,
        documentId,
        isPublic: true,
      }),
    ).toMatchObject(refused('not-found'))
    must(await showDocument(owner, { ...which, isPublic: true }))
    expect(await readFile(anybody, fileId)).toMatchObject({ ok: true })
    expect((await publicOrganization(anybody, bidder.id))?.documents).toMatchObject([{ kind: 'CHARTER' }])
    must(await showDocument(owner, { ...which, isPublic: false }))
    expect(await readFile(anybody, fileId)).toMatchObject(refused('not-found'))
    expect((await publicOrganization(anybody, bidder.id))?.documents).toEqual([])
  })

  test('are spoken of 90, 30 and 15 days before they run out, once each, and not when another replaces them', async () => {
    const bidder = await makeBidder(t, '知秋')
    must(await keep(bidder, '2026-09-30', '旧章程'))
    const letters = async (day: string) => {
      const before = await t.owner.message.count({ where: { template: 'documentExpiring' } })
      await sendReminders(t.owner, { toldNow: at(`${day}T09:00:00`) })
      return (await t.owner.message.count({ where: { template: 'documentExpiring' } })) - before
    }
    expect(await letters('2026-07-01')).toBe(0)
    // Owner and editor.
    expect(await letters('2026-07-02')).toBe(2)
    expect(await letters('2026-07-03')).toBe(0)
    expect(await letters('2026-08-31')).toBe(2)
    expect(
      (await deskPage(t.contextAt('2026-09-02T09:00:00+08:00', bidder.editor))).you.map(({ kind }) => kind),
    ).toContain('documentExpiring')
    must(await keep(bidder, '2030-09-30', '新章程'))
    expect(await letters('2026-09-15')).toBe(0)
    expect(
      (await deskPage(t.contextAt('2026-09-16T09:00:00+08:00', bidder.editor))).you.map(({ kind }) => kind),
    ).not.toContain('documentExpiring')
  })
})
