import { isBlocked } from '#app/domain/call/linter/finding.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import type { RuleBook } from '#app/domain/rule-book/rule-book.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { postEntry, shareLines } from '#app/services/ledger/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { makeSplitKey } from '#app/services/shared/split-key.server.ts'
import { lockCallFor } from './lock-draft.server.ts'
import { readSheet } from './read-sheet.server.ts'
import { settleDepartures, unexplained } from './set-departures.server.ts'
import { moveCall } from './store.server.ts'

/**
 * A second person publishes: number, key split among its holders, money set aside, public record, all in one transaction. From here on the call
 * stays as it is (guard_call in the database).
 */
export const publishCall = (ctx: Context, input: { callId: string; version: number }) =>
  transact<{ callNo: string; isRehearsal: boolean }>(ctx, async (tx) => {
    // Who may return it may publish it, unless they had a hand in it.
    const locked = await lockCallFor(tx, ctx, 'return', input)
    if (!locked.ok) return locked
    const { call } = locked
    if (!may(callPolicy, 'publish', ctx.actor, callFacts(call))) return refuse('call.four-eyes')
    const decided = await decide(tx, ctx, call)
    if (!decided.ok) return decided

    await makeKey(tx, ctx, call)
    const today = dayOf(ctx.now)
    const { book } = decided
    const year = yearOf(today)
    // Rehearsals count by themselves: the numbers of real calls have no holes.
    const series = call.isRehearsal ? 'rehearsal' : 'call'
    const [counted] = await tx.$queryRaw<{ number: number }[]>`SELECT next_number(${series}, ${year}::int) AS number`
    if (counted === undefined) throw new Error('next_number returned nothing')
    const body = await tx.body.findUniqueOrThrow({
      where: { id: call.bodyId },
      select: { region: { select: { code: true } } },
    })
    const callNo = `${call.isRehearsal ? 'REH' : 'GYH'}-${year}-${String(counted.number).padStart(4, '0')}`
    const moved = await moveCall(tx, call, 'publish', {
      callNo,
      indexNo: `${body.region.code}/${year}-${String(counted.number).padStart(5, '0')}`,
      publishedAt: ctx.now,
      publishedById: ctx.actor.accountId ?? null,
      ruleBookCode: book.code,
      ruleBookVersion: book.version,
    })
    if (!moved.ok) return moved
    if (!call.isRehearsal)
      await postEntry(tx, ctx, {
        key: `call.published:${call.id}`,
        kind: 'allocate',
        phase: 'posted',
        lines: await shareLines(
          tx,
          decided.fundId,
          accountCode.fund(decided.fundId),
          accountCode.callBudget(call.id),
          call.budgetFen,
        ),
        memo: callNo,
      })
    if (call.method === 'SINGLE_SOURCE') await invite(tx, ctx, call, callNo)
    if (call.isRehearsal) await inviteAll(tx, ctx, call, callNo)
    await record(tx, ctx, {
      type: 'call.published',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { callNo },
      isPublic: true,
      index: [{ kind: 'call', id: call.id }],
    })
    return ok({ callNo, isRehearsal: call.isRehearsal })
  })

/** Those who were invited to a rehearsal are told; the title says what it is. */
async function inviteAll(tx: Tx, ctx: Context, call: Call, callNo: string): Promise<void> {
  const people = await tx.account.findMany({
    where: {
      state: 'ACTIVE',
      organizationMemberships: { some: { organization: { invitedTo: { some: { callId: call.id } } } } },
    },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  for (const { email, locale } of people)
    await sendLetter(tx, ctx, {
      to: email,
      locale: locale === 'EN' ? 'en' : 'zh-CN',
      template: 'rehearsalInvited',
      values: { callTitle: call.title, deadlineAt: call.bidDeadlineAt.toISOString(), url: `/calls/${callNo}` },
    })
}

/** The one organization that may bid is told, each of its people in their own language. */
async function invite(tx: Tx, ctx: Context, call: Call, callNo: string): Promise<void> {
  const { organization } = await tx.singleSource.findUniqueOrThrow({
    where: { callId: call.id },
    select: {
      organization: {
        select: {
          name: true,
          members: {
            where: { account: { state: 'ACTIVE' } },
            distinct: ['accountId'],
            select: { account: { select: { email: true, locale: true } } },
          },
        },
      },
    },
  })
  for (const { account } of organization.members)
    await sendLetter(tx, ctx, {
      to: account.email,
      locale: account.locale === 'EN' ? 'en' : 'zh-CN',
      template: 'invitedAlone',
      values: {
        callTitle: call.title,
        organizationName: organization.name,
        deadlineAt: call.bidDeadlineAt.toISOString(),
        url: `/calls/${callNo}`,
      },
    })
}

async function decide(tx: Tx, ctx: Context, call: Call): Promise<Outcome<{ fundId: string; book: RuleBook }>> {
  const { fundId, bidDeadlineAt } = call
  const { book, findings, available } = await readSheet(tx, call, ctx.now)
  if (bidDeadlineAt.getTime() <= ctx.now.getTime()) return refuse('call.deadline-past')
  if (fundId !== null && !call.isRehearsal && (available ?? 0n) < call.budgetFen) return refuse('call.fund-short')
  if (call.isRehearsal && (await tx.callInvitee.count({ where: { callId: call.id } })) === 0)
    return refuse('rehearsal.nobody-invited')
  if (fundId === null || isBlocked(findings)) return refuse('call.not-ready')
  // Time has gone by since it was submitted: what was fine may be short by now.
  if ((await unexplained(tx, call.id, findings)).length > 0) return refuse('call.reasons-missing')
  await settleDepartures(tx, call.id, findings)
  return ok({ fundId, book })
}

/**
 * Bids are encrypted to the public half (SPKI DER). The private half is split among the call's keyholders, each share encrypted to
 * its holder's opening key; nothing else is left of it.
 */
async function makeKey(tx: Tx, ctx: Context, call: Call): Promise<void> {
  const holders = await tx.callKeyholder.findMany({
    where: { callId: call.id },
    select: {
      accountId: true,
      account: { select: { openingKeys: { where: { replacedAt: null }, select: { id: true, publicKey: true } } } },
    },
    orderBy: { accountId: 'asc' },
  })
  const keys = holders.map(({ accountId, account: { openingKeys } }) => {
    const [key] = openingKeys
    if (key === undefined) throw new Error(`keyholder ${accountId} has no opening key`)
    return { accountId, openingKeyId: key.id, publicKey: key.publicKey }
  })
  const { publicKey, shares } = await makeSplitKey(call.id, keys, call.keyThreshold)
  await tx.callKey.create({ data: { callId: call.id, publicKey, createdAt: ctx.now }, select: { callId: true } })
  await tx.callShare.createMany({ data: shares.map((share) => ({ callId: call.id, ...share })) })
}
