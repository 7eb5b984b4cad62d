import { expect, test } from 'vitest'
import type { BidContent } from '#app/domain/bid/content.ts'
import { type DraftPart, readDigests } from '#app/domain/bid/merge-draft.ts'
import type { FormItemTyped } from '#app/domain/call/form-item.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { drawnFrom } from '#app/services/bid/draft-digests.server.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { saveAnswers, saveBudget, saveForm } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { draftedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { beforeDeadline, must, publishedCall } from '#tests/support/scenes.ts'

const t = useDatabase()

const item = (title: string, kind: FormItemTyped['kind'], columns: string[] = []): FormItemTyped => ({
  title,
  kind,
  columns,
  hint: '',
  isRequired: true,
  maxChars: 200,
  options: [],
  rowsMax: 5,
  shownIf: null,
})
const items = [item('是否分包', 'YES_NO'), item('项目团队', 'ROWS', ['姓名', '职务'])]

async function twoEditors() {
  const { call } = await publishedCall(t, { form: items })
  const { bidId, bidder } = await draftedBid(t, call)
  const [one, other] = [
    t.contextAt(beforeDeadline(call, 50), bidder.editor),
    t.contextAt(beforeDeadline(call, 49), bidder.owner),
  ]
  const draft = async () => {
    const found = (await readOwnBid(one, bidId))?.draft
    if (found === undefined) throw new Error('it is a draft')
    return found
  }
  /** The page of a part, as somebody opens it now. */
  const open = async (part: DraftPart) => {
    const now = await draft()
    return {
      content: now.content,
      version: now[`${part}Version`],
      base: readDigests(drawnFrom(part, now.content)),
    }
  }
  return { bidId, bidder, call, one, other, draft, open }
}

type Page = { content: BidContent; version: number; base: Record<string, string> }

const answer = (ctx: Context, bidId: string, { version, base, content }: Page, changed: Record<string, string>) =>
  saveAnswers(ctx, { bidId, version, base, answers: { ...content.answers, ...changed } })

function conflictOf(outcome: Outcome) {
  if (outcome.ok || outcome.refusal.code !== 'bid.stale') throw new Error('both had changed it')
  const { fields, data } = outcome.refusal
  return {
    fields: Object.keys(fields ?? {}),
    base: readDigests(String(data?.['base'])),
    seen: readDigests(String(data?.['seen'])),
  }
}

test('two people answer two questions at once: both answers are kept, and the second is told', async () => {
  const { bidId, one, other, open, draft } = await twoEditors()
  const [mine, theirs] = [await open('answers'), await open('answers')]
  expect(must(await answer(one, bidId, mine, { c1: '甲写的第一问' })).kept).toEqual([])
  const saved = must(await answer(other, bidId, theirs, { c2: '乙写的第二问' }))
  expect(saved.kept).toEqual(['answers.c1'])
  expect((await draft()).content.answers).toMatchObject({ c1: '甲写的第一问', c2: '乙写的第二问' })

  // The second goes on typing on the same page, which still shows the old first answer.
  const next = { ...theirs, version: saved.version, base: readDigests(saved.base) }
  must(await answer(other, bidId, next, { c2: '乙又改了第二问' }))
  expect((await draft()).content.answers).toMatchObject({ c1: '甲写的第一问', c2: '乙又改了第二问' })
  // And touches the first: now they meet.
  expect(conflictOf(await answer(other, bidId, next, { c1: '乙改第一问', c2: '乙又改了第二问' })).fields).toEqual([
    'answers.c1',
  ])
})

