import { accountCode, inPart, transfer } from '#app/domain/ledger/accounts.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import type { Fen } from '#app/domain/shared/money.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { FundSource } from '#prisma/generated/enums.ts'
import { postEntry } from './store.server.ts'

export type ProposeAppropriation = {
  fundId: string
  /** Made when the form was drawn: the same form posted twice proposes once. */
  key: string
  source: FundSource
  /** Of which year's budget. */
  year: number
  amountFen: Fen
  /** The notice that grants the money. */
  documentNo: string
}

async function lockFund(tx: Tx, fundId: string) {
  await tx.$queryRaw`SELECT id FROM fund WHERE id = ${fundId}::uuid FOR UPDATE`
  return tx.fund.findUnique({ where: { id: fundId }, include: { shares: true } })
}

/** Money that one of a fund's sources put at the body's disposal is proposed with its document; it is in the fund once confirmed. */
export const proposeAppropriation = (ctx: Context, input: ProposeAppropriation) =>
  transact<{ proposalId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    // The same form posted twice at once: the second waits here and finds the first one's proposal.
    const fund = await lockFund(tx, input.fundId)
    if (fund === null || accountId === undefined || !may(ledgerPolicy, 'readFunds', ctx.actor, fund))
      return refuse('not-found')
    if (!may(ledgerPolicy, 'appropriate', ctx.actor, fund)) return refuse('forbidden')
    if (input.year > yearOf(dayOf(ctx.now)) + 1) return refuse('fund.year-far', { field: 'year' })
    if (!fund.shares.some(({ source }) => source === input.source))
      return refuse('fund.not-its-source', { field: 'source' })
    const { fundId, key: formKey, source, year, amountFen, documentNo } = input
    const known = await tx.appropriationProposal.findUnique({ where: { fundId_formKey: { fundId, formKey } } })
    if (known !== null) return ok({ proposalId: known.id })
    const { id } = await tx.appropriationProposal.create({
      data: {
        fundId,
        formKey,
        source,
        year,
        amountFen,
        documentNo,
        proposedById: accountId,
        proposedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'fund.appropriation-proposed',
      entity: 'fund',
      entityId: fundId,
      bodyId: fund.bodyId,
      data: { source, year, amountFen: amountFen.toString(), documentNo },
    })
    return ok({ proposalId: id })
  })

async function holdProposal(tx: Tx, ctx: Context, proposalId: string, step: 'confirm' | 'withdraw') {
  const found = await tx.appropriationProposal.findUnique({ where: { id: proposalId } })
  const fund = found === null ? null : await lockFund(tx, found.fundId)
  const { accountId } = ctx.actor
  const policy = step === 'confirm' ? 'confirmAppropriation' : 'withdrawAppropriation'
  if (found === null || fund === null || accountId === undefined || !may(ledgerPolicy, 'seeProposals', ctx.actor, fund))
    return refuse('not-found')
  if (!may(ledgerPolicy, policy, ctx.actor, fund)) return refuse('forbidden')
  if (step === 'confirm' && found.proposedById === accountId) return refuse('fund.four-eyes')
  // Read again: whoever came first has settled it while this one waited.
  const proposal = await tx.appropriationProposal.findUniqueOrThrow({ where: { id: proposalId } })
  if (proposal.confirmedAt !== null || proposal.withdrawnAt !== null) return refuse('fund.proposal-settled')
  return ok({ proposal, fund, accountId })
}

/** The money enters the fund, by the hand of another person than the one who proposed it. */
export const confirmAppropriation = (ctx: Context, { proposalId }: { proposalId: string }) =>
  transact<{ entryId: string }>(ctx, async (tx) => {
    const held = await holdProposal(tx, ctx, proposalId, 'confirm')
    if (!held.ok) return held
    const { proposal, fund, accountId } = held
    const { source, year, amountFen, documentNo } = proposal
    const share = fund.shares.find((each) => each.source === source)
    if (share === undefined) return refuse('fund.not-its-source')
    await tx.appropriationProposal.update({
      where: { id: proposalId },
      data: { confirmedById: accountId, confirmedAt: ctx.now },
    })
    const entryId = await postEntry(tx, ctx, {
      key: `fund.appropriated:${fund.id}:${proposal.formKey}`,
      kind: 'appropriate',
      phase: 'posted',
      lines: transfer(
        inPart(accountCode.appropriation(fund.bodyId), share.part),
        inPart(accountCode.fund(fund.id), share.part),
        amountFen,
      ),
      memo: documentNo,
    })
    await tx.appropriation.create({
      data: {
        fundId: fund.id,
        source,
        year,
        amountFen,
        documentNo,
        entryId,
        proposalId,
        madeById: accountId,
        madeAt: ctx.now,
      },
    })
    await record(tx, ctx, {
      type: 'fund.appropriated',
      entity: 'fund',
      entityId: fund.id,
      bodyId: fund.bodyId,
      data: { source, year, amountFen: amountFen.toString(), documentNo },
    })
    return ok({ entryId })
  })

/** Before it is confirmed: by whoever keeps the books, or whoever should confirm it. */
export const withdrawAppropriation = (ctx: Context, { proposalId }: { proposalId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdProposal(tx, ctx, proposalId, 'withdraw')
    if (!held.ok) return held
    const { fund, accountId } = held
    await tx.appropriationProposal.update({
      where: { id: proposalId },
      data: { withdrawnById: accountId, withdrawnAt: ctx.now },
    })
    await record(tx, ctx, {
      type: 'fund.appropriation-withdrawn',
      entity: 'fund',
      entityId: fund.id,
      bodyId: fund.bodyId,
    })
    return ok()
  })
