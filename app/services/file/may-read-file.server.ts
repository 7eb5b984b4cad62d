import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { claimPolicy } from '#app/domain/claim/policy.ts'
import { cofundingPolicy } from '#app/domain/cofunding/policy.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { remedyPolicy } from '#app/domain/remedy/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import { isParticipant } from '#app/services/call/queries/is-participant.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import type { File } from '#prisma/generated/client.ts'
import type { FilePurpose } from './store.server.ts'

/**
 * Undefined: not for this reader. `isPublic`: anyone may have it, so copies on the way may keep it. `isSide`: this reader stands on one of the
 * sides it belongs to, and may have it as it was uploaded.
 */
export type Reading = { isPublic: boolean; isSide?: boolean } | undefined
type ReadRule = (db: Db, actor: Actor, file: File) => Promise<Reading>

/** Who may have a file follows from the thing it belongs to. A file that belongs to nothing is nobody's. */
const rules: Record<FilePurpose, ReadRule> = {
  CALL_DOCUMENT: async (db, actor, { id }) => {
    const documents = await db.callDocument.findMany({
      where: { fileId: id },
      select: {
        call: {
          select: {
            id: true,
            bodyId: true,
            state: true,
            publishedAt: true,
            isRehearsal: true,
            draftedById: true,
            submittedById: true,
          },
        },
      },
    })
    const calls = documents.map(({ call }) => callFacts(call))
    if (calls.some(({ isPublished }) => isPublished)) return { isPublic: true }
    if (calls.some((facts) => may(callPolicy, 'read', actor, facts))) return { isPublic: false, isSide: true }
    for (const { call } of documents)
      if (call.isRehearsal && call.publishedAt !== null && (await isParticipant({ db, actor }, call.id)))
        return { isPublic: false }
    return undefined
  },

  /** Public evidence of a public project; else its two sides, and none else. */
  EVIDENCE: async (db, actor, { id, uploadedById }) => {
    const used = await db.evidence.findMany({
      where: { fileId: id },
      select: {
        isPublic: true,
        report: {
          select: {
            state: true,
            milestone: { select: { project: { select: { bodyId: true, organizationId: true, state: true } } } },
          },
        },
      },
    })
    const isOpen = used.some(
      ({ isPublic, report }) =>
        isPublic && report.state === 'ACCEPTED' && report.milestone.project.state !== 'PREPARING',
    )
    const isSide = used.some(({ report }) => {
      const { bodyId, organizationId } = report.milestone.project
      // What is not handed in yet is its writers' own.
      return (
        actor.organizations.some((held) => held.organizationId === organizationId) ||
        (report.state !== 'DRAFT' && actor.bodies.some((held) => held.bodyId === bodyId))
      )
    })
    if (isOpen) return { isPublic: true, isSide }
    if (isSide || (await isSideOfActivity(db, actor, id))) return { isPublic: false, isSide: true }
    return used.length === 0 && actor.accountId === uploadedById ? { isPublic: false, isSide: true } : undefined
  },

  /** With an inquiry, an objection or a complaint: its filer and the body. */
  REMEDY_EVIDENCE: async (db, actor, { id }) => {
    const used = await db.remedyFile.findMany({
      where: { fileId: id },
      select: {
        remedy: {
          select: {
            organizationId: true,
            filedById: true,
            kind: true,
            state: true,
            call: { select: { bodyId: true } },
          },
        },
      },
    })
    const isTheirs = used.some(({ remedy: { organizationId, call, ...remedy } }) =>
      may(remedyPolicy, 'read', actor, {
        ...remedy,
        bodyId: call.bodyId,
        organizationId: organizationId ?? undefined,
      }),
    )
    return isTheirs ? { isPublic: false, isSide: true } : undefined
  },

  /** Kept by an organization for its bids: its own people. What went into a bid is a copy with rules of its own. */
  ORGANIZATION_DOCUMENT: async (db, actor, { id }) => {
    const document = await db.organizationDocument.findUnique({
      where: { fileId: id },
      select: { organizationId: true },
    })
    return document !== null && may(organizationPolicy, 'read', actor, document)
      ? { isPublic: false, isSide: true }
      : undefined
  },

  /** A voucher: its organization's people, and the body's once its batch is certified; of co-funding both from the first moment. */
  VOUCHER: async (db, actor, { id }) => {
    const used = await db.expense.findMany({
      where: { fileId: id },
      select: { batch: { select: { state: true } }, project: { select: { bodyId: true, organizationId: true } } },
    })
    const isTheirs = used.some(
      ({ batch, project }) =>
        may(claimPolicy, 'answer', actor, project) ||
        (batch.state === 'CERTIFIED' && may(claimPolicy, 'read', actor, project)),
    )
    if (isTheirs) return { isPublic: false }
    const received = await db.cofundingReceipt.findMany({
      where: { fileId: id },
      select: { cofunding: { select: { project: { select: { bodyId: true, organizationId: true } } } } },
    })
    return received.some(({ cofunding }) => may(cofundingPolicy, 'read', actor, cofunding.project))
      ? { isPublic: false }
      : undefined
  },

  /** With a final report, an audit or the answer to a finding: the two sides of its project. */
  CLOSING_DOCUMENT: async (db, actor, { id }) => {
    const project = { select: { bodyId: true, organizationId: true } }
    const [document, audits, findings] = [
      await db.closingDocument.findUnique({ where: { fileId: id }, select: { project } }),
      await db.audit.findMany({ where: { fileId: id }, select: { project } }),
      await db.auditFinding.findMany({ where: { answerFileId: id }, select: { audit: { select: { project } } } }),
    ]
    const projects = [
      ...(document === null ? [] : [document.project]),
      ...audits.map((audit) => audit.project),
      ...findings.map(({ audit }) => audit.project),
    ]
    return projects.some((facts) => may(claimPolicy, 'read', actor, facts)) ? { isPublic: false } : undefined
  },

  /** Encrypted under a key inside the bid: only the bid's own pages can give it out, decrypted. */
  BID_ATTACHMENT: () => Promise.resolve(undefined),
}

/** A photograph of an activity: both sides of its project, from the moment it is there. */
async function isSideOfActivity(db: Db, actor: Actor, fileId: string): Promise<boolean> {
  const photo = await db.activityPhoto.findUnique({
    where: { fileId },
    select: { session: { select: { project: { select: { bodyId: true, organizationId: true } } } } },
  })
  return photo !== null && may(voicePolicy, 'readFigures', actor, photo.session.project)
}

export const mayReadFile: ReadRule = (db, actor, file) => rules[file.purpose](db, actor, file)
