import type { BidContent } from '#app/domain/bid/content.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { insertDraft } from '#app/services/bid/store.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { sceneAnswers, sceneLines } from './bid-scenes.ts'
import type { TestDatabase } from './database.ts'
import { makeOrganization, makeOrganizationMember } from './scenes.ts'

export type CompleteDraft = { bidId: string; certifier: Actor }

/** Complete drafts of as many organizations, each with a certifier of its own who could seal it. */
export async function completeDrafts(
  t: TestDatabase,
  call: Pick<Call, 'id'>,
  bidders: number,
  now: string,
): Promise<CompleteDraft[]> {
  const criteria = await t.owner.criterion.findMany({ where: { callId: call.id, kind: 'SUBJECTIVE' } })
  const content: BidContent = {
    answers: sceneAnswers(criteria.map(({ code }) => code)),
    budgetLines: sceneLines,
    priceFen: '43200000',
    files: [],
  }
  const made: CompleteDraft[] = []
  for (let number = 0; number < bidders; number += 1) {
    const organization = await makeOrganization(t, `第${String(number)}社区服务中心`)
    const certifier = await makeOrganizationMember(t, organization, 'CERTIFIER')
    const bidId = await t.owner.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${now}, true)`
      const ctx = t.contextAt(now, organization.owner)
      return insertDraft(tx, ctx, { callId: call.id, organizationId: organization.id, content })
    })
    made.push({ bidId, certifier })
  }
  return made
}
