import { type RedFlag, redFlags } from '#app/domain/award/red-flags.ts'
import { bidContent } from '#app/domain/bid/content.ts'
import { may } from '#app/domain/shared/policy.ts'
import { awardPolicy } from '#app/domain/award/policy.ts'
import { partialIn } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readAll, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type RedFlagView = Pick<RedFlag, 'kind' | 'source' | 'values'> & { organizations: string[] }

type Together = {
  isPartial: boolean
  authors: { id: string; uploadedById: string }[]
  earlier: { organization_id: string; bids: number; wins: number }[]
}

/** What staff should look at before they act, once bids are opened. Empty for whoever may not read a draft result. */
export async function readRedFlags(ctx: Context, callId: string): Promise<RedFlagView[]> {
  const call = await ctx.db.call.findUnique({
    where: { id: callId },
    select: {
      bodyId: true,
      state: true,
      publishedAt: true,
      openedAt: true,
      bidDeadlineAt: true,
      documents: { select: { file: { select: { createdAt: true } } } },
      bids: {
        where: { state: { in: ['OPENED', 'REJECTED', 'SCORED', 'AWARDED', 'LOST'] } },
        orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          state: true,
          organizationId: true,
          organization: { select: { name: true, contactPhone: true, address: true } },
          opened: { select: { priceFen: true, content: true } },
        },
      },
    },
  })
  if (call?.publishedAt == null || call.openedAt === null) return []
  const { accountId } = ctx.actor
  if (accountId === undefined) return []
  const filesOf = new Map(
    call.bids.map(({ id, opened }) => [
      id,
      opened === null ? [] : bidContent.parse(opened.content).files.map(({ fileId }) => fileId),
    ]),
  )
  const { isPartial, authors, earlier } = await readAll<Together>(ctx.db, {
    isPartial: partialIn(accountId, callId),
    authors: reading(Prisma.sql`
      SELECT id, uploaded_by_id AS "uploadedById" FROM file WHERE id = ${among([...filesOf.values()].flat())}`),
    earlier: reading(Prisma.sql`
      SELECT b.organization_id, count(*)::int AS bids, (count(*) FILTER (WHERE b.state = 'AWARDED'))::int AS wins
      FROM bid b JOIN call c ON c.id = b.call_id
      WHERE c.body_id = ${call.bodyId}::uuid AND c.id <> ${callId}::uuid AND b.state IN ('AWARDED', 'LOST')
        AND b.organization_id = ${among(call.bids.map(({ organizationId }) => organizationId))}
      GROUP BY b.organization_id`),
  })
  const facts = { bodyId: call.bodyId, callState: call.state, isPublished: false, isPartial }
  if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return []
  const names = new Map(call.bids.map(({ id, organization }) => [id, organization.name]))
  const found = redFlags(
    {
      publishedAt: call.publishedAt,
      bidDeadlineAt: call.bidDeadlineAt,
      documentsAt: call.documents.map(({ file }) => file.createdAt),
    },
    call.bids.map(({ id, state, organizationId, organization, opened }) => {
      const before = earlier.find((row) => row.organization_id === organizationId)
      return {
        bidId: id,
        organizationId,
        priceFen: opened?.priceFen ?? null,
        isRejected: state === 'REJECTED',
        contactPhone: organization.contactPhone,
        address: organization.address,
        fileAuthors: authors
          .filter((file) => filesOf.get(id)?.includes(file.id) === true)
          .map(({ uploadedById }) => uploadedById),
        earlierBids: before?.bids ?? 0,
        earlierWins: before?.wins ?? 0,
      }
    }),
  )
  return found.map(({ kind, source, values, bidIds }) => ({
    kind,
    source,
    values,
    organizations: bidIds.map((id) => names.get(id) ?? id),
  }))
}
