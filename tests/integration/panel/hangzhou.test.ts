import { expect, test } from 'vitest'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { scoredCall } from '#tests/support/scenes-panel.ts'

const t = useDatabase()

// 杭州市民政局, ZJZN-21801-MZ01, result notice of 2021-03-15: technical scores of three experts and their printed means.
const notice = [
  { bidder: '宁波新日月酒店物业股份', scores: ['62.1', '82.7', '62.5'], mean: '69.10', rank: 3 },
  { bidder: '浙江灵峰餐饮管理', scores: ['55.4', '77.1', '59.0'], mean: '63.83', rank: 5 },
  { bidder: '杭州一面之缘餐饮管理', scores: ['61.9', '85.9', '64.5'], mean: '70.77', rank: 2 },
  { bidder: '杭州汉鼎餐饮管理', scores: ['60.1', '77.5', '63.5'], mean: '67.03', rank: 4 },
  { bidder: '浙江新宇教育后勤管理', scores: ['73.7', '86.0', '71.0'], mean: '76.90', rank: 1 },
]

test('a real notice comes out as it was printed, and the stored record computes to itself', async () => {
  const { call, bids } = await scoredCall(t, {
    method: 'VENTURE_CALL',
    instrument: 'VENTURE_GRANT',
    criteria: [
      { title: '技术', guidance: '', kind: 'SUBJECTIVE', points: '90', answerLimit: 1500 },
      // The notice does not print the price part: ten points that nobody gets keep the ranks its own.
      { title: '其他', guidance: '', kind: 'SUBJECTIVE', points: '10', answerLimit: 1500 },
    ],
    bidders: notice.map(({ bidder }) => ({ name: bidder, priceFen: null })),
    marks: (expert, bid) => ({ c1: notice[bid]?.scores[expert] ?? '0', c2: '0' }),
  })

  const result = await t.owner.result.findFirstOrThrow({ where: { callId: call.id } })
  const read = readDecisionRecord(result.record)
  if (!read.ok) expect.fail(JSON.stringify(read.problems))
  const { record } = read
  const byBid = new Map(record.results?.bids.map((bid) => [bid.id, bid]))
  for (const [index, { mean, rank }] of notice.entries()) {
    const found = byBid.get(bids[index]?.bidId ?? '')
    expect(found?.criterionMeans['c1']).toBe(mean)
    expect(found?.total).toBe(mean)
    expect(found?.rank).toBe(rank)
  }
  expect(computeResults(record, sha256Text)).toEqual(record.results)
  expect(record.results?.hash).toBe(`sha256:${result.recordSha256}`)
  expect(record.judges.map(({ id }) => id)).toEqual(['E1', 'E2', 'E3'])

  const rows = await t.owner.bidResult.findMany({ where: { resultId: result.id }, orderBy: { rank: 'asc' } })
  expect(rows.map(({ total }) => total.toFixed(2))).toEqual(['76.90', '70.77', '69.10', '67.03', '63.83'])
})
