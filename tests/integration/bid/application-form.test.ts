import { expect, test } from 'vitest'
import type { FormItemTyped } from '#app/domain/call/form-item.ts'
import { attachFile, removeFile } from '#app/services/bid/attach-file.server.ts'
import { readOpenedBid } from '#app/services/bid/queries/opened-bid.server.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { readOwnSealedBid } from '#app/services/bid/read-own-copy.server.ts'
import { saveAnswers, saveForm } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { sealingHere } from '#app/services/bid/sealing-here.server.ts'
import { copyCall } from '#app/services/call/copy-call.server.ts'
import { moveFormItem, removeFormItem, setFormItem } from '#app/services/call/set-form.server.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { draftedBid, sealedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { beforeDeadline, draftedCall, must, publishedCall, sceneStart } from '#tests/support/scenes.ts'

const t = useDatabase()
const refusal = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })

const item = (title: string, changes: Partial<FormItemTyped> = {}): FormItemTyped => ({
  kind: 'TEXT',
  title,
  hint: '',
  isRequired: true,
  maxChars: 20,
  options: [],
  columns: [],
  rowsMax: 5,
  shownIf: null,
  ...changes,
})
/** Whether work is handed on, and if so to whom; the team, optional; a file where it is handed on. */
const items = [
  item('是否分包', { kind: 'YES_NO' }),
  item('分包给谁', { shownIf: { code: 'q1', answer: 'yes' } }),
  item('团队成员', { kind: 'ROWS', columns: ['姓名', '证书'], isRequired: false }),
  item('分包协议', { kind: 'FILE', shownIf: { code: 'q1', answer: 'yes' } }),
]
const file = (text = '协议') => new File([text], 'agreement.csv', { type: 'text/csv' })
const nothing = { form: {}, rows: {} }

test('a draft’s form is put together item by item, keeps its conditions in order, and is frozen with the call', async () => {
  const { call, bureau } = await draftedCall(t)
  const ctx = t.contextAt(sceneStart, bureau.officer)
  const version = async () => (await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })).version
  for (const asked of items) must(await setFormItem(ctx, { callId: call.id, version: await version(), item: asked }))
  const codes = async () =>
    (await t.owner.formItem.findMany({ where: { callId: call.id }, orderBy: { position: 'asc' } })).map(
      ({ code }) => code,
    )
  expect(await codes()).toEqual(['q1', 'q2', 'q3', 'q4'])
  must(await moveFormItem(ctx, { callId: call.id, version: await version(), code: 'q4', to: 'up' }))
  expect(await codes()).toEqual(['q1', 'q2', 'q4', 'q3'])
  expect(await removeFormItem(ctx, { callId: call.id, version: await version(), code: 'q1' })).toEqual(
    refusal('application.condition'),
  )
  expect(await setFormItem(ctx, { callId: call.id, version: 1, item: item('旧页面') })).toEqual(refusal('stale'))
  expect(
    await setFormItem(t.contextAt(sceneStart, bureau.approver), {
      callId: call.id,
      version: await version(),
      item: item('非经办人'),
    }),
  ).toEqual(refusal('forbidden'))

  const copied = must(
    await copyCall(ctx, {
      callId: call.id,
      isRetender: false,
      title: '复制的征集',
      bidDeadlineAt: call.bidDeadlineAt,
      startsOn: toDay('2026-05-01'),
      endsOn: toDay('2026-12-31'),
    }),
  )
  expect(await t.owner.formItem.count({ where: { callId: copied.callId } })).toBe(4)

  const published = await publishedCall(t, { form: items })
  await expect(
    t.app.formItem.updateMany({ where: { callId: published.call.id, code: 'q1' }, data: { isRequired: false } }),
  ).rejects.toThrow(/refused:call.frozen/)
  // PostgreSQL itself lets a condition look only back, at an answer that can be given.
  const row = { callId: call.id, position: 9, code: 'q9', kind: 'TEXT', title: 'x' } as const
  for (const condition of [
    { shownIfCode: 'q1', shownIfAnswer: 'maybe' },
    { shownIfCode: 'q2', shownIfAnswer: 'yes' },
  ])
    await expect(t.app.formItem.create({ data: { ...row, ...condition } })).rejects.toThrow(
      /refused:application.condition/,
    )
})

test('answers, rows and files are kept in the draft; what is missing is named', async () => {
  const { call } = await publishedCall(t, { form: items })
  const { bidId, bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 50), bidder.editor)
  const content = async () => (await readOwnBid(ctx, bidId))?.draft?.content
  expect(await attachFile(ctx, { bidId, item: 'q4', file: file() })).toEqual(refusal('bid.not-asked'))
  const saved = must(
    await saveForm(ctx, {
      bidId,
      version: 1,
      form: { q1: 'yes', q2: '', q9: 'x' },
      rows: { q3: [{ c1: '张', c2: '社工' }, { c1: ' ' }] },
    }),
  )
  expect(await content()).toMatchObject({ form: { q1: 'yes', q3: [['张', '社工']] } })
  const { fileId } = must(await attachFile(ctx, { bidId, item: 'q4', file: file() }))
  // Another file takes its place; saving the rest leaves it where it is.
  const other = must(await attachFile(ctx, { bidId, item: 'q4', file: file('协议二') }))
  must(await saveForm(ctx, { bidId, version: saved.version, form: { q1: 'yes', q2: '乙中心' }, rows: {} }))
  expect(await content()).toMatchObject({ form: { q1: 'yes', q2: '乙中心', q4: other.fileId } })
  expect((await content())?.files.map((attached) => attached.fileId)).toEqual([other.fileId])
  expect(fileId).not.toBe(other.fileId)
  must(await removeFile(ctx, { bidId, fileId: other.fileId }))
  expect((await content())?.form).toEqual({ q1: 'yes', q2: '乙中心' })
})

