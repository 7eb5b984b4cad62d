import { objectionKind, type RemedyKind, type RemedyStage, remedyTerms, suspends } from '#app/domain/remedy/terms.ts'
import { remedyPolicy } from '#app/domain/remedy/policy.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { databaseNow } from '#app/services/bid/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { tellOrganization } from '../tell-bidders.server.ts'
import { eventsOf, remedyFacts } from './store.server.ts'
import { tellBody } from './tell-body.server.ts'

type Told = { subject: string; facts: string; request: string; file?: File | undefined }
export type FileRemedy = Told & {
  callId: string
  what: 'INQUIRY' | 'OBJECTION'
  stage: RemedyStage
  organizationId: string | undefined
}

/** An inquiry or an objection, with a name and inside its term (PostgreSQL counts by its own clock). */
export async function fileRemedy(ctx: Context, input: FileRemedy): Promise<Outcome<{ remedyId: string }>> {
  if (ctx.actor.accountId === undefined) return refuse('not-found')
  return withUpload(input, (upload) =>
    transact<{ remedyId: string }>(ctx, async (tx) => {
      const call = await lockCall(tx, input.callId)
      if (call?.publishedAt == null) return refuse('not-found')
      const kind: RemedyKind = input.what === 'INQUIRY' ? 'INQUIRY' : objectionKind(call.regime)
      if (kind !== 'NAMED_OBJECTION' && input.organizationId === undefined)
        return refuse('remedy.organization-missing', { field: 'organizationId' })
      return insert(tx, ctx, call, { ...input, kind, parentId: null, answerDueFrom: undefined, upload })
    }),
  )
}

/** After the answer, or when its term has passed without one: the complaint, decided by the body's supervisor. */
export async function fileComplaint(
  ctx: Context,
  { parentId, ...told }: Told & { parentId: string },
): Promise<Outcome<{ remedyId: string }>> {
  return withUpload(told, (upload) =>
    transact<{ remedyId: string }>(ctx, async (tx) => {
      const parent = await tx.remedy.findUnique({ where: { id: parentId }, include: { call: true } })
      if (parent === null || !may(remedyPolicy, 'complain', ctx.actor, remedyFacts(parent))) return refuse('not-found')
      const call = await lockCall(tx, parent.callId)
      if (call === null) return refuse('not-found')
      return insert(tx, ctx, call, {
        ...told,
        kind: 'COMPLAINT',
        stage: parent.stage,
        organizationId: parent.organizationId ?? undefined,
        parentId,
        answerDueFrom: parent.answerDueOn === null ? undefined : dayOfDate(parent.answerDueOn),
        upload,
      })
    }),
  )
}

type Upload = Extract<Awaited<ReturnType<typeof readUpload>>, { ok: true }>

async function withUpload<T extends object>(
  { file }: Pick<Told, 'file'>,
  work: (upload: Upload | undefined) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (file === undefined || file.size === 0) return work(undefined)
  const upload = await readUpload(file)
  return upload.ok ? work(upload) : upload
}

type New = Told & {
  kind: RemedyKind
  stage: RemedyStage
  organizationId: string | undefined
  parentId: string | null
  answerDueFrom: Day | undefined
  upload: Upload | undefined
}

async function insert(tx: Tx, ctx: Context, call: Call, input: New): Promise<Outcome<{ remedyId: string }>> {
  const { kind, stage, organizationId, subject, facts, request, parentId, upload } = input
  const accountId = ctx.actor.accountId ?? ''
  // Posted twice, by a second press or a page sent again, it is filed once; the call's row is held.
  const again = await tx.remedy.findFirst({
    where: {
      callId: call.id,
      kind,
      stage,
      parentId,
      organizationId: organizationId ?? null,
      filedById: accountId,
      subject,
      facts,
      request,
      state: 'FILED',
    },
    select: { id: true },
  })
  if (again !== null) return ok({ remedyId: again.id })
  const now = await databaseNow(tx)
  const book = await readBookOf(tx, call, dayOf(now))
  const happened = await eventsOf(tx, call)
  const events = input.answerDueFrom === undefined ? happened : { ...happened, objectionAnswerDue: input.answerDueFrom }
  const terms = remedyTerms(book, { kind, stage }, events, dayOf(now), await readCalendar(tx))
  const organization =
    organizationId === undefined
      ? null
      : await tx.organization.findUnique({ where: { id: organizationId }, select: { name: true } })
  const filerName = organization?.name ?? ctx.actor.name
  const { id } = await tx.remedy.create({
    data: {
      callId: call.id,
      kind,
      stage,
      parentId,
      organizationId: organizationId ?? null,
      filedById: accountId,
      filerName,
      subject,
      facts,
      request,
      filedAt: now,
      filingClosesAt: terms.filingClosesAt ?? null,
      answerDueOn: terms.answerDueOn === undefined ? null : dateOfDay(terms.answerDueOn),
      suspendsUntil: terms.suspendsUntil ?? null,
    },
    select: { id: true },
  })
  if (upload !== undefined) {
    const { bytes, name, mediaType } = upload
    const file = await storeFile(tx, ctx, { bytes, name, mediaType, purpose: 'REMEDY_EVIDENCE', organizationId })
    await tx.remedyFile.create({ data: { remedyId: id, fileId: file.id } })
  }
  await record(tx, ctx, {
    type: kind === 'INQUIRY' ? 'remedy.inquired' : kind === 'COMPLAINT' ? 'remedy.complained' : 'remedy.objected',
    entity: 'remedy',
    entityId: id,
    bodyId: call.bodyId,
    organizationId,
    callId: call.id,
    isPublic: kind !== 'INQUIRY',
    data: { stage },
  })
  await tellBody(tx, ctx, call.bodyId, kind === 'COMPLAINT' ? ['SUPERVISOR'] : ['OFFICER', 'APPROVER'], 'remedyFiled', {
    callTitle: call.title,
    filerName,
    subject,
    url: `/remedies/${id}`,
  })
  if (suspends({ kind, stage })) await tellChosen(tx, ctx, call)
  return ok({ remedyId: id })
}

/** Whoever is to be awarded, or has a contract that nobody signed, learns why it waits. */
async function tellChosen(tx: Tx, ctx: Context, call: Call): Promise<void> {
  const waiting = await tx.noticedAward.findMany({
    where: { callId: call.id, notice: { state: { in: ['OPEN', 'CLOSED'] } } },
    select: {
      bidId: true,
      bid: { select: { organizationId: true, organization: { select: { name: true } } } },
    },
  })
  for (const { bidId, bid } of waiting)
    await tellOrganization(tx, ctx, bid.organizationId, 'awardSuspended', {
      callTitle: call.title,
      organizationName: bid.organization.name,
      url: `/ngo/bids/${bidId}/result`,
    })
}
