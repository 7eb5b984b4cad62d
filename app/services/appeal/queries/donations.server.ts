import type { PledgeState } from '#app/domain/appeal/lifecycle.ts'
import type { DonationList } from '#app/domain/appeal/donation-list.ts'
import { appealPolicy } from '#app/domain/appeal/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { readIdCursor } from '#app/domain/shared/cursor.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { codeText, type Giver, readGiver } from '#app/services/shared/giver.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type DonationRow = {
  id: string
  appealTitle: string
  name: string
  /** What the giver was asked to write on the transfer: the first four characters of their code. */
  mark: string
  amountFen: string
  state: PledgeState
  dueOn: string
  receivedOn: string | null
}

const pageSize = 20

const markOf = ({ keys }: Context, row: { appealId: string; formKey: string }) => codeText(keys, row).slice(0, 4)

/** Promises to the appeals of the reader's bodies; what goes back the oldest first. One statement. */
export async function listDonations(
  ctx: Context,
  list: DonationList,
  after: string | null,
): Promise<{ donations: DonationRow[]; next: string | undefined }> {
  const bodyId = { in: bodiesWhere(ctx.actor, 'FINANCE') }
  const from = readIdCursor(after)
  const state = list === 'expected' ? 'PLEDGED' : list === 'due-back' ? 'REFUND_DUE' : undefined
  const rows = await ctx.db.pledge.findMany({
    where: {
      bodyId,
      ...(state === undefined ? {} : { state }),
      ...(from === undefined ? {} : { id: { lt: from } }),
    } satisfies Prisma.PledgeWhereInput,
    include: { appeal: { select: { title: true } } },
    orderBy: { id: 'desc' },
    take: pageSize + 1,
  })
  const donations = rows.slice(0, pageSize).map((row) => ({
    id: row.id,
    appealTitle: row.appeal.title,
    name: readGiver(ctx.keys, row).name,
    mark: markOf(ctx, row),
    amountFen: (row.receivedFen ?? row.amountFen).toString(),
    state: row.state,
    dueOn: dayOfDate(row.dueOn),
    receivedOn: row.receivedOn === null ? null : dayOfDate(row.receivedOn),
  }))
  return { donations, next: rows.length > pageSize ? donations.at(-1)?.id : undefined }
}

export type DonationPage = {
  id: string
  version: number
  today: string
  appealId: string
  appealTitle: string
  giver: Giver
  mark: string
  isNamed: boolean
  naming: string
  state: PledgeState
  offeredFen: string
  amountFen: string
  pledgedAt: string
  dueOn: string
  receivedFen: string | null
  receivedOn: string | null
  bankReference: string | null
  refundedOn: string | null
  refundReference: string | null
  mayReceive: boolean
  mayRefund: boolean
}

/** One promise with its giver, for whoever keeps the body's money; null for everybody else. */
export async function readDonation(ctx: Context, id: string): Promise<DonationPage | null> {
  const row = await ctx.db.pledge.findUnique({ where: { id }, include: { appeal: true } })
  if (row === null || !may(appealPolicy, 'keepMoney', ctx.actor, row.appeal)) return null
  const dayOrNull = (date: Date | null) => (date === null ? null : dayOfDate(date))
  return {
    id,
    version: row.version,
    today: dayOf(ctx.now),
    appealId: row.appealId,
    appealTitle: row.appeal.title,
    giver: readGiver(ctx.keys, row),
    mark: markOf(ctx, row),
    isNamed: row.publicName !== '',
    naming: row.naming,
    state: row.state,
    offeredFen: row.offeredFen.toString(),
    amountFen: row.amountFen.toString(),
    pledgedAt: row.pledgedAt.toISOString(),
    dueOn: dayOfDate(row.dueOn),
    receivedFen: row.receivedFen?.toString() ?? null,
    receivedOn: dayOrNull(row.receivedOn),
    bankReference: row.bankReference,
    refundedOn: dayOrNull(row.refundedOn),
    refundReference: row.refundReference,
    mayReceive: row.receiveEntryId === null,
    mayRefund: row.state === 'REFUND_DUE',
  }
}
