import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { inspectionPolicy } from '#app/domain/inspection/policy.ts'
import { regionalPolicy } from '#app/domain/regional/policy.ts'
import { ratingPolicy } from '#app/domain/rating/policy.ts'
import { creditPolicy } from '#app/domain/credit/policy.ts'
import { incubationPolicy } from '#app/domain/incubator/policy.ts'
import { claimPolicy } from '#app/domain/claim/policy.ts'
import { giftPolicy } from '#app/domain/gift/policy.ts'
import { cofundingPolicy } from '#app/domain/cofunding/policy.ts'
import { partyPolicy, standingOf } from '#app/domain/project/parties.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { organizationPolicy } from '#app/domain/organization/policy.ts'
import { meetingPolicy } from '#app/domain/meeting/policy.ts'
import { type Actor, bodiesWhere, type Standing } from '#app/domain/shared/actor.ts'
import { remedyPolicy } from '#app/domain/remedy/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { voicePolicy } from '#app/domain/voice/policy.ts'
import { mustDeclareFirst } from '#app/services/evaluation/queries/must-declare-first.server.ts'
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
            milestone: {
              select: { project: { select: { id: true, bodyId: true, organizationId: true, state: true } } },
            },
          },
        },
      },
    })
    const isOpen = used.some(
      ({ isPublic, report }) =>
        isPublic && report.state === 'ACCEPTED' && report.milestone.project.state !== 'PREPARING',
    )
    const theirs = used.filter(({ report }) => {
      const { bodyId, organizationId } = report.milestone.project
      // What is not handed in yet is its writers' own.
      return (
        actor.organizations.some((held) => held.organizationId === organizationId) ||
        (report.state !== 'DRAFT' && actor.bodies.some((held) => held.bodyId === bodyId))
      )
    })
    const isSide = await hasOpenFile(
      { db, actor },
      theirs.map(({ report }) => report.milestone.project),
    )
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

  /** A hub's report on what it does for its members: everybody's. */
  HUB_REPORT: async (db, _actor, { id }) =>
    (await db.hubReport.count({ where: { fileId: id } })) > 0 ? { isPublic: true } : undefined,

  /** Kept by an organization for its bids: its own people, and everybody where it says so. What went into a bid is a copy with rules of its own. */
  ORGANIZATION_DOCUMENT: async (db, actor, { id }) => {
    const document = await db.organizationDocument.findUnique({
      where: { fileId: id },
      select: { organizationId: true, isPublic: true },
    })
    if (document === null) return undefined
    if (may(organizationPolicy, 'read', actor, document)) return { isPublic: false, isSide: true }
    // Shown to everybody today, perhaps not tomorrow: no copy on the way keeps it.
    return document.isPublic ? { isPublic: false } : undefined
  },

  /** A voucher: its organization's people, and the body's once its batch is certified; of co-funding both from the first moment. */
  VOUCHER: async (db, actor, { id }) => {
    const used = await db.expense.findMany({
      where: { fileId: id },
      select: {
        batch: { select: { state: true } },
        project: { select: { id: true, bodyId: true, organizationId: true } },
      },
    })
    const theirs = used.filter(
      ({ batch, project }) =>
        may(claimPolicy, 'answer', actor, project) ||
        (batch.state === 'CERTIFIED' && may(claimPolicy, 'read', actor, project)),
    )
    const received = await db.cofundingReceipt.findMany({
      where: { fileId: id },
      select: {
        cofunding: { select: { project: { select: { id: true, bodyId: true, organizationId: true } } } },
      },
    })
    const isOpen = await hasOpenFile({ db, actor }, [
      ...theirs.map(({ project }) => project),
      ...received
        .map(({ cofunding }) => cofunding.project)
        .filter((project) => may(cofundingPolicy, 'read', actor, project)),
    ])
    return isOpen ? { isPublic: false } : undefined
  },

  /** With a final report, an audit or the answer to a finding: the two sides of its project. */
  CLOSING_DOCUMENT: async (db, actor, { id }) => {
    const project = { select: { id: true, bodyId: true, organizationId: true } }
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
    const theirs = projects.filter((facts) => may(claimPolicy, 'read', actor, facts))
    return (await hasOpenFile({ db, actor }, theirs)) ? { isPublic: false } : undefined
  },

  /** With an event that counts: anyone, unless it was found to be wrong. Else, and with a request, the authority and the organization. */
  CREDIT_DOCUMENT: async (db, actor, { id }) => {
    const event = await db.creditEvent.findUnique({
      where: { fileId: id },
      include: { requests: { where: { kind: 'CORRECTION', granted: true } } },
    })
    const request = await db.creditRequest.findUnique({ where: { fileId: id }, include: { event: true } })
    const about = event ?? request?.event
    if (about === undefined) return undefined
    if (event !== null && event.confirmedAt !== null && event.requests.length === 0) return { isPublic: true }
    const { bodyId, organizationId, confirmedAt } = about
    const isTheirs =
      may(creditPolicy, 'readOpen', actor, { bodyId }) ||
      (confirmedAt !== null && may(creditPolicy, 'readOwn', actor, { organizationId }))
    return isTheirs ? { isPublic: false, isSide: true } : undefined
  },

  /** Of a rating and an agreement that count: anyone. Before, and of a yearly report or supervision: the authority, and the organization. */
  STANDING_DOCUMENT: async (db, actor, { id }) => {
    const decision = await db.ratingDecision.findUnique({ where: { fileId: id } })
    const agreement = await db.recognition.findUnique({ where: { fileId: id } })
    const entered = decision ?? agreement
    if (entered !== null)
      return entered.confirmedAt !== null
        ? { isPublic: true }
        : may(ratingPolicy, 'readBoard', actor, { bodyId: entered.bodyId })
          ? { isPublic: false, isSide: true }
          : undefined
    const figure = await db.regionalFigure.findUnique({ where: { fileId: id } })
    if (figure !== null)
      return figure.confirmedAt !== null
        ? { isPublic: true }
        : may(regionalPolicy, 'readBoard', actor, { bodyId: figure.bodyId })
          ? { isPublic: false, isSide: true }
          : undefined
    const report = await db.annualReport.findUnique({ where: { fileId: id } })
    const kept = report ?? (await db.supervisionRecord.findUnique({ where: { fileId: id } }))
    if (kept === null) return undefined
    const { bodyId, organizationId } = kept
    const isOwn = may(inspectionPolicy, 'readOwn', actor, { organizationId })
    // What is not handed in yet is its writers' own.
    const isTheirs =
      may(inspectionPolicy, 'readBoard', actor, { bodyId }) &&
      (report === null || !['OPEN', 'RETURNED'].includes(report.state))
    return isOwn || isTheirs ? { isPublic: false, isSide: true } : undefined
  },

  /** With an application to an incubator: the applicant, and once it was sent the incubator. */
  INCUBATION_DOCUMENT: async (db, actor, { id }) => {
    const found = await db.incubationFile.findUnique({ where: { fileId: id } })
    if (found === null) return undefined
    const incubation = await db.incubation.findUniqueOrThrow({ where: { id: found.incubationId } })
    const base = await db.incubator.findUniqueOrThrow({ where: { id: incubation.incubatorId } })
    const facts = {
      bodyId: base.bodyId ?? undefined,
      organizationId: incubation.organizationId ?? undefined,
      leaderId: incubation.accountId,
    }
    const isTheirs =
      may(incubationPolicy, 'readOwn', actor, facts) ||
      (incubation.sentAt !== null && may(incubationPolicy, 'readAsked', actor, facts))
    return isTheirs ? { isPublic: false, isSide: true } : undefined
  },

  /** An annex of a contract: its two sides; a further party once it is asked to sign. */
  CONTRACT_ANNEX: async (db, actor, { id }) => {
    const annex = await db.contractAnnex.findUnique({
      where: { fileId: id },
      select: {
        contract: {
          select: {
            contentText: true,
            parties: true,
            project: { select: { id: true, bodyId: true, organizationId: true } },
          },
        },
      },
    })
    if (annex === null) return undefined
    const { contentText, parties, project } = annex.contract
    if (project !== null && may(projectPolicy, 'read', actor, project) && (await hasOpenFile({ db, actor }, [project])))
      return { isPublic: false, isSide: true }
    const isParty = parties.some((party) => {
      const facts = standingOf(party)
      return facts !== null && may(partyPolicy, 'read', actor, facts)
    })
    return isParty && contentText !== null ? { isPublic: false } : undefined
  },

  /** A party's signature on paper: the two sides of the contract. */
  CONTRACT_PAPER: async (db, actor, { id }) => {
    const party = await db.contractParty.findUnique({
      where: { fileId: id },
      select: { contract: { select: { project: { select: { bodyId: true, organizationId: true } } } } },
    })
    const amended =
      party === null
        ? await db.amendmentSignature.findUnique({
            where: { fileId: id },
            select: {
              amendment: {
                select: { contract: { select: { project: { select: { bodyId: true, organizationId: true } } } } },
              },
            },
          })
        : null
    const project = party?.contract.project ?? amended?.amendment.contract.project
    return project != null && may(claimPolicy, 'read', actor, project) ? { isPublic: false } : undefined
  },

  /** The paper of a gift in kind: the two sides of its project. */
  GIFT_RECEIPT: async (db, actor, { id }) => {
    const gift = await db.gift.findUnique({
      where: { receiptFileId: id },
      select: { project: { select: { bodyId: true, organizationId: true } } },
    })
    return gift !== null && may(giftPolicy, 'read', actor, gift.project) ? { isPublic: false } : undefined
  },

  /** Of a need: anybody once an official has read it; before, whoever raised it and the officials of its place. */
  NEED_PHOTO: async (db, actor, { id, uploadedById }) => {
    const photo = await db.needPhoto.findUnique({
      where: { fileId: id },
      select: { need: { select: { state: true, regionId: true } } },
    })
    if (photo === null) return undefined
    const { state, regionId } = photo.need
    if (state !== 'RECEIVED' && state !== 'DECLINED') return { isPublic: true }
    if (actor.accountId === uploadedById) return { isPublic: false }
    const [here] = await db.$queryRaw<{ is: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM unnest(${bodiesWhere(actor, 'OFFICER', 'APPROVER')}::uuid[]) b (id) WHERE body_covers(b.id, ${regionId}::uuid)) AS is`
    return here?.is === true ? { isPublic: false } : undefined
  },

  /** With published minutes: anybody; before, the body's people. */
  MEETING_FILE: async (db, actor, { id }) => {
    const paper = await db.meetingFile.findUnique({
      where: { fileId: id },
      select: { meeting: { select: { state: true, bodyId: true } } },
    })
    if (paper === null) return undefined
    if (paper.meeting.state === 'PUBLISHED') return { isPublic: true }
    return may(meetingPolicy, 'read', actor, { bodyId: paper.meeting.bodyId })
      ? { isPublic: false, isSide: true }
      : undefined
  },

  /** Encrypted under a key inside the bid: only the bid's own pages can give it out, decrypted. */
  BID_ATTACHMENT: () => Promise.resolve(undefined),
}

/** A photograph of an activity: both sides of its project, from the moment it is there. */
async function isSideOfActivity(db: Db, actor: Actor, fileId: string): Promise<boolean> {
  const photo = await db.activityPhoto.findUnique({
    where: { fileId },
    select: { session: { select: { project: { select: { id: true, bodyId: true, organizationId: true } } } } },
  })
  if (photo === null || !may(voicePolicy, 'readFigures', actor, photo.session.project)) return false
  return hasOpenFile({ db, actor }, [photo.session.project])
}

/** Whether the file of one of these projects is open to the reader: to an evaluator it is after the declaration. */
async function hasOpenFile(
  reader: { db: Db; actor: Actor },
  projects: readonly (Standing & { id: string })[],
): Promise<boolean> {
  for (const project of projects) if (!(await mustDeclareFirst(reader, project))) return true
  return false
}

export const mayReadFile: ReadRule = (db, actor, file) => rules[file.purpose](db, actor, file)