test('of the same question the first answer stays until the second person has seen it; their other answer is saved', async () => {
  const { bidId, one, other, open, draft } = await twoEditors()
  const [mine, theirs] = [await open('answers'), await open('answers')]
  must(await answer(one, bidId, mine, { c1: '甲的说法' }))
  const words = { c1: '乙的说法', c2: '乙的第二问' }
  const conflict = conflictOf(await answer(other, bidId, theirs, words))
  expect(conflict.fields).toEqual(['answers.c1'])
  expect((await draft()).content.answers).toMatchObject({ c1: '甲的说法', c2: '乙的第二问' })

  // Saving by itself goes on with the rest and never replaces what was not looked at.
  const page = { ...theirs, base: conflict.base }
  expect(conflictOf(await answer(other, bidId, page, { ...words, c2: '乙的第二问，再改' })).fields).toEqual([
    'answers.c1',
  ])
  expect((await draft()).content.answers).toMatchObject({ c1: '甲的说法', c2: '乙的第二问，再改' })

  // The colleague changes it once more: what was seen is not what is there.
  must(await answer(one, bidId, await open('answers'), { c1: '甲的新说法' }))
  const again = { bidId, version: 1, base: page.base, answers: { ...theirs.content.answers, ...words } }
  const second = conflictOf(await saveAnswers(other, { ...again, seen: conflict.seen }))
  expect(second.fields).toEqual(['answers.c1'])
  must(await saveAnswers(other, { ...again, base: second.base, seen: second.seen }))
  expect((await draft()).content.answers['c1']).toBe('乙的说法')
})

test('a page saved again and again meets nobody, whatever its line breaks and accents look like', async () => {
  const { bidId, one, open, draft } = await twoEditors()
  let page = await open('answers')
  for (const text of ['一', '一\r\n二', '一\r\n二 e\u0301', '', '三']) {
    const saved = must(await answer(one, bidId, page, { c1: text }))
    page = { ...page, base: readDigests(saved.base) }
    expect(readDigests(drawnFrom('answers', (await draft()).content))).toEqual(page.base)
  }
  const { version } = await draft()
  must(await answer(one, bidId, page, { c1: '三' }))
  expect((await draft()).version).toBe(version)
})

test('price and budget lines are two fields; the list of lines is one', async () => {
  const { bidId, one, other, open, draft } = await twoEditors()
  const [mine, theirs] = [await open('budget'), await open('budget')]
  const lines = [...mine.content.budgetLines, { item: '印刷', basis: '', amountFen: '100' }]
  must(await saveBudget(one, { bidId, ...mine, budgetLines: lines, priceFen: mine.content.priceFen }))
  const { budgetLines } = theirs.content
  must(await saveBudget(other, { bidId, ...theirs, budgetLines, priceFen: '43200100' }))
  expect((await draft()).content).toMatchObject({ priceFen: '43200100', budgetLines: lines })
  const outcome = await saveBudget(other, { bidId, ...theirs, budgetLines: budgetLines.slice(1), priceFen: '43200100' })
  expect(conflictOf(outcome).fields).toEqual(['lines'])
})

test('an item of the form is one field, a table of rows too', async () => {
  const { bidId, one, other, open, draft } = await twoEditors()
  const [mine, theirs] = [await open('form'), await open('form')]
  const team = [{ c1: '张三', c2: '社工' }]
  must(await saveForm(one, { bidId, ...mine, form: { q1: 'no' }, rows: { q2: [] } }))
  must(await saveForm(other, { bidId, ...theirs, form: {}, rows: { q2: team } }))
  expect((await draft()).content.form).toEqual({ q1: 'no', q2: [['张三', '社工']] })
  const rows = { q2: [{ c1: '李四', c2: '督导' }] }
  const conflict = conflictOf(await saveForm(one, { bidId, ...mine, form: { q1: 'yes' }, rows }))
  expect(conflict.fields.toSorted()).toEqual(['form.q1', 'rows.q2'])
})

test('a page from before there were digests is judged by its version', async () => {
  const { bidId, one, open } = await twoEditors()
  const { version, content } = await open('answers')
  must(await saveAnswers(one, { bidId, version, answers: { ...content.answers, c1: '甲' } }))
  const late = await saveAnswers(one, { bidId, version, answers: { ...content.answers, c1: '乙' } })
  expect(conflictOf(late).fields).toEqual(['answers.c1'])
})

test('what is sealed is what was checked, merged or not', async () => {
  const { bidId, bidder, call, one, other, open, draft } = await twoEditors()
  const { version } = await draft()
  const [mine, theirs] = [await open('answers'), await open('answers')]
  must(await answer(one, bidId, mine, { c1: '甲' }))
  must(await answer(other, bidId, theirs, { c2: '乙' }))
  const certifier = t.contextAt(beforeDeadline(call, 20), bidder.certifier)
  const sealed = await sealBid(certifier, { bidId, version, retrievalCode: newRetrievalCode() })
  expect(sealed).toEqual({ ok: false, refusal: { code: 'stale' } })
})