test('two people write different parts at once; of the same part the second is shown the first', async () => {
  const { call } = await publishedCall(t, { form: items })
  const { bidId, bidder } = await draftedBid(t, call)
  const editor = t.contextAt(beforeDeadline(call, 50), bidder.editor)
  const owner = t.contextAt(beforeDeadline(call, 49), bidder.owner)
  must(await saveForm(editor, { bidId, version: 1, form: { q1: 'no' }, rows: {} }))
  must(await saveAnswers(owner, { bidId, version: 2, answers: { c1: '甲', c2: '乙' } }))
  expect(await saveForm(owner, { bidId, version: 1, form: { q1: 'yes' }, rows: {} })).toEqual(refusal('bid.stale'))
  // The same words again are no conflict.
  must(await saveForm(owner, { bidId, version: 1, form: { q1: 'no' }, rows: {} }))
})

test('a question that is not shown is neither required nor sealed, and what is sealed is what opens', async () => {
  const { call, bureau } = await publishedCall(t, { form: items })
  const { bidId, bidder } = await draftedBid(t, call)
  const editor = t.contextAt(beforeDeadline(call, 50), bidder.editor)
  const certifier = t.contextAt(beforeDeadline(call, 20), bidder.certifier)
  const seal = async (retrievalCode: string) => {
    const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
    return sealBid(certifier, { bidId, version, retrievalCode })
  }
  const code = newRetrievalCode()
  expect(await seal(code)).toEqual(refusal('bid.not-ready'))
  const first = must(await saveForm(editor, { bidId, version: 1, form: { q1: 'yes', q2: '乙中心' }, rows: {} }))
  must(await attachFile(editor, { bidId, item: 'q4', file: file() }))
  // The mind is changed: what hangs on it is not asked any more, though the draft remembers it.
  must(
    await saveForm(editor, {
      bidId,
      version: first.version,
      form: { q1: 'no', q2: '乙中心' },
      rows: { q3: [{ c1: '张', c2: '社工' }] },
    }),
  )
  const own = await readOwnBid(certifier, bidId)
  expect(own?.draft?.content.form).toMatchObject({ q2: '乙中心' })
  const here = own === undefined ? undefined : await sealingHere(certifier, own)
  expect(JSON.parse(here?.content ?? '{}')).toMatchObject({ form: { q1: 'no', q3: [['张', '社工']] }, files: [] })
  must(await seal(code))
  const copy = must(await readOwnSealedBid(certifier, { bidId, retrievalCode: code }))
  expect(copy.content.form).toEqual({ q1: 'no', q3: [['张', '社工']] })
  expect(copy.content.files).toEqual([])

  const second = await draftedBid(t, call)
  must(
    await saveForm(t.contextAt(beforeDeadline(call, 40), second.bidder.editor), {
      bidId: second.bidId,
      version: 1,
      form: { q1: 'no' },
      rows: {},
    }),
  )
  const draft = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId: second.bidId } })
  must(
    await sealBid(t.contextAt(beforeDeadline(call, 15), second.bidder.certifier), {
      bidId: second.bidId,
      version: draft.version,
      retrievalCode: newRetrievalCode(),
    }),
  )
  await openTogether(t, { call, bureau })
  const opened = await readOpenedBid(t.contextAt('2026-03-24T09:00:00+08:00', bureau.officer), bidId)
  expect(opened?.content.form.map(({ code: asked, text, rows }) => [asked, text, rows])).toEqual([
    ['q1', 'no', []],
    ['q3', '', [['张', '社工']]],
  ])
  expect(await t.owner.bid.findMany({ where: { callId: call.id }, select: { state: true } })).toEqual([
    { state: 'OPENED' },
    { state: 'OPENED' },
  ])
})

test('a call without a form asks nothing, and its bids seal as before', async () => {
  const { call } = await publishedCall(t)
  const { bidId, bidder, retrievalCode } = await sealedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 10), bidder.certifier)
  expect(must(await readOwnSealedBid(ctx, { bidId, retrievalCode })).content).not.toHaveProperty('form')
  const other = await draftedBid(t, call)
  const editor = t.contextAt(beforeDeadline(call, 10), other.bidder.editor)
  must(await saveForm(editor, { bidId: other.bidId, version: 1, ...nothing, form: { q1: 'x' } }))
  expect((await readOwnBid(editor, other.bidId))?.draft?.content).not.toHaveProperty('form')
})
